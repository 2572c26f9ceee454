/*
 * Two documents being compared; for revision_*.c alone.
 */
#ifndef PIPELINE_REVISION_IMPL_H
#define PIPELINE_REVISION_IMPL_H

#include <stdbool.h>

#include "pipeline/revision.h"

struct json_node;
struct map;

struct revision_comparing {
	struct arena *a;
	struct revision_changes *out;
	struct map *was;	/* product ids -> struct str *: their names */
	struct map *is;
	struct str of;		/* the vulnerability; empty: the whole */
	bool has_products;	/* statuses told of some */
	bool has_links;		/* scores told why references differ */
};

/* What products of a tree are called: "ExaGate 500 4.8.2". */
struct map *revision_flaw_products(struct arena *a,
    const struct json_node *tree);

/* Product statuses of a vulnerability. */
void revision_flaw_statuses(struct revision_comparing *k,
    const struct json_node *x, const struct json_node *y);

/* Its scores, those of CVSS 4.0 among its references too. */
void revision_flaw_scores(struct revision_comparing *k,
    const struct json_node *x, const struct json_node *y);

#endif
