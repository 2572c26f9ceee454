/*
 * Clocks, by the rules in content/deadlines/.  A rule is data; what follows
 * from it for a record at an instant is computed here, and explained.
 *
 * Units (reference: clock rules).  hours are elapsed time: n times 3,600 s
 * across weekends and changes of clocks.  calendar_days, months and year_ends
 * count days in the rule's zone; n days from an instant end at the same time of
 * day, from a date alone at 24:00.  business_days count days of the calendar
 * and end at 24:00.  The end is the last instant that is still in time; of a
 * minimum it is the first at which it may stop.
 *
 * Pauses and extensions count in order of time: a pause moves the end of its
 * day, extensions until then included; an extension sets a new end, which
 * later pauses move.  Law knows neither.
 */
#ifndef DEADLINE_DEADLINE_H
#define DEADLINE_DEADLINE_H

#include "model/derived.h"

struct arena;
struct deadline_rules;
struct sources;

/* What all clocks of a run share. */
struct deadline_run {
	const struct model *m;
	const struct sources *places;	/* of the full model, for proofs */
	const struct deadline_rules *rules;	/* deadline_rules_make() */
	struct instant now;
};

/* Rules and calendars of a model, ready to run; places as in the run. */
const struct deadline_rules *deadline_rules_make(struct arena *perm,
    const struct model *m, const struct sources *places);

/*
 * The clocks of a case, most pressing first: s->clocks and s->leading.  Reads
 * s->occurrences and s->assessment, and the policy of the case's company.
 */
void deadline_case(const struct deadline_run *r, const struct policy_set *p,
    struct arena *perm, struct case_state *s);

/* The clocks of everything that is no case. */
void deadline_others(const struct deadline_run *r, struct arena *perm,
    struct clock_list *out);

#endif
