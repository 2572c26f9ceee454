/*
 * Where a version of a product stands to a vulnerability, by an advisory's
 * statuses: what per-product files, VEX statements and records of other
 * formats all say, asked in one place.
 */
#ifndef EXPORT_PUBLIC_STANDING_H
#define EXPORT_PUBLIC_STANDING_H

#include "wall/public_view.h"

enum standing {
	STANDING_UNKNOWN,	/* the advisory says nothing of it */
	STANDING_AFFECTED,
	STANDING_FIXED,
	STANDING_NOT_AFFECTED,
	STANDING_UNDER_INVESTIGATION,
};

/* What each status says; where two entries are as near, the first wins. */
#define STANDING_STATUSES	7

extern const struct standing_status {
	enum public_status status;
	enum standing standing;
} standing_statuses[STANDING_STATUSES];

/*
 * Where a version stands.  An entry of this very version comes before one of a
 * range, a range before one of the whole product; of several that fit equally
 * affected wins, then under investigation, fixed, not affected.
 * Combinations count for the product that is the whole, of what is installed
 * on something also for the part.  Ranges in prose fit nothing.
 */
enum standing standing_of(const struct public_advisory *adv,
    const struct public_vulnerability *flaw,
    const struct public_product *product, struct str version);

/*
 * The leaf that decides it, by index; SIZE_MAX when the advisory says nothing
 * of the version.
 */
size_t standing_leaf(const struct public_advisory *adv,
    const struct public_vulnerability *flaw,
    const struct public_product *product, struct str version);

/*
 * The leaf through which an entry speaks of a product: itself, or an end of a
 * combination; NULL when it does not.
 */
const struct public_leaf *standing_face(const struct public_advisory *adv,
    size_t leaf, struct str product);

/* CSAF's words: "known_affected", "fixed", "known_not_affected",
 * "under_investigation"; "" for unknown. */
const char *standing_name(enum standing s);

/* The product of the view with this inventory id, or NULL. */
const struct public_product *standing_product(const struct public_view *v,
    struct str id);

#endif
