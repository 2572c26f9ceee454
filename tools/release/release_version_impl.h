/*
 * Two documents being compared; for release_version_*.c alone.
 */
#ifndef RELEASE_RELEASE_VERSION_IMPL_H
#define RELEASE_RELEASE_VERSION_IMPL_H

#include <stdbool.h>

#include "release/release_version.h"

struct json_node;
struct map;

struct release_comparing {
	struct arena *a;
	struct release_version *out;
	struct map *was;	/* product ids -> struct str *: their names */
	struct map *is;
	struct str of;		/* the vulnerability; empty: the whole */
	bool has_products;	/* statuses told of some */
	bool has_links;		/* scores told why references differ */
};

/* What products of a tree are called: "ExaGate 500 4.8.2". */
struct map *release_version_flaw_products(struct arena *a,
    const struct json_node *tree);

/* Product statuses of a vulnerability. */
void release_version_flaw_statuses(struct release_comparing *k,
    const struct json_node *x, const struct json_node *y);

/* Its scores, those of CVSS 4.0 among its references too. */
void release_version_flaw_scores(struct release_comparing *k,
    const struct json_node *x, const struct json_node *y);

#endif
