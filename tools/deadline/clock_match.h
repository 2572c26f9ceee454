/*
 * Which occurrences mean a clock.  For deadline/ only.
 */
#ifndef DEADLINE_CLOCK_MATCH_H
#define DEADLINE_CLOCK_MATCH_H

#include "deadline/clock_run.h"

/* Whether it has happened. */
bool clock_match_counts(const struct clock_run *run,
    const struct occurrence *o);

bool clock_match_start(const struct clock_run *run,
    const struct clock_rule *rule, const struct occurrence *o);

/* Whether o is about the party, product and key of a clock. */
bool clock_match_same(const struct clock *c, const struct occurrence *o);

/* The first stop of a started clock, or NULL. */
const struct occurrence *clock_match_stop(const struct clock_run *run,
    const struct clock_rule *rule, const struct clock *c);

/* Whether a list of ids has one. */
bool clock_match_has(const struct text_list *l, struct str id);

/* Whether o is not over before the clock starts. */
bool clock_match_after(const struct occurrence *o, const struct clock *c);

#endif
