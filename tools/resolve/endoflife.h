/*
 * Until when products are maintained, by mirrored dictionaries of
 * endoflife.date (the whole of /api/v1/products/full, or product by product).
 */
#ifndef RESOLVE_ENDOFLIFE_H
#define RESOLVE_ENDOFLIFE_H

#include <stdbool.h>

#include "base/str.h"
#include "base/time.h"

struct arena;
struct component;
struct diags;
struct endoflife;
struct io_dir;

/* The end of a component's release cycle. */
struct endoflife_end {
	struct str product;	/* as the dictionary calls it */
	struct str cycle;	/* "2.4" */
	struct day day;		/* last day of support */
	struct str latest;	/* newest release of the cycle; or empty */
	struct str feed;
};

/* Nothing is known yet.  Lives in perm. */
struct endoflife *endoflife_open(struct arena *perm);

/*
 * Take in a file of the mirror.  False when it is no such dictionary, or one
 * that cannot be read, which is reported.  Texts of it live in x's arena.
 */
bool endoflife_add(struct endoflife *x, struct io_dir *mirror, struct str feed,
    struct str path, struct diags *d);

/*
 * The cycle of a component, by its CPE name or purl.  Of a series that is
 * several cycles the last that ends; false when one of them has no end, or
 * nothing is known.  a is for what is needed on the way.
 */
bool endoflife_find(const struct endoflife *x, struct arena *a,
    const struct component *c, struct endoflife_end *out);

#endif
