/*
 * What the parts of assess/ share while one case is assessed.  For assess*.c
 * only.
 */
#ifndef ASSESS_ASSESS_IMPL_H
#define ASSESS_ASSESS_IMPL_H

#include "assess/assess.h"
#include "model/predicate.h"
#include "model/ssvc.h"

/* Roots of conditions: case, vulnerability, product, company, assessment. */
#define ASSESS_ROOTS	5

struct map;

struct assess_table {
	struct str id;
	const struct ssvc_table *t;
	const struct ssvc_lookup *lookup;
};

struct assess_tables {
	struct assess_table *v;		/* by id */
	size_t n;
	const struct model *m;
	const struct policy_set **policies;	/* as m->companies */
};

/*
 * Places of one case are asked for again and again, once a product; counting
 * lines from the top each time would cost the square of an imported file.
 */
#define ASSESS_PLACES	64

struct assess_place {
	struct span at;
	uint32_t line;
};

struct assess_work {
	const struct assess *a;
	const struct policy_set *policy;	/* of the case's company */
	struct arena *perm;
	struct arena *tmp;		/* ends with the case */
	struct case_state *s;
	struct day today;		/* in the organisation's zone */
	struct map *outcomes;		/* TABLE:OUTCOME of the case */
	struct assess_place places[ASSESS_PLACES];
	struct assess_place last;	/* lines are counted on from here */
};

/* A flaw, one of its products (or NULL), and what is computed of both. */
struct assess_subject {
	struct flaw_state *f;
	struct exposure_state *e;
	struct assessment assessment;
};

/* proof_at(), faster for many places of one file. */
struct proof assess_proof(struct assess_work *w, struct span at,
    struct str text);

/* What conditions on a subject may ask for. */
void assess_roots(const struct assess_work *w, const struct assess_subject *x,
    struct predicate_root roots[ASSESS_ROOTS]);

/* The policy of the subject's product, else of the case. */
const struct policy_set *assess_policy(const struct assess_work *w,
    const struct assess_subject *x);

/* Fill scores and gaps of a flaw. */
void assess_score_flaw(struct assess_work *w, struct flaw_state *f);

/*
 * Set severity and score: the highest of ours in the newest CVSS version that
 * we gave, else of others in the newest that they gave.  p NULL: for any
 * product, else only what is for that one.
 */
void assess_score_best(const struct flaw_state *f,
    const struct case_product *p, struct assessment *out);

/* Fill the tables of x->e, and x->assessment.ssvc. */
void assess_ssvc_product(struct assess_work *w, struct assess_subject *x);

/* The priority of a subject. */
struct priority_state assess_priority_of(struct assess_work *w,
    const struct assess_subject *x);

#endif
