/*
 * Dated statements, and the clocks that they start and stop.  Types, and what
 * can be asked of a clock; deadline/ computes them.
 */
#ifndef MODEL_CLOCK_H
#define MODEL_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/time.h"
#include "model/entry.h"
#include "model/event.h"
#include "model/proof.h"

/*
 * A dated statement: a fact of a case, or a dated field that clocks take for
 * one (events.def, EVENT_OF_FIELD), for which fact is made up.
 */
struct occurrence {
	enum event event;
	const struct fact *fact;	/* at, until, by, party, product,
					 * clocks, note */
	struct str key;		/* which of several fields; "" for facts */
	struct instant start;	/* at as a start: 00:00 of a date alone */
	struct instant stop;	/* at as a stop: 24:00 of a date alone */
	struct proof proof;
};

enum clock_state {
	CLOCK_STATE_NONE,	/* none because ... (rule->none_because) */
	CLOCK_STATE_WAITING,	/* not started: waiting for rule->start */
	CLOCK_STATE_RUNNING,
	CLOCK_STATE_WARNED,	/* running, past a warn point */
	CLOCK_STATE_PAUSED,
	CLOCK_STATE_OVERDUE,	/* runs past its end */
	CLOCK_STATE_MET,
	CLOCK_STATE_MISSED,	/* stopped after its end; stays for ever */
	CLOCK_STATE_WAIVED,
	CLOCK_STATE_UNKNOWN,	/* no end: the calendar lacks year_missing */
};

/* How an end came about, step by step, for explanations. */
enum clock_step_kind {
	CLOCK_STEP_START,	/* the start that counts */
	CLOCK_STEP_COUNT,	/* length in units */
	CLOCK_STEP_CARRIED,	/* the day that the start carries */
	CLOCK_STEP_PAUSE,
	CLOCK_STEP_EXTEND,
	CLOCK_STEP_REFUSE,	/* an extension beyond the budget, or by the
				 * wrong role: it does not count */
	CLOCK_STEP_MOVE,	/* off a day on which it may not end */
	CLOCK_STEP_FREEZE,	/* an end that was set in the case */
};

struct clock_step {
	enum clock_step_kind kind;
	struct instant at;	/* the start or end after this step */
	int64_t n;		/* count: length; pause: seconds */
	enum unit unit;		/* count */
	enum clock_end end;	/* move: why */
	struct proof proof;
};

/* A start that does not count, and the end that it would have given. */
struct clock_candidate {
	const struct occurrence *start;
	struct instant due;
	bool has_due;
};

/* What a clock belongs to. */
struct clock_owner {
	enum clock_subject subject;
	const struct entry *entry;	/* NULL: organisation, CVE id */
	struct str id;		/* of the record, or the CVE id */
	const struct company_entry *company;	/* NULL: the group */
};

struct clock {
	const struct deadline *rule;
	struct str regime;	/* id of the file: cra */
	const struct deadlines *regime_file;
	struct clock_owner owner;
	const struct party_entry *party;	/* per party; else NULL */
	const struct product_entry *product;	/* per product; else NULL */
	struct str key;		/* per start or key; else "" */
	enum clock_state state;
	const struct occurrence *start;	/* NULL: not started */
	const struct occurrence *stop;	/* NULL: not stopped */
	const struct occurrence *waiting;	/* paused by it */
	struct instant due;	/* when has_due */
	struct instant warned;	/* the last warn point passed, when WARNED */
	bool has_due;
	bool is_frozen;
	int year_missing;	/* UNKNOWN */
	struct clock_candidate *candidates;
	size_t n_candidates;
	struct clock_step *steps;
	size_t n_steps;
	const struct clock_setting *setting;	/* of the case; NULL if none */
	struct proof rule_proof;	/* the rule */
};

struct clock_list {
	struct clock *v;
	size_t n;
};

/* Whether a clock still asks for something: it runs, pauses or is overdue. */
bool clock_is_open(const struct clock *c);

/*
 * Order by urgency: overdue and running ones by the day of their end, then by
 * weight, then by the instant; then those that wait, then those that ended.
 */
int clock_cmp(const void *a, const void *b);

#endif
