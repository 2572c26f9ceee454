#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "model/model.h"
#include "pipeline/world.h"
#include "review/review_letter_impl.h"

/* ---- documents ----------------------------------------------------------- */

/* As audit/audit_view.h cut it around what differs. */
static struct str
value_text(const struct writing *w, struct str v)
{
	return v.n == 0 ? review_word(w->r, "review.none") : v;
}

/* What publishing makes of it after the merge. */
static void
put_revision(const struct writing *w, struct letter_section *s,
    const struct revision_due *due)
{
	const struct say *say = &w->r->say;

	(void)letter_line(w, s, 1, revision_next_text(say, due));
	if (due->ja.n > 0)
		(void)letter_line(w, s, 1,
		    letter_fill(w, "review.pages.proposal",
			(struct fill){ due->ja, due->en, S("") }));
}

static void
put_document(const struct writing *w, struct letter_section *s,
    const struct review_document *d)
{
	const char *key = d->was_public && d->is_public ?
	    "review.pages.public" :
	    d->is_public  ? "review.pages.new" :
	    d->was_public ? "review.pages.gone" :
			    "review.pages.draft";
	struct letter_line *line = letter_line(w, s, 0,
	    letter_fill(w, key,
		(struct fill){ d->id, say_entry(&w->r->say, &d->c->e),
		    S("") }));

	line->is_loud = d->was_public != d->is_public;
	for (size_t i = 0; i < d->n && i < LIMIT_REVIEW_SHOWN; i++)
		(void)letter_line(w, s, 1,
		    letter_fill(w, "review.pages.field",
			(struct fill){ d->changes[i].path,
			    value_text(w, d->changes[i].before),
			    value_text(w, d->changes[i].after) }));
	letter_more(w, s, 1, d->n);
	if (d->is_due)
		put_revision(w, s, &d->due);
}

static void
put_paths(const struct writing *w, struct letter_section *s, const char *key,
    const struct str *paths, size_t n, bool loud)
{
	struct letter_line *line;
	struct str all = S("");
	size_t shown = 0;

	for (size_t i = 0; i < n; i++) {
		/* It changes with everything, and is no page. */
		if (str_eq(paths[i], S("manifest.json")))
			continue;
		if (shown++ < LIMIT_REVIEW_SHOWN)
			all = review_join(w->r, all, "say.comma", paths[i]);
	}
	if (shown == 0)
		return;
	if (shown > LIMIT_REVIEW_SHOWN)
		all = review_join(w->r, all, "say.comma",
		    letter_fill(w, "review.more",
			(struct fill){ .a = letter_number(w,
					   shown - LIMIT_REVIEW_SHOWN) }));
	line = letter_line(w, s, 1,
	    letter_fill(w, key, (struct fill){ all, S(""), S("") }));
	line->is_loud = loud;
}

static void
put_edition(const struct writing *w, struct letter_section *s,
    const struct review_edition *e)
{
	struct str name = say_words(&w->r->say, &e->audience->name);
	struct fill with = { name, S(""), S("") };

	if (!e->is_made && e->was_made) {
		(void)letter_line(w, s, 0,
		    letter_fill(w, "review.pages.unmade", with));
		return;
	}
	if (e->n_changed + e->n_added + e->n_gone == 0)
		return;
	if (e->n_changed > 0)
		with.b = letter_count(w, "review.pages.changed", e->n_changed,
		    (struct fill){ 0 });
	if (e->n_added > 0)
		with.b = review_join(w->r, with.b, "say.comma",
		    letter_count(w, "review.pages.added", e->n_added,
			(struct fill){ 0 }));
	if (e->n_gone > 0)
		with.b = review_join(w->r, with.b, "say.comma",
		    letter_count(w, "review.pages.lost", e->n_gone,
			(struct fill){ 0 }));
	(void)letter_line(w, s, 0,
	    letter_fill(w, "review.pages.edition", with));
	if (!e->is_public)
		return;
	put_paths(w, s, "review.pages.paths_gone", e->gone, e->n_gone, true);
	put_paths(w, s, "review.pages.paths_added", e->added, e->n_added,
	    false);
	put_paths(w, s, "review.pages.paths_changed", e->changed, e->n_changed,
	    false);
}

