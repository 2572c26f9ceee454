#include "model/clock_span.h"

#include "model/clock.h"

#define HOUR_S		(INT64_C(60) * 60)
#define SOON_S		(48 * HOUR_S)
#define WEEK_S		(7 * 24 * HOUR_S)

enum clock_span
clock_span_of(const struct clock *c, struct instant now)
{
	int64_t left = c->due.s - now.s;

	if (c->state == CLOCK_STATE_UNKNOWN)
		return CLOCK_SPAN_UNKNOWN;
	if (c->state == CLOCK_STATE_OVERDUE)
		return CLOCK_SPAN_LATE;
	if (c->state == CLOCK_STATE_PAUSED || !c->has_due ||
	    clock_is_minimum(c) || left > WEEK_S)
		return CLOCK_SPAN_LATER;
	return left > SOON_S ? CLOCK_SPAN_WEEK : CLOCK_SPAN_SOON;
}
