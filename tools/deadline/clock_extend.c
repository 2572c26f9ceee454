#include "deadline/clock_due.h"

#include "deadline/clock_count.h"
#include "deadline/clock_match.h"

/* What was granted so far. */
struct granted {
	int64_t times;
	int64_t total;		/* units */
};

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
			      c->rule->extension == NULL)
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

/* Why an extension by n units does not count; "" when it does. */
static struct str
refusal(const struct clock_extension *x, const struct granted *g, int64_t n,
    const struct fact *f)
{
	struct str why = S("");

	if (x == NULL)
		return S("the rule allows no extension");
	if (is_above(&x->times, g->times + 1))
		why = S("it was extended as often as the rule allows");
	else if (is_above(&x->length, n))
		why = S("it is longer than the rule allows at once");
	else if (is_above(&x->total, g->total + n))
		why = S("it is longer than the rule allows in all");
	if (has_role(f, &x->above))
		return S("");
	if (why.n == 0 && !has_role(f, &x->by))
		return S("whoever granted it has no role that may");
	return why;
}

static void
apply(struct clock_work *w, struct granted *g, const struct occurrence *o,
    struct instant *due)
{
	const struct clock_extension *x = w->c->rule->extension;
	enum unit unit = x != NULL && x->unit.v != 0 ? (enum unit)x->unit.v :
						       UNIT_CALENDAR_DAYS;
	struct instant until = when_stop(o->fact->until.w, w->rule->zone);
	struct clock_step step = { .proof = o->proof, .unit = unit };

	if (until.s <= due->s)
		return;
	step.n = clock_count_units(w, *due, until, unit);
	step.proof.text = refusal(x, g, step.n, o->fact);
	if (step.proof.text.n == 0) {
		g->times++;
		g->total += step.n;
		*due = zone_at(w->rule->zone, until);
		step.kind = CLOCK_STEP_EXTEND;
	} else {
		step.kind = CLOCK_STEP_REFUSE;
	}
	step.at = *due;
	clock_due_step(w, step);
}

void
clock_extend(struct clock_work *w, struct instant *due)
{
	const struct clocked *s = w->run->s;
	struct granted g = { 0 };

	for (size_t i = 0; i < s->n; i++) {
		if (is_extension(w, &s->v[i]))
			apply(w, &g, &s->v[i], due);
	}
}
