/*
 * Counting in a zone and a calendar.  No result lies outside the years that
 * dates may have.  For deadline/ only.
 */
#ifndef DEADLINE_CLOCK_COUNT_H
#define DEADLINE_CLOCK_COUNT_H

#include "deadline/clock_run.h"

/* A time in words of a zone: second 1..86400 of a day. */
struct clock_local {
	struct day day;
	int32_t s;
};

struct clock_local clock_count_local(const struct zone *z, struct instant t);

/* The instant of a local time that may lie outside the years; false then. */
MUST_USE bool clock_count_at(struct clock_work *w, int64_t day, int32_t s,
    struct instant *out);

/* length units after (before, when n < 0) a moment that begins at from. */
enum clock_due clock_count(struct clock_work *w, struct when when,
    struct instant from, int64_t n, struct instant *out);

/* Units begun between two instants, to judge an extension. */
int64_t clock_count_units(const struct clock_work *w, struct instant from,
    struct instant to, enum unit unit);

#endif