void
letter_pages(const struct writing *w)
{
	const struct review *r = w->r;
	struct letter_section *s = letter_section(w, "review.pages.head");

	for (size_t i = 0; i < r->n_documents && i < LIMIT_REVIEW_SHOWN; i++)
		put_document(w, s, &r->documents[i]);
	letter_more(w, s, 0, r->n_documents);
	for (size_t i = 0; i < r->n_editions; i++)
		put_edition(w, s, &r->editions[i]);
	letter_end(w, s);
}

/* ---- findings ------------------------------------------------------------ */

static struct str
place_text(const struct writing *w, struct span at)
{
	struct proof p = proof_at(w->r->after->sources, at, S(""));

	return say_place(&w->r->say, &p);
}

static void
put_finding(const struct writing *w, struct letter_section *s,
    const struct diag *d)
{
	const struct review *r = w->r;
	struct str class = review_word(r,
	    str_to_z(r->perm,
		str_fmt(r->perm, "review.findings.%s",
		    diag_class_name(d->class))));
	struct letter_line *line = letter_line(w, s, 0,
	    str_fmt(r->perm, "%.*s [%.*s]",
		STR_ARG(review_join(r, class, "say.colon", d->message)),
		STR_ARG(d->rule)));

	line->is_loud = d->class == DIAG_ERROR;
	line->place = place_text(w, d->at);
	for (const struct diag_note *n = d->notes;
	     n != NULL && d->class == DIAG_ERROR; n = n->next) {
		line = letter_line(w, s, 1, n->text);
		line->place = place_text(w, n->at);
	}
	if (d->help.n > 0 && d->class == DIAG_ERROR)
		(void)letter_line(w, s, 1, d->help);
}

/* Whether two hits of the leak scan are of one secret. */
static bool
is_same_leak(const struct diag *a, const struct diag *b)
{
	return str_eq(a->rule, S("leak-found")) && str_eq(b->rule, a->rule) &&
	    a->notes != NULL && b->notes != NULL &&
	    span_cmp(a->notes->at, b->notes->at) == 0;
}

/* What the section on approvals says already, and a secret's further places. */
static bool
is_told(const struct review_findings *f, size_t i)
{
	const struct diag *d = f->v[i];

	for (size_t k = 0; k < i; k++) {
		if (is_same_leak(f->v[k], d))
			return true;
	}
	return str_eq(d->rule, S("approval-void")) && d->class != DIAG_ERROR;
}

static void
put_more_places(const struct writing *w, struct letter_section *s, size_t i)
{
	const struct review_findings *f = &w->r->findings;
	size_t n = 0;

	for (size_t k = i + 1; k < f->n; k++)
		n += is_same_leak(f->v[i], f->v[k]);
	if (n > 0)
		(void)letter_line(w, s, 1,
		    letter_count(w, "review.findings.places", n,
			(struct fill){ 0 }));
}

void
letter_findings(const struct writing *w)
{
	const struct review_findings *f = &w->r->findings;
	struct letter_section *s = letter_section(w, "review.findings.head");
	size_t shown = 0;

	/* The strongest class first. */
	for (int class = DIAG_ERROR; class <= (int)DIAG_ALERT; class++) {
		for (size_t i = 0; i < f->n; i++) {
			if ((int)f->v[i]->class != class || is_told(f, i) ||
			    shown++ >= LIMIT_REVIEW_SHOWN)
				continue;
			put_finding(w, s, f->v[i]);
			put_more_places(w, s, i);
		}
	}
	letter_more(w, s, 0, shown);
	letter_end(w, s);
}
