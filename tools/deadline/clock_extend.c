#include "deadline/clock_due.h"

#include "deadline/clock_count.h"
#include "deadline/clock_match.h"

/* What was granted so far. */
struct granted {
	int64_t times;
	int64_t total;		/* units */
};

/* What the rule allows: nothing where law sets the end. */
static const struct clock_extension *
allowed(const struct deadline *rule)
{
	return clock_rests_on_law(rule) ? NULL : rule->extension;
}

/* Whether o gives this clock more time. */
static bool
is_extension(const struct clock_work *w, const struct occurrence *o)
{
	const struct fact *f = o->fact;
	const struct clock *c = w->c;

	if (o->event != EVENT_EXTENSION_GRANTED ||
	    f->until.w.kind == WHEN_UNSET || !clock_match_counts(w->run, o))
		return false;
	if (f->clocks.n > 0 ? !clock_match_has(&f->clocks, c->rule->id.s) :
			      allowed(c->rule) == NULL)
		return false;
	if (c->stop != NULL && o->start.s > c->stop->stop.s)
		return false;
	return clock_match_after(o, c) &&
	    (c->rule->per.v == (int)CLOCK_PER_KEY || clock_match_same(c, o));
}

static bool
has_role(const struct fact *f, const struct choice_list *roles)
{
	const struct person_entry *by = f->by.target;

	if (by == NULL || by->e.space != SPACE_PERSON || by->person == NULL)
		return false;
	for (size_t i = 0; i < roles->n; i++) {
		for (size_t j = 0; j < by->person->roles.n; j++) {
			if (by->person->roles.v[j].v == roles->v[i].v)
				return true;
		}
	}
	return false;
}

static bool
is_above(const struct number *limit, int64_t n)
{
	return span_is_set(limit->at) && n > limit->n;
}

/* Why an extension by n units does not count; NONE when it does. */
static enum clock_refusal
refusal(const struct clock_extension *x, const struct granted *g, int64_t n,
    const struct fact *f)
{
	enum clock_refusal why = CLOCK_REFUSAL_NONE;

	if (x == NULL)
		return CLOCK_REFUSAL_RULE;
	if (is_above(&x->times, g->times + 1))
		why = CLOCK_REFUSAL_TIMES;
	else if (is_above(&x->length, n))
		why = CLOCK_REFUSAL_LENGTH;
	else if (is_above(&x->total, g->total + n))
		why = CLOCK_REFUSAL_TOTAL;
	if (has_role(f, &x->above))
		return CLOCK_REFUSAL_NONE;
	if (why == CLOCK_REFUSAL_NONE && !has_role(f, &x->by))
		return CLOCK_REFUSAL_ROLE;
	return why;
}

/* A day that was granted is a new end: pauses before it moved the old one. */
static void
set_end(struct clock_moving *m, const struct occurrence *o,
    struct instant until)
{
	m->base = m->due = until;
	m->paused_s = 0;
	if (m->cursor_s < o->start.s)
		m->cursor_s = o->start.s;
}

static void
apply(struct clock_moving *m, struct granted *g, const struct occurrence *o)
{
	struct clock_work *w = m->w;
	const struct clock_extension *x = allowed(w->c->rule);
	enum unit unit = x != NULL && x->unit.v != 0 ? (enum unit)x->unit.v :
						       UNIT_CALENDAR_DAYS;
	struct instant until = when_stop(o->fact->until.w, w->rule->zone);
	struct clock_step step = { .proof = o->proof, .unit = unit };

	if (until.s <= m->due.s)
		return;
	step.n = clock_count_units(w, m->due, until, unit);
	step.refusal = refusal(x, g, step.n, o->fact);
	if (step.refusal == CLOCK_REFUSAL_NONE) {
		g->times++;
		g->total += step.n;
		set_end(m, o, zone_at(w->rule->zone, until));
		step.kind = CLOCK_STEP_EXTEND;
	} else {
		step.kind = CLOCK_STEP_REFUSE;
		step.proof.text = str_z(
		    computed_doc(&enum_clock_refusal, (int)step.refusal));
	}
	step.at = m->due;
	clock_due_step(w, step);
}

enum clock_due
clock_extend(struct clock_work *w, struct instant *due)
{
	const struct clocked *s = w->run->s;
	struct clock_moving m = clock_pause_begin(w, *due);
	struct granted g = { 0 };

	for (size_t i = 0; i < s->n; i++) {
		const struct occurrence *o = &s->v[i];

		if (!is_extension(w, o))
			continue;
		if (clock_pause(&m, o->start.s) != CLOCK_DUE_SET)
			return CLOCK_DUE_UNKNOWN;
		apply(&m, &g, o);
	}
	if (clock_pause(&m, INT64_MAX) != CLOCK_DUE_SET)
		return CLOCK_DUE_UNKNOWN;
	*due = m.due;
	return CLOCK_DUE_SET;
}
