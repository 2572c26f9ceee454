#include <stdlib.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/map.h"
#include "history/history.h"
#include "model/model.h"
#include "review/review_letter_impl.h"

/* What matters most, in this order. */
enum rank {
	RANK_OWN,		/* counts by the branch's own people */
	RANK_DECIDE,		/* who decides changes */
	RANK_CONFLICT,
	RANK_LEAK,
	RANK_REACH,		/* how the public reaches us */
	RANK_WIDER,		/* a label, a ceiling */
	RANK_PUBLIC,		/* comes to the public, or leaves it */
	RANK_APPROVAL,
	RANK_ROWS,
	RANK_ERROR,
	RANK_TEXT,		/* public words change */
	RANK_CLOCK,
	RANK_STAGE,
	RANK_CASE,
	RANKS
};

/* One of a kind says enough; two when there is room. */
#define LEADS_OF_A_RANK		2

struct leads {
	const struct writing *w;
	struct str v[RANKS][LEADS_OF_A_RANK];
	size_t n[RANKS];
};

static void
lead(struct leads *l, enum rank rank, struct str text)
{
	if (l->n[rank] < LEADS_OF_A_RANK)
		l->v[rank][l->n[rank]] = text;
	l->n[rank]++;
}

/* ---- of records ---------------------------------------------------------- */

static enum tlp
label_value(struct str word)
{
	for (int i = (int)TLP_CLEAR; i <= (int)TLP_RED; i++) {
		if (str_eq_z(word, enum_name(&enum_tlp, i)))
			return (enum tlp)i;
	}
	return tlp_unset;
}

/* An edition that rises shows more, a label that falls is shown to more. */
static void
lead_label(struct leads *l, const struct review_record *x,
    const struct review_change *c)
{
	enum tlp was = label_value(c->before), is = label_value(c->after);
	struct fill with = { letter_title(l->w, x), c->before, c->after };

	if (was == tlp_unset)
		return;
	if (c->what == REVIEW_LABEL && review_is_wider(was, is))
		lead(l, RANK_WIDER,
		    letter_fill(l->w, "review.lead.wider", with));
	if (c->what == REVIEW_CEILING && review_is_wider(is, was))
		lead(l, RANK_WIDER,
		    letter_fill(l->w, "review.lead.ceiling", with));
}

static void
lead_released(struct leads *l, const struct review_record *x,
    const struct review_change *c)
{
	const struct case_entry *e = x->after != NULL ? x->after : x->before;
	struct fill with = { model_advisory_id(e), x->title, c->after };
	const char *key = c->before.n == 0 ? "review.lead.public" :
	    c->after.n == 0                ? "review.lead.unpublic" :
					     "review.lead.revision";

	lead(l, RANK_PUBLIC, letter_fill(l->w, key, with));
}

static void
lead_clock(struct leads *l, const struct review_record *x,
    const struct review_change *c)
{
	const struct clock *a = c->clock_before, *b = c->clock_after;
	const struct say *say = &l->w->r->say;
	struct fill with = { letter_title(l->w, x), c->name, S("") };

	/* The embargo has a sentence of its own. */
	for (size_t i = 0; i < x->changes.n; i++) {
		if (x->changes.v[i].what == REVIEW_EMBARGO_UNTIL &&
		    letter_is_of_clock(l->w, &x->changes.v[i], c))
			return;
	}

	if (b != NULL && b->has_due && clock_is_open(b) &&
	    (a == NULL || !clock_is_open(a))) {
		with.c = say_end(say, b->due);
		lead(l, RANK_CLOCK,
		    letter_fill(l->w, "review.lead.clock_new", with));
	} else if (a != NULL && b != NULL && clock_is_open(b) && a->has_due &&
	    b->has_due && a->due.s != b->due.s) {
		with.c = letter_fill(l->w, "review.lead.clock_dates",
		    (struct fill){ say_end(say, b->due), say_end(say, a->due),
			S("") });
		lead(l, RANK_CLOCK,
		    letter_fill(l->w,
			b->due.s < a->due.s ? "review.lead.clock_sooner" :
					      "review.lead.clock_later",
			with));
	} else if (a != NULL && clock_is_open(a) &&
	    (b == NULL || b->state == CLOCK_STATE_WAIVED ||
		b->state == CLOCK_STATE_NONE)) {
		lead(l, RANK_CLOCK,
		    letter_fill(l->w, "review.lead.clock_gone", with));
	}
}

