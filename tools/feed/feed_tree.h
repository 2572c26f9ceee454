/*
 * The product tree of a CSAF document, flat: each product id with its names
 * and versions, and the product that it runs on.
 *
 * reading/reading_csaf.c keeps the same tree for another question (where does
 * a version stand, all versions apart); here products of one name become one.
 */
#ifndef FEED_FEED_TREE_H
#define FEED_FEED_TREE_H

#include <stddef.h>

#include "base/str.h"

struct feed_make;
struct feed_tree;
struct json_node;

/* A product: what the branches above it and its helper say. */
struct feed_tree_product {
	struct str vendor, name;	/* as branches say; or the full name */
	struct str family;
	struct str version;		/* of a branch, or empty */
	struct str range;		/* in words, or empty */
	struct str purl, cpe;		/* as written, or empty */
};

/* A product, on its own or on another. */
struct feed_tree_place {
	const struct feed_tree_product *part;
	const struct feed_tree_product *on;	/* or NULL */
};

struct feed_tree *feed_tree_open(struct feed_make *k,
    const struct json_node *tree);

/* The product with an id; part is NULL when there is none. */
struct feed_tree_place feed_tree_find(const struct feed_tree *t,
    struct str id);

/* The product ids of a group; NULL when there is none. */
const struct json_node *feed_tree_group(const struct feed_tree *t,
    struct str group);

#endif
