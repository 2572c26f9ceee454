#include "base/arena.h"
#include "base/limits.h"
#include "model/model.h"
#include "pipeline/world.h"
#include "review/review_letter_impl.h"

static struct str
place_of(const struct writing *w, struct str path, uint32_t line)
{
	return line == 0 ? path :
			   str_fmt(w->r->perm, "%.*s:%u", STR_ARG(path), line);
}

/* ---- what counts by the branch's own people alone ------------------------ */

static struct str
own_text(const struct writing *w, const struct review_own *x)
{
	const struct review *r = w->r;
	struct fill with = { S(""), x->by, S("") };

	if (x->rule.n > 0)
		return str_fmt(r->perm, "%.*s [%.*s]", STR_ARG(x->text),
		    STR_ARG(x->rule));
	with.a = letter_fill(w, "review.title",
	    (struct fill){ x->c->e.id, letter_name_of(w, &x->c->e), S("") });
	if (x->by.n == 0)
		return letter_fill(w, "review.own.revision", with);
	if (x->who != NULL)
		with.b = letter_name_of(w, x->who);
	with.c = say_enum(&r->say, &enum_role, (int)x->role);
	return letter_fill(w, "review.own.approval", with);
}

void
letter_own(const struct writing *w)
{
	const struct review *r = w->r;
	struct letter_section *s = letter_section(w, "review.own.head");

	for (size_t i = 0; i < r->n_own && i < LIMIT_REVIEW_SHOWN; i++) {
		const struct review_own *x = &r->own[i];
		struct letter_line *line = letter_line(w, s, 0,
		    own_text(w, x));

		line->is_loud = true;
		line->place = place_of(w, x->path, x->line);
	}
	letter_more(w, s, 0, r->n_own);
	letter_end(w, s);
}

/* ---- old and new text ---------------------------------------------------- */

/* "people[sato].keys" as "Aya Sato (sato): keys"; other names as they are. */
struct str
letter_text_name(const struct writing *w, const struct review_text *x)
{
	const struct review *r = w->r;
	struct str head = S("people["), id, rest;
	const struct entry *e;

	if (!str_starts(x->name, head) ||
	    !str_cut(str_from(x->name, head.n), ']', &id, &rest))
		return x->name;
	if (str_starts(rest, S(".")))
		rest = str_from(rest, 1);
	e = model_find(r->after->model, SPACE_PERSON, id);
	if (e == NULL)
		e = model_find(r->before->model, SPACE_PERSON, id);
	if (e != NULL)
		id = letter_fill(w, "review.text.person",
		    (struct fill){ letter_name_of(w, e), id, S("") });
	return review_join(r, id, "say.colon", rest);
}

static struct str
text_of(const struct writing *w, const struct review_text *x)
{
	struct str none = review_word(w->r, "review.none");
	struct str name = letter_text_name(w, x);
	struct str values;

	if (x->before.n == 0 && x->after.n == 0)
		values = review_word(w->r, "review.text.file");
	else if (name.n == 0)
		return letter_fill(w,
		    x->before.n == 0 ? "review.text.new" : "review.text.gone",
		    (struct fill){ x->before.n == 0 ? x->after : x->before,
			S(""), S("") });
	else
		values = letter_fill(w, "review.from_to",
		    (struct fill){ x->before.n > 0 ? x->before : none,
			x->after.n > 0 ? x->after : none, S("") });
	return review_join(w->r, name, "say.colon", values);
}

/* Lines shown of one file: much in one must not hide the others. */
#define OF_A_FILE	4

/* How many of this loudness before i are of the same file. */
static size_t
place_in_file(const struct review_texts *l, size_t i)
{
	size_t n = 0;

	for (size_t k = i; k > 0 && str_eq(l->v[k - 1].path, l->v[i].path);
	     k--)
		n += l->v[k - 1].is_loud == l->v[i].is_loud;
	return n;
}

static void
put_texts(const struct writing *w, struct letter_section *s,
    const struct review_texts *l, bool loud)
{
	size_t shown = 0, rest = 0;

	for (size_t i = 0; i < l->n; i++) {
		const struct review_text *x = &l->v[i];
		struct letter_line *line;

		if (x->is_loud != loud)
			continue;
		if ((l != &w->r->decisions &&
			place_in_file(l, i) >= OF_A_FILE) ||
		    shown >= LIMIT_REVIEW_SHOWN) {
			rest++;
			continue;
		}
		shown++;
		line = letter_line(w, s, 0, text_of(w, x));
		line->is_loud = loud || l == &w->r->decisions;
		line->place = place_of(w, x->path, x->line);
	}
	if (rest > 0)
		(void)letter_line(w, s, 0,
		    letter_fill(w, "review.more",
			(struct fill){ .a = letter_number(w, rest) }));
}

void
letter_texts(const struct writing *w, const struct review_texts *l,
    const char *head)
{
	struct letter_section *s = letter_section(w, head);

	put_texts(w, s, l, true);
	put_texts(w, s, l, false);
	letter_end(w, s);
}