static void
lead_change(struct leads *l, const struct review_record *x,
    const struct review_change *c)
{
	struct fill with = { letter_title(l->w, x), c->before_words,
		c->after_words };

	switch (c->what) {
	case REVIEW_LABEL:
	case REVIEW_CEILING:
		lead_label(l, x, c);
		return;
	case REVIEW_RELEASED:
		lead_released(l, x, c);
		return;
	case REVIEW_CLOCK:
		lead_clock(l, x, c);
		return;
	case REVIEW_STAGE:
		if (!x->is_new)
			lead(l, RANK_STAGE,
			    letter_fill(l->w, "review.lead.stage", with));
		return;
	case REVIEW_EMBARGO_UNTIL:
		lead(l, RANK_CLOCK,
		    letter_fill(l->w,
			c->after.n > 0 && c->before.n > 0 ?
			    "review.lead.embargo" :
			    c->after.n > 0 ? "review.lead.embargo_new" :
					     "review.lead.embargo_gone",
			with));
		return;
	case REVIEW_DATE:
		if (letter_is_told(l->w, x, c))
			return;
		lead(l, RANK_STAGE,
		    letter_fill(l->w, "review.lead.date",
			(struct fill){ str_fmt(l->w->r->perm, "%.*s (%.*s)",
					   STR_ARG(x->id), STR_ARG(c->name)),
			    c->before_words, c->after_words }));
		return;
	case REVIEW_EXIT:
	case REVIEW_PRIORITY:
	case REVIEW_SCORE:
	case REVIEW_AXIS:
	case REVIEW_EMBARGO:
	case REVIEW_REGIME:
	case REVIEW_PARTY:
		return;
	}
}

static void
lead_records(struct leads *l)
{
	const struct review *r = l->w->r;

	for (size_t i = 0; i < r->n_records; i++) {
		const struct review_record *x = &r->records[i];
		struct fill with = { letter_title(l->w, x), x->old_id, S("") };

		if (x->after == NULL && x->before == NULL)
			;
		else if (x->is_new)
			lead(l, RANK_CASE,
			    letter_fill(l->w, "review.lead.new", with));
		else if (x->is_gone)
			lead(l, RANK_PUBLIC,
			    letter_fill(l->w, "review.lead.gone", with));
		else if (x->old_id.n > 0)
			lead(l, RANK_CASE,
			    letter_fill(l->w, "review.lead.renamed", with));
		for (size_t k = 0; k < x->changes.n; k++)
			lead_change(l, x, &x->changes.v[k]);
	}
}

/* ---- of the rest --------------------------------------------------------- */

/* The record of a case. */
static struct str
case_title(const struct leads *l, const struct case_entry *c)
{
	return letter_fill(l->w, "review.title",
	    (struct fill){ c->e.id, letter_name_of(l->w, &c->e), S("") });
}

/* One sentence a case: "by Sato (legal) and Mori (press)". */
static void
lead_approvals(struct leads *l)
{
	const struct review *r = l->w->r;

	for (size_t i = 0; i < r->n_approvals;) {
		const struct review_approval *a = &r->approvals[i];
		struct str who = S("");
		bool is_released = false;
		size_t n = 0;

		for (; i < r->n_approvals && r->approvals[i].c == a->c; i++) {
			const struct review_approval *x = &r->approvals[i];

			if (x->how != REVIEW_LOST)
				continue;
			n++;
			is_released = is_released || x->is_released;
			who = review_join(r, who, "say.comma",
			    letter_fill(l->w, "review.lead.lost_by",
				(struct fill){ x->who,
				    say_enum(&r->say, &enum_role,
					(int)x->role),
				    S("") }));
		}
		if (n > 0)
			lead(l, RANK_APPROVAL,
			    letter_count(l->w,
				is_released ? "review.lead.lost_released" :
					      "review.lead.lost",
				n,
				(struct fill){ .b = case_title(l, a->c),
				    .c = who }));
	}
}

/* One sentence for all rows of one person. */
static void
lead_rows(struct leads *l)
{
	const struct review *r = l->w->r;
	const struct review_row *first = NULL;
	size_t n = 0;

	for (size_t i = 0; i < r->n_rows; i++) {
		const struct review_row *row = &r->rows[i];

		if (!review_row_is_loud(row))
			continue;
		if (row->what == REVIEW_ROW_OLD_COPY) {
			lead(l, RANK_ROWS,
			    letter_count(l->w, "review.lead.old_copy",
				row->n_undone,
				(struct fill){ .b = row->path,
				    .c = row->others }));
			continue;
		}
		if (first == NULL)
			first = row;
		n += first->by->author == row->by->author;
	}
	if (first != NULL)
		lead(l, RANK_ROWS,
		    letter_count(l->w, "review.lead.rows", n,
			(struct fill){ .b = first->by->author->name,
			    .c = r->base }));
}

