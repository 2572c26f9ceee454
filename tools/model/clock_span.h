/*
 * How far away the end of a clock is: one answer for the terminal, the desk and
 * the menus.
 */
#ifndef MODEL_CLOCK_SPAN_H
#define MODEL_CLOCK_SPAN_H

#include "base/time.h"

struct clock;

enum clock_span {
	CLOCK_SPAN_LATE,	/* overdue */
	CLOCK_SPAN_SOON,	/* within 48 hours */
	CLOCK_SPAN_WEEK,	/* after them, within 7 days */
	CLOCK_SPAN_UNKNOWN,	/* nobody can tell */
	CLOCK_SPAN_LATER,	/* or no end while it waits for somebody, or a
				 * minimum, which asks for nothing before */
};

#define CLOCK_SPANS	((int)CLOCK_SPAN_LATER + 1)

/* Of a clock that is open (clock_is_open()). */
enum clock_span clock_span_of(const struct clock *c, struct instant now);

#endif
