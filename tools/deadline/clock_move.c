#include "deadline/clock_due.h"

#include "base/limits.h"
#include "deadline/clock_count.h"

enum fitness {
	FIT,
	UNFIT,
	UNCOVERED,
};

/* Whether an end may fall on a day. */
static enum fitness
fitness(struct clock_work *w, enum clock_end end, struct day d)
{
	int weekday;

	switch (end) {
	case CLOCK_END_BUSINESS_DAY:
		if (w->days == NULL)
			return UNCOVERED;
		if (!calendar_covers(w->days, d)) {
			w->c->year_missing = day_to_civil(d).year;
			return UNCOVERED;
		}
		return calendar_is_open(w->days, d, w->known) ? FIT : UNFIT;
	case CLOCK_END_MIDWEEK:
		weekday = day_to_civil(d).weekday;
		return weekday >= 1 && weekday <= 4 ? FIT : UNFIT;
	case CLOCK_END_SHUTDOWN:
		return w->days != NULL && calendar_is_shutdown(w->days, d) ?
		    UNFIT :
		    FIT;
	case clock_end_unset:
		break;
	}
	return FIT;
}

/* Move *at to the first day that fits one rule; false when there is none. */
static bool
move_for(struct clock_work *w, enum clock_end end, struct clock_local *at,
    int *budget)
{
	enum fitness f = fitness(w, end, at->day);

	while (f == UNFIT && (*budget)-- > 0) {
		at->day.n++;
		f = fitness(w, end, at->day);
	}
	if (f == UNFIT)
		w->c->year_missing = day_to_civil(at->day).year;
	return f == FIT;
}

/* Once through the rules; *moved says whether one of them moved the end. */
static enum clock_due
pass(struct clock_work *w, struct clock_local *at, struct instant *due,
    int *budget, bool *moved)
{
	const struct choice_list *ends = &w->rule->d->end;

	*moved = false;
	for (size_t i = 0; i < ends->n; i++) {
		enum clock_end end = (enum clock_end)ends->v[i].v;
		int32_t before = at->day.n;

		if (!move_for(w, end, at, budget))
			return CLOCK_DUE_UNKNOWN;
		if (at->day.n == before)
			continue;
		if (!clock_count_at(w, at->day.n, at->s, due))
			return CLOCK_DUE_UNKNOWN;
		*moved = true;
		clock_due_step(w,
		    (struct clock_step){
			.kind = CLOCK_STEP_MOVE,
			.at = *due,
			.end = end,
			.proof = w->rule->proof,
		    });
	}
	return CLOCK_DUE_SET;
}

enum clock_due
clock_move(struct clock_work *w, struct instant *due)
{
	struct clock_local at;
	int budget = LIMIT_CLOCK_MOVES;
	bool moved = w->rule->d->end.n > 0;

	if (!moved)
		return CLOCK_DUE_SET;
	at = clock_count_local(w->rule->zone, *due);
	while (moved) {
		if (pass(w, &at, due, &budget, &moved) != CLOCK_DUE_SET)
			return CLOCK_DUE_UNKNOWN;
	}
	return CLOCK_DUE_SET;
}