static void
lead_documents(struct leads *l)
{
	const struct review *r = l->w->r;

	for (size_t i = 0; i < r->n_documents; i++) {
		const struct review_document *d = &r->documents[i];

		if (d->was_public && d->is_public)
			lead(l, RANK_TEXT,
			    letter_count(l->w, "review.lead.text", d->n,
				(struct fill){ .b = d->id }));
	}
	for (size_t i = 0; i < r->n_editions; i++) {
		const struct review_edition *e = &r->editions[i];

		if (e->is_public && e->n_gone > 0)
			lead(l, RANK_PUBLIC,
			    letter_count(l->w, "review.lead.addresses",
				e->n_gone, (struct fill){ 0 }));
	}
}

/* Names of what differs, each once: with its file where it has none. */
static struct str
names_of(const struct leads *l, const struct review_texts *t, bool loud,
    size_t *n)
{
	const struct review *r = l->w->r;
	struct map *seen = map_open(r->perm);
	struct str all = S("");

	*n = 0;
	for (size_t i = 0; i < t->n; i++) {
		const struct review_text *x = &t->v[i];
		struct str name = letter_text_name(l->w, x);

		if (loud && !x->is_loud)
			continue;
		if (name.n == 0)
			name = x->path;
		if (!map_add(seen, name, seen) || (*n)++ >= LIMIT_REVIEW_SHOWN)
			continue;
		all = review_join(r, all, "review.lead.joint", name);
	}
	if (*n > LIMIT_REVIEW_SHOWN)
		all = review_join(r, all, "review.lead.joint",
		    letter_fill(l->w, "review.more",
			(struct fill){ .a = letter_number(l->w,
					   *n - LIMIT_REVIEW_SHOWN) }));
	return all;
}

static void
lead_texts(struct leads *l)
{
	const struct review *r = l->w->r;
	struct str names;
	size_t n;

	if (r->n_own > 0)
		lead(l, RANK_OWN,
		    letter_count(l->w, "review.lead.own", r->n_own,
			(struct fill){ 0 }));
	names = names_of(l, &r->decisions, false, &n);
	if (n > 0)
		lead(l, RANK_DECIDE,
		    letter_fill(l->w, "review.lead.decide",
			(struct fill){ names, S(""), S("") }));
	names = names_of(l, &r->texts, true, &n);
	if (n > 0)
		lead(l, RANK_REACH,
		    letter_fill(l->w, "review.lead.reach",
			(struct fill){ names, S(""), S("") }));
}

static void
lead_faults(struct leads *l)
{
	const struct review *r = l->w->r;
	struct str paths = S("");

	for (size_t i = 0; i < r->n_conflicts && i < LIMIT_REVIEW_SHOWN; i++)
		paths = review_join(r, paths, "say.comma", r->conflicts[i]);
	if (r->n_conflicts > 0)
		lead(l, RANK_CONFLICT,
		    letter_count(l->w, "review.lead.conflict", r->n_conflicts,
			(struct fill){ .b = paths }));
	if (r->findings.n_leaks > 0)
		lead(l, RANK_LEAK,
		    letter_count(l->w, "review.lead.leak", r->findings.n_leaks,
			(struct fill){ 0 }));
	if (r->findings.n_errors > 0)
		lead(l, RANK_ERROR,
		    letter_count(l->w, "review.lead.error",
			r->findings.n_errors, (struct fill){ 0 }));
}

/* A title that an earlier sentence has need not come again. */
static void
shorten(const struct writing *w, const struct review_record *x)
{
	struct letter *out = w->out;
	struct str title = letter_title(w, x);
	bool is_told = false;

	for (size_t i = 0; i < out->n_leads && title.n > x->id.n; i++) {
		struct str s = out->leads[i];
		size_t at = str_find(s, title, 0);

		if (at == SIZE_MAX)
			continue;
		if (is_told)
			out->leads[i] = str_fmt(w->r->perm, "%.*s%.*s%.*s",
			    STR_ARG(str_sub(s, 0, at)), STR_ARG(x->id),
			    STR_ARG(str_from(s, at + title.n)));
		is_told = true;
	}
}

void
letter_lead(const struct writing *w)
{
	struct leads l = { .w = w };
	struct letter *out = w->out;

	lead_texts(&l);
	lead_faults(&l);
	lead_records(&l);
	lead_approvals(&l);
	lead_rows(&l);
	lead_documents(&l);
	for (int k = 0; k < RANKS; k++) {
		for (size_t i = 0; i < l.n[k] && i < LEADS_OF_A_RANK &&
		     out->n_leads < LETTER_LEADS;
		     i++)
			out->leads[out->n_leads++] = l.v[k][i];
	}
	for (size_t i = 0; i < w->r->n_records; i++)
		shorten(w, &w->r->records[i]);
}
