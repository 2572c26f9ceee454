/*
 * The end of a clock, and what moves it: pauses (clock_pause.c), extensions
 * (clock_extend.c), days on which it may not fall (clock_move.c); then how the
 * clock stands (clock_state.c).  For deadline/ only.
 */
#ifndef DEADLINE_CLOCK_DUE_H
#define DEADLINE_CLOCK_DUE_H

#include "deadline/clock_run.h"

void clock_due_step(struct clock_work *w, struct clock_step step);

/* The end that a start gives, all moves included. */
enum clock_due clock_due(struct clock_work *w, const struct occurrence *start,
    struct instant *out);

/* The length that counts for a record. */
struct clock_length clock_due_length(const struct clock_run *run,
    const struct clock_rule *rule, const struct clock_choice *choice);

/* A wait that pauses a clock, in seconds since 1970. */
struct clock_wait {
	const struct occurrence *o;
	int64_t from_s, to_s;
};

/* An end on its way through pauses and extensions, in order of time. */
struct clock_moving {
	struct clock_work *w;
	struct instant base;	/* the end that pauses are added to */
	struct instant due;	/* with those so far */
	int64_t paused_s;	/* since base */
	int64_t left_s;		/* that it may still pause */
	int64_t cursor_s;	/* paused time is counted up to here */
	const struct clock_wait *waits;	/* in order of time */
	size_t n_waits;
};

/* What pauses a clock whose end without pauses is due. */
struct clock_moving clock_pause_begin(struct clock_work *w,
    struct instant due);

/* Go on with all paused time before an instant. */
enum clock_due clock_pause(struct clock_moving *m, int64_t until_s);

/* Pauses and extensions: *due becomes the end with all of them. */
enum clock_due clock_extend(struct clock_work *w, struct instant *due);
enum clock_due clock_move(struct clock_work *w, struct instant *due);

/* State and warning of a clock whose end was sought. */
void clock_state(const struct clock_work *w, enum clock_due found);

#endif
