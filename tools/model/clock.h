/*
 * Clocks: types, and what can be asked of a clock and of its rule; deadline/
 * computes them.
 */
#ifndef MODEL_CLOCK_H
#define MODEL_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "model/computed.h"
#include "model/entry.h"
#include "model/occurrence.h"

/* How an end came about, step by step, for explanations. */
struct clock_step {
	enum clock_step_kind kind;
	struct instant at;	/* the start or end after this step */
	int64_t n;		/* count: length; pause: seconds */
	enum unit unit;		/* count */
	enum clock_end end;	/* move: why */
	enum clock_refusal refusal;	/* refuse: why */
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

/* What a rule rests on: policy where it does not say; and of a clock. */
enum weight clock_rule_weight(const struct deadline *rule);
enum weight clock_weight(const struct clock *c);

/* Whether a rule rests on law: its clocks never pause, nobody extends them. */
bool clock_rests_on_law(const struct deadline *rule);

/* Whether the end is the first day on which a clock may stop, not the last: it
 * asks nothing of people until then, and is never due. */
bool clock_is_minimum(const struct clock *c);

/* A point before an end, "48h" or "7d", in seconds; false for other text. */
MUST_USE bool clock_warning(struct str s, int64_t *seconds);

/* Whether a clock still asks for something: it runs, pauses or is overdue. */
bool clock_is_open(const struct clock *c);

/*
 * Order by urgency: overdue and running ones by the day of their end, then by
 * weight, then by the instant; then those that wait, then minimums, then those
 * that ended.
 */
int clock_cmp(const void *a, const void *b);

#endif
