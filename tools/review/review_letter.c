#include "review/review_letter.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "model/model.h"
#include "review/review_letter_impl.h"

struct str
letter_fill(const struct writing *w, const char *key, struct fill with)
{
	const struct catalog_value v[] = {
		{ STR_INIT("a"), with.a },
		{ STR_INIT("b"), with.b },
		{ STR_INIT("c"), with.c },
	};

	return review_fill(w->r, key, v, ARRAY_LEN(v));
}

struct str
letter_number(const struct writing *w, size_t n)
{
	return str_fmt(w->r->perm, "%zu", n);
}

struct str
letter_count(const struct writing *w, const char *key, size_t n,
    struct fill with)
{
	with.a = letter_number(w, n);
	return letter_fill(w,
	    str_to_z(w->r->perm,
		str_fmt(w->r->perm, "%s.%s", key, n == 1 ? "one" : "many")),
	    with);
}

struct letter_section *
letter_section(const struct writing *w, const char *key)
{
	struct letter_section *s = &w->out->sections[w->out->n_sections];

	ASSERT(w->out->n_sections < LETTER_SECTIONS);
	w->out->n_sections++;
	*s = (struct letter_section){ .head = review_word(w->r, key) };
	return s;
}

void
letter_end(const struct writing *w, struct letter_section *s)
{
	if (s->n == 0)
		w->out->n_sections--;
}

struct letter_line *
letter_line(const struct writing *w, struct letter_section *s, unsigned depth,
    struct str text)
{
	s->v = arena_grow(w->r->perm, s->v, s->n, &s->cap, sizeof(*s->v));
	s->v[s->n] = (struct letter_line){ .depth = depth, .text = text };
	return &s->v[s->n++];
}

void
letter_more(const struct writing *w, struct letter_section *s, unsigned depth,
    size_t n)
{
	if (n > LIMIT_REVIEW_SHOWN)
		(void)letter_line(w, s, depth,
		    letter_fill(w, "review.more",
			(struct fill){
			    .a = letter_number(w, n - LIMIT_REVIEW_SHOWN) }));
}

struct str
letter_title(const struct writing *w, const struct review_record *x)
{
	return str_eq(x->id, x->title) || x->title.n == 0 ?
	    x->id :
	    letter_fill(w, "review.title",
		(struct fill){ x->id, x->title, S("") });
}

struct str
letter_name_of(const struct writing *w, const struct entry *e)
{
	return say_entry(&w->r->say, e);
}

/* The day of an end, as it is written: 24:00 of a day is that day's. */
static struct str
day_of(const struct writing *w, const struct clock *k)
{
	return k != NULL && k->has_due ?
	    str_sub(say_end(&w->r->say, k->due), 0, S("2026-12-01").n) :
	    S("");
}

bool
letter_is_of_clock(const struct writing *w, const struct review_change *c,
    const struct review_change *clock)
{
	struct str was = day_of(w, clock->clock_before);
	struct str is = day_of(w, clock->clock_after);

	return was.n > 0 && is.n > 0 && str_starts(c->before_words, was) &&
	    str_starts(c->after_words, is);
}

bool
letter_is_told(const struct writing *w, const struct review_record *x,
    const struct review_change *c)
{
	if (c->what != REVIEW_DATE && c->what != REVIEW_EMBARGO_UNTIL)
		return false;
	for (size_t i = 0; i < x->changes.n; i++) {
		if (x->changes.v[i].what == REVIEW_CLOCK &&
		    letter_is_of_clock(w, c, &x->changes.v[i]))
			return true;
	}
	return false;
}

/* Who made the branch, and how much it is. */
static struct str
opening(const struct writing *w)
{
	const struct review *r = w->r;
	struct str who = S("");

	for (size_t i = 0; i < r->n_authors && i < LIMIT_REVIEW_SHOWN; i++)
		who = review_join(r, who, "say.comma", r->authors[i]);
	if (r->n_commits == 0)
		return letter_fill(w, "review.opening.plain",
		    (struct fill){ .a = r->head, .b = r->base });
	return letter_fill(w, "review.opening.by",
	    (struct fill){ .a = r->head,
		.b = r->base,
		.c = letter_count(w, "review.opening.commits", r->n_commits,
		    (struct fill){ .b = who }) });
}

/* Whether nothing at all is to be told. */
static bool
is_nothing(const struct writing *w)
{
	return w->out->n_sections == 0 && w->out->n_leads == 0;
}

/* The end: what the search for leaks found, and what got better. */
static struct str
closing(const struct writing *w)
{
	const struct review *r = w->r;
	struct str all = S("");
	size_t n_unmade = 0;

	for (size_t i = 0; i < r->n_editions; i++)
		n_unmade += !r->editions[i].is_made;
	if (r->findings.n_gone > 0)
		all = letter_count(w, "review.closing.gone",
		    r->findings.n_gone, (struct fill){ 0 });
	if (r->findings.n_leaks > 0 || r->findings.n_leaks_before > 0)
		return all;
	return review_join(r, all, "review.closing.joint",
	    n_unmade > 0 ? letter_count(w, "review.closing.unsearched",
			       n_unmade, (struct fill){ 0 }) :
			   review_word(r, "review.closing.clean"));
}

struct letter
review_letter(const struct review *r)
{
	struct letter out = {
		.label = str_fmt(r->perm, "TLP:%s",
		    enum_name(&enum_tlp, (int)r->label)),
	};
	const struct writing w = { r, &out };

	letter_lead(&w);
	letter_own(&w);
	letter_texts(&w, &r->decisions, "review.decisions.head");
	letter_rows(&w);
	letter_approvals(&w);
	letter_records(&w);
	letter_people(&w);
	letter_texts(&w, &r->texts, "review.text.head");
	letter_pages(&w);
	letter_findings(&w);
	out.opening = is_nothing(&w) ?
	    letter_fill(&w, "review.opening.nothing",
		(struct fill){ .a = r->head, .b = r->base }) :
	    opening(&w);
	out.closing = closing(&w);
	return out;
}
