/*
 * Whom a statement is for, said as shortly as a case file can; for
 * import/import*.c alone.
 */
#ifndef IMPORT_IMPORT_SELECT_H
#define IMPORT_IMPORT_SELECT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct import_doc;
struct import_leaf;
struct import_product;
struct map;
struct yaml_writer;

/* Ways to put rows together by their products. */
#define IMPORT_SELECT_WAYS	3

/* A leaf with a status, as an entry of the case file holds it. */
struct import_row {
	struct import_leaf *leaf;
	int status;		/* enum product_status; 0: none was said */
};

struct import_rows {
	struct import_row *v;
	size_t n;
	bool *has_row;		/* by leaf */
	bool *is_wanted;	/* by leaf: the set at work */
	size_t n_wanted;
	size_t *every;		/* 0..n-1; NULL until it is needed */
	struct map *groups[IMPORT_SELECT_WAYS];	/* the same; import_select's */
};

/* Which rows a statement is for, in the words of the case file. */
struct import_choice {
	struct import_product **products;	/* none: any */
	size_t n_products;
	size_t cap_products;
	struct import_product **components;
	size_t n_components;
	size_t cap_components;
	struct str platform_version;	/* "*": the whole; empty: any */
	struct str *versions;
	size_t n_versions;
	unsigned statuses;	/* 1 << enum product_status; 0: default */
};

struct import_choices {
	struct import_choice **v;
	size_t n;
};

/* What a statement that names no versions and no statuses is for. */
enum import_default {
	IMPORT_FOR_AFFECTED,	/* the affected ones, of the products named */
	IMPORT_FOR_NAMED,	/* every one of the products named */
};

/*
 * Choices that together are for the wanted leaves and, unless false is
 * returned, for no other.  None when nothing is wanted.
 */
bool import_select(struct import_doc *k, struct import_rows *rows,
    enum import_default otherwise, struct import_choices *out);

/* Write its members into an open map. */
void import_select_put(struct yaml_writer *w, const struct import_choice *c);

#endif
