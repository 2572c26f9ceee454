/*
 * What the program computes of the records: scores, priorities, clocks, stages
 * and axes.  assess/, deadline/ and stage/ compute them, pipeline/derive.c puts
 * them together.  Made once, then never changed.
 */
#ifndef MODEL_DERIVED_H
#define MODEL_DERIVED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/assessed.h"
#include "model/axes.h"
#include "model/clock.h"
#include "model/entry.h"

struct model;

struct requirement_state {
	const struct stage_requirement *r;
	const struct stage *stage;
	const struct company_entry *company;	/* who added it; NULL: group */
	enum requirement_verdict verdict;
	struct proof proof;	/* what decided; for what is missing: where it
				 * belongs */
	const struct person_entry **who;	/* can supply it, best first */
	size_t n_who;
};

/* An approval that the policy asks for. */
struct approval_need {
	enum role role;
	const struct approval_row
	    *row;	/* of the policy: the first that asks */
	struct proof proof;		/* what decided that it is asked for */
	const struct approval *given;	/* that counts; NULL: missing */
	const struct approval *lost;	/* missing: the newest of the role that
					 * does not count; NULL if none */
	const struct person_entry **who;	/* may give it, best first */
	size_t n_who;
};

struct case_state {
	const struct case_entry *c;
	const struct stage *stage;	/* NULL: not even received */
	const struct stage *next;	/* NULL: at the end, or left */
	const struct stage *fallen_from;	/* reached once; NULL if none */
	const struct requirement_state *lost;	/* why it fell; NULL if not */
	struct requirement_state *requirements;	/* of all stages, in order */
	size_t n_requirements;
	const struct case_exit *exit;	/* NULL: on its way */
	struct occurrence *occurrences;	/* by time */
	size_t n_occurrences;
	struct flaw_state *flaws;
	size_t n_flaws;
	struct assessment assessment;
	struct priority_state priority;	/* the most urgent of flaws */
	struct clock_list clocks;	/* most pressing first */
	const struct clock *leading;	/* NULL: none runs */
	const struct occurrence *axes[AXIS_FACTS];	/* NULL: not so */
	enum embargo_state embargo;
	const struct occurrence *waiting;	/* NULL: for nobody */
	enum coordination coordination;
	const struct party_entry *coordinator;
	struct party_state *parties;
	size_t n_parties;
	struct regime_state *regimes;
	size_t n_regimes;
	struct promise *promises;	/* by date */
	size_t n_promises;
	struct approval_need *needs;	/* by role; none when the policy asks
					 * for none or nothing goes out */
	size_t n_needs;
};

/* All of it.  cases has one for each case of the model, in its order, or none
 * where the edition may not see the facts of cases. */
struct derived {
	struct instant now;
	struct case_state *cases;
	size_t n_cases;
	struct clock_list clocks;	/* of everything, cases too, most
					 * pressing first */
};

/* The state of a case; NULL when nothing was computed of it. */
const struct case_state *derived_case(const struct model *m,
    const struct case_entry *c);

#endif
