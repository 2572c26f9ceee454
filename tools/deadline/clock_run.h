/*
 * The clocks of one record.  It brings its occurrences; clock_run() goes
 * through the rules for its subject, finds starts and stops (clock_match.h),
 * counts the end (clock_due.h, clock_count.h) and says how each clock stands.
 * For deadline/ only.
 */
#ifndef DEADLINE_CLOCK_RUN_H
#define DEADLINE_CLOCK_RUN_H

#include "deadline/clock_rules.h"

/* A record that has clocks; the last root is free for the fact. */
#define CLOCK_ROOTS	4

struct clocked {
	struct clock_owner owner;
	const struct occurrence *v;	/* by start */
	size_t n;
	struct predicate_root roots[CLOCK_ROOTS];
	size_t n_roots;
	const struct clock_setting_list *settings;	/* NULL if none */
	const struct regime_decision_list *regimes;	/* NULL if none */
	const struct assessment *assessment;		/* NULL if none */
	bool waits;	/* what has not started is shown as waiting */
};

/* Going through the rules for one record. */
struct clock_run {
	const struct deadline_run *r;
	const struct policy_set *p;
	const struct clocked *s;
	struct arena *perm;
	struct arena *tmp;		/* ends with the run */
	const struct clock_choice **choices;	/* by index of the id */
	unsigned char *conditions;	/* enum clock_truth */
	struct event_set seen;		/* events that count now */
	struct clock *v;
	size_t n;
	size_t cap;
};

/* All clocks of a record, not sorted, in perm. */
void clock_run(const struct deadline_run *r, const struct policy_set *p,
    const struct clocked *s, struct arena *perm, struct clock_list *out);

/* Length of a rule for a record. */
struct clock_length {
	int64_t n;
	enum unit unit;
	bool is_set;
	bool waits;		/* for a priority */
	struct proof proof;
};

/* One clock on its way. */
struct clock_work {
	const struct clock_run *run;
	const struct clock_rule *rule;
	const struct business_days *days;	/* NULL: no calendar */
	struct clock_length length;
	struct day known;	/* the day on which holidays are asked for */
	struct instant horizon;	/* the stop, else now */
	struct clock *c;
	struct clock_step *steps;	/* NULL with is_quiet */
	size_t n_steps;
	size_t cap_steps;
	bool is_quiet;		/* a candidate: no steps */
};

/* What counting comes to. */
enum clock_due {
	CLOCK_DUE_SET,
	CLOCK_DUE_NONE,		/* nothing says when it ends */
	CLOCK_DUE_UNKNOWN,	/* c->year_missing says why */
};

#endif
