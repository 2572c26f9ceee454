/*
 * When a host may be asked again: never two requests at one time, so many in
 * a stretch of time as its owner allows, and not before it said.  Waits are
 * the same in every run; nothing here reads a clock.
 */
#ifndef FETCH_FETCH_PACE_H
#define FETCH_FETCH_PACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/limits.h"
#include "base/str.h"

struct fetch_pace {
	struct str host;
	int64_t requests;	/* in pace_s seconds; 0: no limit */
	int64_t pace_s;
	bool is_busy;
	int64_t not_before_ms;	/* after a failure, or as it said */
	struct str down;	/* why it cannot be reached, or empty */
	int64_t starts_ms[LIMIT_FETCH_PACE];	/* the last ones, a ring */
	size_t n_starts;	/* all there ever were */
};

/* Keep to this too: the slower of two paces of one host counts. */
void fetch_pace_limit(struct fetch_pace *p, int64_t requests, int64_t pace_s);

/* The earliest time, now_ms or later, at which a request may begin. */
int64_t fetch_pace_next(const struct fetch_pace *p, int64_t now_ms);

/* A request begins; it ended. */
void fetch_pace_begin(struct fetch_pace *p, int64_t now_ms);
void fetch_pace_end(struct fetch_pace *p);

/* Wait before the try that follows so many failures: doubled each time. */
int64_t fetch_pace_back_off(int64_t first_ms, int64_t failures);

#endif
