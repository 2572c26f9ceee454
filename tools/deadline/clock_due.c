#include "deadline/clock_due.h"

#include "base/arena.h"
#include "deadline/clock_count.h"
#include "model/model.h"

void
clock_due_step(struct clock_work *w, struct clock_step step)
{
	if (w->is_quiet)
		return;
	w->steps = arena_grow(w->run->tmp, w->steps, w->n_steps, &w->cap_steps,
	    sizeof(*w->steps));
	w->steps[w->n_steps++] = step;
}

static void
take_value(const struct clock_run *run, const struct policy_value *v,
    struct clock_length *out)
{
	if (!v->is_set)
		return;
	out->n = v->n;
	out->is_set = true;
	out->proof = proof_at(run->r->places, v->at, S(""));
}

/* The policy's number in place of the rule's. */
static void
take_policy(const struct clock_run *run, const struct deadline *d,
    struct clock_length *out)
{
	enum policy_number which = (enum policy_number)d->value.v;
	struct policy_value v;
	struct str priority;
	enum unit unit = unit_unset;

	if (which == policy_number_unset)
		return;
	if (which != NUMBER_SLA) {
		take_value(run, &run->p->numbers[which], out);
		return;
	}
	if (run->s->assessment == NULL)
		return;
	priority = run->s->assessment->priority.s;
	out->waits = priority.n == 0;
	if (out->waits)
		return;
	v = policy_days(run->p, priority, &unit);
	take_value(run, &v, out);
	if (v.is_set && unit != unit_unset)
		out->unit = unit;
}

struct clock_length
clock_due_length(const struct clock_run *run, const struct clock_rule *rule,
    const struct clock_choice *choice)
{
	const struct deadline *d = rule->d;
	struct clock_length out = {
		.n = d->length.n,
		.unit = d->unit.v != 0 ? (enum unit)d->unit.v :
					 UNIT_CALENDAR_DAYS,
		.is_set = span_is_set(d->length.at),
		.proof = rule->proof_length,
	};

	take_policy(run, d, &out);
	if (choice != NULL && span_is_set(choice->length.at)) {
		out.n = choice->length.n;
		out.is_set = true;
		out.waits = false;
		out.proof = proof_at(run->r->places, choice->length.at, S(""));
	}
	return out;
}

/* The moment that a start means as such; what only carries a date has none. */
static struct when
moment_of(const struct occurrence *o, const struct zone *z)
{
	const struct fact *f = o->fact;

	if (f->at.w.kind != WHEN_UNSET)
		return f->at.w;
	if (f->until.w.kind == WHEN_DATE &&
	    when_start(f->until.w, z).s == o->start.s)
		return f->until.w;
	return (struct when){
		.kind = WHEN_INSTANT,
		.day = instant_day(o->start),
		.at = o->start,
	};
}

/* What the start and the length, or the day it carries, come to. */
static enum clock_due
base_of(struct clock_work *w, const struct occurrence *start,
    struct instant *due)
{
	const struct deadline *d = w->rule->d;
	const struct moment *until = &start->fact->until;
	bool carries = until->w.kind != WHEN_UNSET;
	struct when when = moment_of(start, w->run->r->m->zone);
	struct instant from = start->start;
	int64_t n = w->length.n;
	enum clock_due found;

	if (d->until.b && !d->backwards.b && carries) {
		*due = zone_at(w->rule->zone,
		    when_stop(until->w, w->rule->zone));
		clock_due_step(w,
		    (struct clock_step){
			.kind = CLOCK_STEP_CARRIED,
			.at = *due,
			.proof = proof_at(w->run->r->places, until->at, S("")),
		    });
		return CLOCK_DUE_SET;
	}
	if (!w->length.is_set)
		return CLOCK_DUE_NONE;
	if (d->backwards.b && carries) {
		when = until->w;
		from = when_start(until->w, w->rule->zone);
	}
	found = clock_count(w, when, from, d->backwards.b ? -n : n, due);
	if (found == CLOCK_DUE_SET)
		clock_due_step(w,
		    (struct clock_step){
			.kind = CLOCK_STEP_COUNT,
			.at = *due,
			.n = n,
			.unit = w->length.unit,
			.proof = w->length.proof,
		    });
	return found;
}

enum clock_due
clock_due(struct clock_work *w, const struct occurrence *start,
    struct instant *out)
{
	enum clock_due found;

	clock_due_step(w,
	    (struct clock_step){
		.kind = CLOCK_STEP_START,
		.at = start->start,
		.proof = start->proof,
	    });
	found = base_of(w, start, out);
	if (found == CLOCK_DUE_SET && !w->is_quiet)
		found = clock_extend(w, out);
	return found == CLOCK_DUE_SET ? clock_move(w, out) : found;
}
