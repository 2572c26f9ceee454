#include "base/arena.h"
#include "base/limits.h"
#include "model/model.h"
#include "review/review_letter_impl.h"

/* ---- approvals ----------------------------------------------------------- */

static struct str
approval_text(const struct writing *w, const struct review_approval *a)
{
	static const char *const keys[] = {
		[REVIEW_LOST] = "review.approvals.lost",
		[REVIEW_WANTED] = "review.approvals.wanted",
		[REVIEW_GAINED] = "review.approvals.gained",
		[REVIEW_DROPPED] = "review.approvals.dropped",
	};
	const struct review *r = w->r;
	struct str role = say_enum(&r->say, &enum_role, (int)a->role);
	struct str who = a->who.n > 0 ?
	    a->who :
	    review_word(r, "review.approvals.nobody");

	return letter_fill(w, keys[a->how],
	    (struct fill){ role, who, a->why });
}

void
letter_approvals(const struct writing *w)
{
	const struct review *r = w->r;
	struct letter_section *s = letter_section(w, "review.approvals.head");
	const struct case_entry *c = NULL;

	for (size_t i = 0; i < r->n_approvals && i < LIMIT_REVIEW_SHOWN; i++) {
		const struct review_approval *a = &r->approvals[i];
		struct letter_line *line;

		if (a->c != c)
			(void)letter_line(w, s, 0,
			    letter_fill(w, "review.title",
				(struct fill){ a->c->e.id,
				    letter_name_of(w, &a->c->e), S("") }));
		c = a->c;
		line = letter_line(w, s, 1, approval_text(w, a));
		line->is_loud = a->how == REVIEW_LOST;
		line->place = say_place(&r->say, &a->proof);
	}
	letter_more(w, s, 0, r->n_approvals);
	letter_end(w, s);
}

/* ---- records ------------------------------------------------------------- */

static struct str
clock_text(const struct writing *w, const struct review_change *c)
{
	struct fill with = { c->name, c->before_words, c->after_words };
	const char *key = c->clock_before == NULL ? "review.clock.new" :
	    c->clock_after == NULL                ? "review.clock.gone" :
						    "review.clock.other";

	return letter_fill(w, key, with);
}

static struct str
values_text(const struct writing *w, const struct review_change *c)
{
	struct str none = review_word(w->r, "review.none");
	struct fill with = { c->before_words.n > 0 ? c->before_words : none,
		c->after_words.n > 0 ? c->after_words : none, c->why_words };

	if (c->before.n == 0 && c->before_words.n == 0)
		return with.b;
	return letter_fill(w,
	    c->why_words.n == 0         ? "review.from_to" :
		c->what == REVIEW_STAGE ? "review.from_to_stage" :
					  "review.from_to_why",
	    with);
}

static struct str
change_text(const struct writing *w, const struct review_change *c)
{
	const struct review *r = w->r;
	struct str what = review_word(r,
	    str_to_z(r->perm,
		str_fmt(r->perm, "review.what.%s",
		    review_what_name(c->what))));

	if (c->what == REVIEW_CLOCK)
		return clock_text(w, c);
	if (c->name.n > 0)
		what = letter_fill(w, "review.of",
		    (struct fill){ what, c->name, S("") });
	return review_join(r, what, "say.colon", values_text(w, c));
}

/* Why a label or ceiling is loud, and an end that is past. */
static bool
is_loud(const struct review_change *c)
{
	const struct clock *k = c->clock_after;

	return (c->what == REVIEW_LABEL && c->before.n > 0) ||
	    c->what == REVIEW_CEILING || c->what == REVIEW_RELEASED ||
	    (k != NULL &&
		(k->state == CLOCK_STATE_OVERDUE ||
		    k->state == CLOCK_STATE_MISSED));
}

static void
put_record(const struct writing *w, struct letter_section *s,
    const struct review_record *x)
{
	struct fill with = { letter_title(w, x), x->old_id, S("") };
	const char *key = x->is_new ? "review.records.new" :
	    x->is_gone              ? "review.records.gone" :
	    x->old_id.n > 0         ? "review.records.renamed" :
				      "review.records.is";
	const struct review_changes *l = &x->changes;
	size_t shown = 0;

	(void)letter_line(w, s, 0, letter_fill(w, key, with));
	for (size_t i = 0; i < l->n; i++) {
		const struct review_change *c = &l->v[i];
		struct letter_line *line;

		if (letter_is_told(w, x, c) || shown++ >= LIMIT_REVIEW_SHOWN)
			continue;
		line = letter_line(w, s, 1, change_text(w, c));
		line->is_loud = is_loud(c);
		line->place = say_place(&w->r->say, &c->why);
	}
	letter_more(w, s, 1, shown);
}

void
letter_records(const struct writing *w)
{
	const struct review *r = w->r;
	struct letter_section *s = letter_section(w, "review.records.head");

	for (size_t i = 0; i < r->n_records && i < LIMIT_REVIEW_SHOWN; i++)
		put_record(w, s, &r->records[i]);
	letter_more(w, s, 0, r->n_records);
	letter_end(w, s);
}

/* ---- people -------------------------------------------------------------- */

/* All that is new for one person in one record, in one line. */
static struct str
person_text(const struct writing *w, size_t from, bool *is_done)
{
	const struct review *r = w->r;
	const struct review_person *p = &r->people[from];
	struct str asked = S("");
	bool is_named = false;

	for (size_t i = from; i < r->n_people; i++) {
		const struct review_person *q = &r->people[i];

		if (q->e != p->e || !str_eq(q->record, p->record))
			continue;
		is_done[i] = true;
		if (q->how == REVIEW_NAMED)
			is_named = true;
		else
			asked = review_join(r, asked, "say.comma", q->why);
	}
	return letter_fill(w,
	    asked.n == 0 ? "review.people.named" :
		is_named ? "review.people.both" :
			   "review.people.asked",
	    (struct fill){ letter_name_of(w, p->e), p->record, asked });
}

/* Editions that show a case from now on, one line a case. */
static void
put_shown(const struct writing *w, struct letter_section *s)
{
	const struct review *r = w->r;
	bool *is_done = arena_array(r->perm, bool, r->n_shown + 1);
	size_t n = 0;

	for (size_t i = 0; i < r->n_shown; i++) {
		const struct review_shown *x = &r->shown[i];
		struct str names = S("");

		if (is_done[i])
			continue;
		for (size_t k = i; k < r->n_shown; k++) {
			if (r->shown[k].c != x->c)
				continue;
			is_done[k] = true;
			names = review_join(r, names, "say.comma",
			    say_words(&r->say, &r->shown[k].audience->name));
		}
		if (n++ < LIMIT_REVIEW_SHOWN)
			(void)letter_line(w, s, 0,
			    letter_fill(w, "review.people.shown",
				(struct fill){ x->c->e.id, names, S("") }));
	}
	letter_more(w, s, 0, n);
}

void
letter_people(const struct writing *w)
{
	const struct review *r = w->r;
	struct letter_section *s = letter_section(w, "review.people.head");
	bool *is_done = arena_array(r->perm, bool, r->n_people + 1);
	size_t n = 0;

	put_shown(w, s);
	for (size_t i = 0; i < r->n_people; i++) {
		struct str text;

		if (is_done[i])
			continue;
		text = person_text(w, i, is_done);
		if (n++ < LIMIT_REVIEW_SHOWN)
			(void)letter_line(w, s, 0, text);
	}
	letter_more(w, s, 0, n);
	letter_end(w, s);
}
