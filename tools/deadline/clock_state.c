#include "deadline/clock_due.h"

#include "base/limits.h"

/* The last warning that was passed. */
static bool
warn(const struct clock_work *w, struct instant *warned)
{
	const struct clock_rule *r = w->rule;
	bool found = false;

	for (size_t i = 0; i < r->n_warn; i++) {
		int64_t at = w->c->due.s - r->warn_s[i];

		if (at > w->run->r->now.s || (found && at <= warned->s))
			continue;
		*warned = zone_at(r->zone, (struct instant){ .s = at });
		found = true;
	}
	return found;
}

/* The last second at which a stop counts, in seconds since 1970. */
static int64_t
last_in_time(const struct clock_work *w)
{
	int64_t grace_h = w->rule->d->grace.n;

	if (grace_h <= 0 || grace_h > LIMIT_CLOCK_LENGTH)
		return w->c->due.s;
	return w->c->due.s + grace_h * 3600;
}

/* What stopped before its end stopped too early, and stays so. */
static enum clock_state
state_of_minimum(const struct clock_work *w)
{
	const struct clock *c = w->c;

	if (!c->has_due)
		return CLOCK_STATE_RUNNING;
	if (c->stop != NULL && c->stop->stop.s < c->due.s)
		return CLOCK_STATE_MISSED;
	return c->stop != NULL || w->run->r->now.s > c->due.s ?
	    CLOCK_STATE_MET :
	    CLOCK_STATE_RUNNING;
}

static enum clock_state
state_of(const struct clock_work *w, enum clock_due found)
{
	struct clock *c = w->c;

	if (c->setting != NULL && c->setting->waived.b)
		return CLOCK_STATE_WAIVED;
	if (found == CLOCK_DUE_UNKNOWN)
		return CLOCK_STATE_UNKNOWN;
	if (clock_is_minimum(c))
		return state_of_minimum(w);
	if (c->stop != NULL)
		return !c->has_due || c->stop->stop.s <= last_in_time(w) ?
		    CLOCK_STATE_MET :
		    CLOCK_STATE_MISSED;
	if (c->has_due && w->run->r->now.s > c->due.s)
		return CLOCK_STATE_OVERDUE;
	if (c->waiting != NULL)
		return CLOCK_STATE_PAUSED;
	if (c->has_due && warn(w, &c->warned))
		return CLOCK_STATE_WARNED;
	return CLOCK_STATE_RUNNING;
}

void
clock_state(const struct clock_work *w, enum clock_due found)
{
	w->c->has_due = found == CLOCK_DUE_SET;
	w->c->state = state_of(w, found);
	if (w->c->state != CLOCK_STATE_UNKNOWN)
		w->c->year_missing = 0;
	if (w->c->state != CLOCK_STATE_PAUSED)
		w->c->waiting = NULL;
}
