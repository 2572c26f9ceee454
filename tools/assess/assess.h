/*
 * How bad it is: scores side by side, SSVC, and the policy's priority.
 */
#ifndef ASSESS_ASSESS_H
#define ASSESS_ASSESS_H

#include "model/derived.h"

struct arena;
struct assess_tables;
struct epss;
struct kev;
struct sources;

/* What all assessments of a run share. */
struct assess {
	const struct model *m;
	const struct sources *places;	/* of the full model, for proofs */
	const struct assess_tables *tables;	/* assess_tables_make() */
	const struct kev *kev;		/* NULL: no mirror */
	const struct epss *epss;	/* NULL: no mirror */
	struct instant now;
};

/* The SSVC tables of a model, ready to look up. */
const struct assess_tables *assess_tables_make(struct arena *perm,
    const struct model *m);

/*
 * Fill s->flaws, s->priority and the fields of s->assessment that are neither
 * clocks nor embargo, from s->c and s->occurrences.  p is the policy of the
 * case's company; a product's own company has its own (policy_of() by it).
 */
void assess_case(const struct assess *a, const struct policy_set *p,
    struct arena *perm, struct case_state *s);

/*
 * Fill s->needs and assessment.approvals_missing: the roles that the approval
 * policy asks of the case today (model/approval.h), and which approvals that
 * count (model/audit.h) give them.  Those of what has gone out and is still the
 * same are not missing.  After assess_case(), since conditions may ask for its
 * results.
 */
void assess_approval(const struct assess *a, const struct policy_set *p,
    struct arena *perm, struct case_state *s);

#endif
