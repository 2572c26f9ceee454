/*
 * The public view's products: leaves of the product tree and sets of them.
 * See wall/public_view.h.
 */
#ifndef WALL_PUBLIC_TREE_H
#define WALL_PUBLIC_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct vers;

struct public_hash {
	struct str algorithm;
	struct str value;
	struct str filename;
};

/* A version of a product that everybody may know of. */
struct public_version {
	struct str version;
	struct str purl;	/* with this version; may be empty */
	struct str cpe;
	struct str released;	/* "2026-11-04"; empty: not known */
	struct str support_ends;
	struct str bom_link;	/* of CycloneDX: "urn:cdx:..."; may be empty */
};

/* A product that an advisory of the view names, as the inventory has it; never
 * one whose name may not be published. */
struct public_product {
	struct str id;		/* the inventory's: "exagate-500" */
	struct str name;	/* English, as in leaves */
	struct str vendor;
	struct str family;	/* may be empty */
	struct str kind;	/* a word of enum product_kind */
	struct str scheme;	/* vers type of its versions; may be empty */
	struct str purl;	/* without version; may be empty */
	struct str cpe;
	struct public_version *versions;	/* those released by now, and
						 * those leaves name; oldest
						 * first by the scheme */
	size_t n_versions;
};

/*
 * One leaf of the product tree: a product at a version, at a range, or whole.
 * A combination (a part in a product) names two other leaves.
 */
struct public_leaf {
	struct str product_id;	/* unique in the advisory, stable over all */
	struct str name;	/* full product name: CSAF 3.1.3.1 */
	struct str vendor;
	struct str family;	/* may be empty */
	struct str product;	/* product's English name */
	struct str version;	/* one version; or empty */
	struct str range;	/* vers range or prose; or empty */
	const struct vers *vers;	/* the range parsed; of prose NULL */
	struct str inventory;	/* id of its public_product; of a combination
				 * that of the part */
	struct str *branches;	/* "category: name" instead of all those */
	size_t n_branches;
	struct str purl;
	struct str cpe;
	struct str bom_link;	/* public_version's */
	struct str any_purl;	/* of the product, and its scheme */
	struct str any_cpe;
	struct str scheme;
	struct public_hash *hashes;
	size_t n_hashes;
	struct str *sbom_urls;
	size_t n_sbom_urls;
	struct str *model_numbers;
	size_t n_model_numbers;
	struct str *serial_numbers;
	size_t n_serial_numbers;
	struct str *skus;
	size_t n_skus;
	bool is_combination;	/* then only ids, name and these three: */
	struct str relationship;	/* CSAF category */
	size_t *listed;		/* of a range: where the inventory is complete,
				 * the leaf of each version in it that is not
				 * planned, by index */
	size_t n_listed;
	size_t part;		/* leaf of product_reference */
	size_t whole;		/* leaf of relates_to_product_reference */
};

/* A set of leaves by index, ascending. */
struct public_leaves {
	size_t *v;
	size_t n;
};

/* CSAF product_status, in the order of its JSON members. */
enum public_status {
	PUBLIC_FIRST_AFFECTED,
	PUBLIC_FIRST_FIXED,
	PUBLIC_FIXED,
	PUBLIC_KNOWN_AFFECTED,
	PUBLIC_KNOWN_NOT_AFFECTED,
	PUBLIC_LAST_AFFECTED,
	PUBLIC_RECOMMENDED,
	PUBLIC_UNDER_INVESTIGATION,
};

#define PUBLIC_STATUSES	8

extern const char *const public_status_names[PUBLIC_STATUSES];

#endif
