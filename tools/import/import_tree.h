/*
 * The product tree of a CSAF document as leaves: what product ids name; for
 * import/import*.c alone.
 */
#ifndef IMPORT_IMPORT_TREE_H
#define IMPORT_IMPORT_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct import_doc;
struct import_product;
struct json_node;

/* Branches share their upper part. */
struct import_branch {
	struct str category;
	struct str name;
	const struct import_branch *up;
	unsigned depth;		/* 1 for the outermost */
};

/* A full product name of the tree: what product ids name. */
struct import_leaf {
	size_t index;		/* in the document's leaves */
	struct str id;
	struct str name;
	const struct json_node *node;
	const struct import_branch *branch;	/* NULL: outside the tree */
	const struct json_node *relation;	/* of a combination; or NULL */
	struct import_leaf *part;	/* both NULL: no combination, or one */
	struct import_leaf *whole;	/* that cannot be taken over */
	struct str relationship;
	struct str product_name;	/* what import_tree() made of it */
	struct str family;
	struct str vendor;
	struct str version;	/* one version; or empty */
	struct str range;	/* range or prose; both empty: the whole */
	struct str purl;	/* of the product in all versions: of other */
	struct str cpe;		/* formats; may be empty */
	struct str scheme;
	bool is_odd;		/* no vendor, family, product, version tree */
	bool is_part;		/* of a combination */
	bool is_used;		/* a status names it */
	bool is_end;		/* of a combination that no status names */
	bool is_inner;		/* a combination that is an end of another */
	unsigned level;		/* of combinations in each other; 0: none */
	bool keeps_id;		/* the inventory holds its product id */
	struct import_product *product;	/* NULL for combinations */
};

/*
 * Read the product tree into the document.  Combinations whose ends are not
 * defined, go in a circle or are too deep are reported and lack their ends.
 */
void import_tree(struct import_doc *k);

/* The leaf of a product id in a string node; alerts and NULL when undefined. */
struct import_leaf *import_tree_leaf(struct import_doc *k,
    const struct json_node *id);

/* Key of a leaf among the versions of its product: "*" for the whole. */
struct str import_tree_version(const struct import_leaf *leaf);

#endif
