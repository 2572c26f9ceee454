/*
 * Where a case stands: the computed stage with what it rests on and what is
 * missing, and the axes that are kept apart from it.
 */
#ifndef STAGE_STAGE_H
#define STAGE_STAGE_H

#include "model/derived.h"

struct arena;
struct sources;

struct stage_run {
	const struct model *m;
	const struct sources *places;	/* of the full model, for proofs */
	struct instant now;
};

/* The axes: s->axes, embargo, waiting, coordination, parties, regimes,
 * promises, and what of s->assessment follows from them.  Before the clocks. */
void stage_axes(const struct stage_run *r, const struct policy_set *p,
    struct arena *perm, struct case_state *s);

/* The stage: everything that struct case_state says of it.  After the
 * clocks. */
void stage_case(const struct stage_run *r, const struct policy_set *p,
    struct arena *perm, struct case_state *s);

#endif
