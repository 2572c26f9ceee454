/*
 * What an advisory says of a product as stretches of versions: for formats that
 * think in ranges, beside standing.h, which asks of one version.
 */
#ifndef EXPORT_PUBLIC_STRETCH_H
#define EXPORT_PUBLIC_STRETCH_H

#include "export/public/standing.h"
#include "version/vers.h"

struct arena;

/* The order is that in which they decide. */
enum stretch_kind {
	STRETCH_VERSION,	/* one version */
	STRETCH_RANGE,		/* one piece of a range */
	STRETCH_PRODUCT,	/* the product as a whole */
	STRETCH_PROSE,		/* words that only people understand */
};

struct stretch {
	enum stretch_kind kind;
	enum standing standing;		/* never unknown */
	struct vers_interval of;	/* of prose and products all open */
	struct str prose;
	struct str scheme;		/* of a range; else the product's */
};

/*
 * All that is said of a product, first what decides first: as standing_of()
 * decides.  No version stands twice, and pieces of ranges do not overlap.
 * Prose by which all is well is left out where something graver is said of a
 * combination.
 */
size_t stretch_all(struct arena *a, const struct standings *s,
    struct stretch **out);

/*
 * The affected versions alone, nearer entries cut out of farther ones: a
 * version of the scheme lies in one of these exactly when standing_of() calls
 * it affected.
 */
size_t stretch_affected(struct arena *a, const struct standings *s,
    struct vers_interval **out);

#endif
