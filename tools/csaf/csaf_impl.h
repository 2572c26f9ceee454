/*
 * A CSAF document taken apart once, for all tests; for csaf/ alone.
 *
 * Nodes are those of the JSON tree (text/json_read.h); what is of another type
 * than the schema wants is left out here, since the schema reports it.
 */
#ifndef CSAF_CSAF_IMPL_H
#define CSAF_CSAF_IMPL_H

#include "csaf/csaf.h"
#include "csaf/csaf_format.h"
#include "text/json_read.h"

#define CSAF_NOWHERE	SIZE_MAX	/* no place in an array */

struct csaf_range {	/* of an array */
	size_t first;
	size_t n;
};

/* Branches of the product tree, from a product up to the root. */
struct csaf_branch {
	const struct json_node *node;
	const struct csaf_branch *parent;	/* NULL: the outermost */
};

/* A full_product_name_t, which defines a product id. */
struct csaf_product {
	size_t id;	/* in product_ids */
	const struct json_node *id_node;
	const struct json_node *node;		/* the full_product_name_t */
	const struct csaf_branch *branch;	/* NULL: not in a branch */
	const struct json_node *relation;	/* of a relationship (2.1: a
						 * product path): the item */
	struct csaf_range parts;	/* of one: what it combines, in uses */
};

/* A group of products, which defines a group id. */
struct csaf_group {
	size_t id;	/* in group_ids */
	const struct json_node *id_node;
	struct csaf_range products;	/* in uses */
};

/* Where an id stands without being defined. */
struct csaf_use {
	size_t id;	/* in product_ids, or in group_ids */
	const struct json_node *node;
	bool is_group;
};

/* A distinct id, defined or used. */
struct csaf_id {
	struct str text;
	size_t defined;	/* the first in products or groups, CSAF_NOWHERE */
	bool is_used;
};

struct csaf_ids {
	struct csaf_id *v;	/* sorted by text */
	size_t n;
};

struct csaf_revision {
	const struct json_node *node, *number_node, *date_node;
	struct csaf_number number;	/* when has_number */
	struct csaf_time at;		/* when has_at */
	bool has_at, has_number;
	size_t place;			/* in the document */
};

/* product_status, in the order of its members' names. */
enum csaf_status {
	CSAF_FIRST_AFFECTED,
	CSAF_FIRST_FIXED,
	CSAF_FIXED,
	CSAF_KNOWN_AFFECTED,
	CSAF_KNOWN_NOT_AFFECTED,
	CSAF_LAST_AFFECTED,
	CSAF_RECOMMENDED,
	CSAF_UNDER_INVESTIGATION,
	CSAF_UNKNOWN,			/* 2.1 */
};
#define CSAF_STATUSES	9
struct csaf_flaw {
	const struct json_node *node;
	struct csaf_range status[CSAF_STATUSES];	/* in uses */
};

struct csaf_doc {
	struct arena *arena;
	enum csaf_version version;
	const struct json_node *root, *document, *tracking, *tree;
	struct str category;		/* document.category */
	struct str status;		/* tracking.status */
	struct csaf_ids product_ids, group_ids;
	struct csaf_product *products;	/* in the order of the document */
	size_t n_products;
	struct csaf_group *groups;
	size_t n_groups;
	struct csaf_use *uses;		/* every reference, in that order */
	size_t n_uses;
	struct csaf_revision *revisions;	/* by date, number, place */
	size_t n_revisions;
	struct csaf_flaw *flaws;
	size_t n_flaws;
};

void csaf_doc_read(struct arena *a, const struct json_node *root,
    struct csaf_doc *out);
/* The place of an id in ids, or CSAF_NOWHERE. */
size_t csaf_doc_id(const struct csaf_ids *ids, struct str text);
/* The list of CVSS scores of a flaw, and what of an item holds them. */
const struct json_node *csaf_doc_scores(const struct csaf_doc *d,
    const struct csaf_flaw *f);
const struct json_node *csaf_doc_score(const struct csaf_doc *d,
    const struct json_node *item);
const char *csaf_doc_status_name(enum csaf_status s);

#endif
