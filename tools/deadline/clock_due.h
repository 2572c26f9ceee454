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

enum clock_due clock_pause(struct clock_work *w, struct instant *due);
void clock_extend(struct clock_work *w, struct instant *due);
enum clock_due clock_move(struct clock_work *w, struct instant *due);

/* State and warning of a clock whose end was sought. */
void clock_state(const struct clock_work *w, enum clock_due found);

#endif
