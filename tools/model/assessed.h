/*
 * How bad a flaw is: scores of all sources, SSVC, priorities.  Types only;
 * assess/ computes them.
 */
#ifndef MODEL_ASSESSED_H
#define MODEL_ASSESSED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/entry.h"
#include "model/policy.h"
#include "model/proof.h"
#include "score/cvss.h"

/* One vector of one source. */
struct score_state {
	const struct text *vector;	/* as written */
	const struct score *from;	/* NULL, or without source: ours */
	struct str canonical;
	struct cvss cvss;
	struct cvss_score score;
	struct proof proof;
};

/* Why two sources are too far apart: by 1.0, or across a border. */
struct score_gap {
	size_t a, b;		/* indexes of scores; a's version is b's */
	int by_x10;
	bool crosses;		/* a severity border */
	bool explained;		/* score_note is there */
};

/* One decision point of a table, answered or not. */
struct ssvc_answer {
	const struct ssvc_point *point;
	struct str value;	/* "" when it is undecided */
	struct proof proof;
};

struct ssvc_state {
	struct str table;	/* its id */
	const struct ssvc_table *t;
	const struct ssvc_outcome *outcome;	/* NULL: undecided */
	const struct ssvc_answer *answers;	/* as many as points */
	const struct ssvc_decision *decided;	/* in the case; NULL if none */
	bool drifted;		/* decided is not what comes out now; not
				 * while that is undecided */
};

#define PRIORITY_NONE	SIZE_MAX

/* A priority and how it came about. */
struct priority_state {
	struct str priority;	/* "" when nothing maps */
	size_t rank;		/* place among the policy's, 0 most urgent;
				 * PRIORITY_NONE when nothing maps */
	const struct words *reason;	/* the row's; NULL if none */
	struct str exception;	/* reason of a product's exception, or "" */
	enum policy_origin origin;
	struct proof rule;	/* the row or exception */
	struct proof proof;	/* what made it hold */
};

/* A product with the flaw. */
struct exposure_state {
	const struct case_product *p;
	const struct product_entry *product;	/* NULL when unknown */
	enum row_state state;
	struct ssvc_state *ssvc;	/* a table each */
	size_t n_ssvc;
	struct priority_state priority;	/* unset where it is not affected */
};

struct flaw_state {
	const struct vulnerability *v;
	struct score_state *scores;	/* ours first, newest version first */
	size_t n_scores;
	struct score_gap *gaps;
	size_t n_gaps;
	struct exposure_state *products;	/* as in v->products */
	size_t n_products;
	struct priority_state priority;	/* the most urgent of products */
	int64_t epss;		/* hundred-thousandths; -1 when unknown */
	int64_t epss_percentile;
	struct day epss_day;
	struct day kev_added;	/* when kev */
	struct day kev_due;
	bool kev;		/* by the feed; facts say kev_listed */
};

#endif
