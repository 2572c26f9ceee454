#include "deadline/clock_match.h"

bool
clock_match_counts(const struct clock_run *run, const struct occurrence *o)
{
	/* What only carries a date holds from the day it was written. */
	return o->start.s <= run->r->now.s || o->fact->at.w.kind == WHEN_UNSET;
}

bool
clock_match_has(const struct text_list *l, struct str id)
{
	for (size_t i = 0; i < l->n; i++) {
		if (str_eq(l->v[i].s, id))
			return true;
	}
	return false;
}

static bool
names_one_of(const struct text_list *names, const struct text_list *ids)
{
	for (size_t i = 0; i < ids->n; i++) {
		if (clock_match_has(names, ids->v[i].s))
			return true;
	}
	return false;
}

/* Whether a condition on the record and one of its facts holds. */
static bool
fact_holds(const struct clock_run *run, const struct condition *c,
    const struct occurrence *o)
{
	struct predicate_root roots[CLOCK_ROOTS];
	size_t n = run->s->n_roots;

	if (c->p == NULL)
		return true;
	ASSERT(n < CLOCK_ROOTS);
	for (size_t i = 0; i < n; i++)
		roots[i] = run->s->roots[i];
	roots[n] = (struct predicate_root){ "fact", &record_fact, o->fact };
	return predicate_holds(c->p, roots, n + 1, run->tmp, NULL);
}

bool
clock_match_start(const struct clock_run *run, const struct clock_rule *rule,
    const struct occurrence *o)
{
	const struct deadline *d = rule->d;

	if (!clock_rules_has(&rule->start, o->event) ||
	    !clock_match_counts(run, o))
		return false;
	/* One at a product that is not known here has no clock of its own. */
	if (d->per.v == (int)CLOCK_PER_PRODUCT && o->fact->product.id.n > 0 &&
	    o->fact->product.target == NULL)
		return false;
	if (d->start_clocks.n > 0 &&
	    !names_one_of(&o->fact->clocks, &d->start_clocks))
		return false;
	return fact_holds(run, &d->start_when, o);
}

/* A name that nobody knows is a name all the same: it means no other. */
bool
clock_match_same(const struct clock *c, const struct occurrence *o)
{
	const struct party_entry *party;

	switch ((enum clock_per)c->rule->per.v) {
	case CLOCK_PER_PARTY:
		party = occurrence_party(o);
		return party == c->party ||
		    (party == NULL && o->fact->party.id.n == 0);
	case CLOCK_PER_PRODUCT:
		return o->fact->product.id.n == 0 ||
		    o->fact->product.target == c->product;
	case CLOCK_PER_KEY:
		return str_eq(o->key, c->key);
	case clock_per_unset:
	case CLOCK_PER_SUBJECT:
	case CLOCK_PER_START:
		break;
	}
	return true;
}

/* A report that names no clock might answer any: it stops none. */
static bool
names_clock(const struct occurrence *o, struct str id)
{
	if (o->fact->clocks.n > 0)
		return clock_match_has(&o->fact->clocks, id);
	return o->event != EVENT_REPORT_SUBMITTED;
}

bool
clock_match_after(const struct occurrence *o, const struct clock *c)
{
	return o->start.s >= c->start->start.s ||
	    o->stop.s > c->start->start.s;
}

static bool
is_stop(const struct clock_run *run, const struct clock_rule *rule,
    const struct clock *c, const struct occurrence *o)
{
	return clock_rules_has(&rule->stop, o->event) && o != c->start &&
	    clock_match_counts(run, o) && clock_match_after(o, c) &&
	    names_clock(o, rule->d->id.s) && clock_match_same(c, o) &&
	    fact_holds(run, &rule->d->stop_when, o);
}

const struct occurrence *
clock_match_stop(const struct clock_run *run, const struct clock_rule *rule,
    const struct clock *c)
{
	const struct occurrence *first = NULL;

	for (size_t i = 0; i < run->s->n; i++) {
		const struct occurrence *o = &run->s->v[i];

		if ((first == NULL || o->stop.s < first->stop.s) &&
		    is_stop(run, rule, c, o))
			first = o;
	}
	return first;
}
