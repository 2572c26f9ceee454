/*
 * What the repository has: companies, products, versions, cases; for
 * import/import*.c alone.
 */
#ifndef IMPORT_IMPORT_INDEX_H
#define IMPORT_IMPORT_INDEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct import;
struct import_leaf;
struct map;

/* A version entry of an inventory file, as far as an import compares it. */
struct import_version {
	struct str name;	/* full product name; empty: the default */
	struct str purl;
	struct str cpe;
};

struct import_company {
	struct str id;
	struct str vendor;	/* as CSAF shows it */
	struct map *products;	/* name and family -> import_product, the first
				 * of a chain */
	bool is_new;		/* made for the document at work */
	bool is_noted;		/* its file is to be written */
};

struct import_product {
	struct import_company *company;
	struct str id;
	struct str path;	/* products/COMPANY/ID/product.yaml */
	struct str name;
	struct str family;
	struct str vendor;	/* the product's own, else the company's */
	struct str purl;	/* without version; may be empty */
	struct str cpe;		/* the same */
	const struct import_leaf *face;	/* what it is made of, when it is
				 * new; in the document's arena */
	struct map *versions;	/* key -> import_version; "*": as a whole */
	struct import_product *next;	/* of the same name and family */
	struct import_leaf **fresh;	/* versions that the file lacks, of the
				 * document at work; in its arena */
	size_t n_fresh;
	size_t cap_fresh;
	bool is_new;		/* made for the document at work */
	bool is_noted;		/* its file is to be written */
	bool is_broken;		/* its file cannot be read */
};

/* The repository as an import sees it; remade after a refusal. */
struct import_index {
	struct arena *a;
	struct arena *tmp;	/* of the document at work: keys to look up */
	struct map *companies;	/* id -> import_company */
	struct map *vendors;	/* folded name -> import_company */
	struct map *product_ids;	/* lower case -> import_product */
	struct map *csaf_ids;	/* product ids of CSAF in use */
	struct map *purls;	/* without version -> import_product */
	struct map *cases;	/* lower case id -> struct str path */
	struct map *suffixes;	/* id -> the next number to try */
};

struct import_index *import_index_open(struct import *im);
void import_index_close(struct import_index *x);

/* The company of a vendor, and a new product; ids are made unique. */
struct import_company *import_index_company(struct import_index *x,
    struct str vendor);
struct import_product *import_index_product(struct import_index *x,
    struct import_company *c, const struct import_leaf *l);

/* A package URL in its canonical form, without version; "" when it is none. */
struct str import_index_purl(struct arena *a, struct str purl);

/* The first product of that name and family of a company, or NULL. */
struct import_product *import_index_find(struct import_index *x,
    const struct import_company *c, struct str name, struct str family);

#endif
