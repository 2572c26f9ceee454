/*
 * Products, versions and statuses of formats that think in ranges, as a
 * product tree and statuses of CSAF; for import/import*.c alone.
 */
#ifndef IMPORT_IMPORT_WARE_H
#define IMPORT_IMPORT_WARE_H

#include <stdbool.h>

#include "base/span.h"
#include "base/str.h"

struct import_made;
struct import_ware;
struct import_wares;
struct json_node;

/* What a product is known by; all but the name may be empty. */
struct import_ware_names {
	struct str vendor;
	struct str family;
	struct str product;
	struct str purl;	/* without version */
	struct str cpe;		/* without version */
};

/* A range; an empty bound is open. */
struct import_ware_range {
	struct str scheme;	/* of vers */
	struct str low;
	struct str high;
	bool low_excluded;
	bool high_included;
};

struct import_wares *import_wares_open(struct import_made *m);

/* The product of that vendor, family and name, new or known. */
struct import_ware *import_ware(struct import_wares *all,
    const struct import_ware_names *names, struct span at);

/*
 * What is said of a product as a whole, of one version, of a range, of words
 * (enum product_status; 0: nothing).  The first statement of the same counts;
 * a range that is none is kept in
 * words.
 */
void import_ware_whole(struct import_ware *w, int status, struct span at);
void import_ware_version(struct import_ware *w, struct str version, int status,
    struct span at);
void import_ware_range(struct import_ware *w,
    const struct import_ware_range *range, int status, struct span at);
void import_ware_words(struct import_ware *w, struct str words, int status,
    struct span at);

/* What is said of each product as a whole where nothing is said yet. */
void import_wares_rest(struct import_wares *all, int status);

/* The ids of its affected versions, as `product_ids` or such of a statement. */
void import_ware_affected(const struct import_ware *w, struct import_made *m,
    struct json_node *statement, const char *ids);

/* The names of all, "A, B", in their order. */
struct str import_wares_names(const struct import_wares *all);

/* Write tree and statuses; products of which nothing is said are named. */
void import_wares_put(struct import_wares *all);

#endif
