/*
 * The policy that counts: the group's front matter, then the company's
 * overrides; a unit has those of its company before its own.  Each value says
 * where it comes from.
 */
#ifndef MODEL_POLICY_H
#define MODEL_POLICY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/computed.h"
#include "model/records.h"

struct arena;
struct company_entry;
struct document;
struct model;

/* A number of a policy (enum policy_number). */
struct policy_value {
	int64_t n;
	bool is_set;
	enum policy_origin origin;
	struct span at;
};

struct policy_sla {
	struct str priority;
	struct policy_value days;
	enum unit unit;
};

struct policy_priority {
	const struct priority_row *row;
	enum policy_origin origin;
};

struct policy_clock {
	const struct clock_choice *choice;
	enum policy_origin origin;
};

struct policy_stage {
	const struct company_stage *stage;
};

#define POLICY_NUMBERS	((int)NUMBER_SLA + 1)

/* What counts for a company; NULL company: for the group. */
struct policy_set {
	const struct company_entry *company;
	const struct company_policy *own;	/* the nearest company's that
						 * says something; NULL: the
						 * group's alone */
	struct policy_value numbers[POLICY_NUMBERS];	/* by policy_number;
							 * sla stands below */
	struct policy_sla *sla;		/* the company's instead of the
					 * group's, priority by priority */
	size_t n_sla;
	struct policy_priority *priorities;	/* the company's rows first */
	size_t n_priorities;
	const struct str *order;	/* names of priorities, urgent first:
					 * as the group's sla and map name
					 * them, then the company's */
	size_t n_order;
	struct policy_clock *clocks;	/* the last one of an id counts */
	size_t n_clocks;
	struct policy_stage *stages;	/* what the company adds */
	size_t n_stages;
};

/*
 * Whether a policy's document counts: it can be read, and is in the main
 * language, the others being its translations.
 */
bool policy_is_main(const struct model *m, const struct document *doc);

/*
 * Policies are read in the organisation's main language; both must agree
 * (rule policy-languages).  Where several policies of the group say the same
 * number, the days of the same priority, or have a priority map, the last one
 * in the order of paths counts.  Never fails: what is not written is not set.
 */
const struct policy_set *policy_of(struct arena *perm, const struct model *m,
    const struct company_entry *company);

/* The days to a fix for a priority; not set when the policy has none. */
struct policy_value policy_days(const struct policy_set *p,
    struct str priority, enum unit *unit);

/* What a policy says of a clock rule, the strongest voice; NULL if nothing. */
const struct policy_clock *policy_clock_find(const struct policy_set *p,
    struct str clock);

/* Whether a clock rule counts: confirmed, or enabled by the policy; choice is
 * what the policy says of it, NULL for nothing. */
bool policy_choice_enables(const struct clock_choice *choice,
    const struct deadline *rule);
bool policy_enables(const struct policy_set *p, const struct deadline *rule);

#endif
