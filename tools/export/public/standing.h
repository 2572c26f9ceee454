/*
 * Where a version of a product stands to a vulnerability, by an advisory's
 * statuses: what per-product files, VEX statements and records of other
 * formats all say, asked in one place.
 *
 * THE RULE.  Who looks for a product by its name and version alone never gets
 * an all-clear while something that it is in, or that is in it, is affected.
 *
 *  1. The statements on the product alone are one group; those on each
 *     combination of it with the same other product are one more.
 *  2. In a group the nearest entry decides: of this very version, of a range,
 *     of the product as a whole; of equally near ones the gravest.
 *  3. Of what the groups say the gravest holds: affected, under investigation,
 *     fixed, not affected.  Of equally grave groups the product alone comes
 *     first.
 *
 * A combination counts for the product that is the whole.  For the part it
 * counts when it is installed, for that is what people look for; a part that is
 * built in is looked for only where the advisory speaks of it alone, too, and
 * then it counts.  Formats that can name combinations (CSAF, subcomponents of
 * OpenVEX, CycloneDX) say of them what was said.
 *
 * One exception, for the rule would deny fixes that are there.  What is built
 * into a version is in that version: so "5.1 is fixed", by this version or a
 * range, holds beside "the library in the product is affected" that names no
 * version of the product; as does "2.0 of the library is fixed" beside the
 * latter.  Not so of what is installed: old software can be put on a new
 * platform, and what is fixed elsewhere may have no fix on one.  Nor of "not
 * affected", which may be meant of a product without its parts.
 *
 * Ranges in prose fit nothing: only people understand them.
 */
#ifndef EXPORT_PUBLIC_STANDING_H
#define EXPORT_PUBLIC_STANDING_H

#include "wall/public_view.h"

struct arena;

enum standing {
	STANDING_UNKNOWN,	/* the advisory says nothing of it */
	STANDING_AFFECTED,
	STANDING_FIXED,
	STANDING_NOT_AFFECTED,
	STANDING_UNDER_INVESTIGATION,
};

/* What each status says, the gravest first. */
#define STANDING_STATUSES	7

extern const struct standing_status {
	enum public_status status;
	enum standing standing;
} standing_statuses[STANDING_STATUSES];

/* An entry that speaks of a product. */
struct standing_entry {
	enum standing standing;		/* never unknown */
	size_t leaf;			/* by index */
	const struct public_leaf *face;	/* through which it speaks: itself, or
					 * an end of a combination */
	size_t group;			/* 0: of the product alone */
	bool is_built_in;		/* the combinations of the group */
};

/* All entries on a product: by group, in a group the gravest first. */
struct standings {
	const struct public_product *product;
	struct standing_entry *v;
	size_t n;
};

/* Lives in a. */
struct standings standing_open(struct arena *a,
    const struct public_advisory *adv, const struct public_vulnerability *flaw,
    const struct public_product *product);

/* The entry that decides on a version, NULL when nothing is said of it. */
const struct standing_entry *standing_at(const struct standings *s,
    struct str version);

/* What it says. */
enum standing standing_of(const struct standings *s, struct str version);

/* The entries of the group that begins at i end before this. */
size_t standing_group_end(const struct standings *s, size_t i);

/* Whether the first is the graver one. */
bool standing_is_graver(enum standing x, enum standing y);

/* CSAF's words: "known_affected", "fixed", "known_not_affected",
 * "under_investigation"; "" for unknown. */
const char *standing_name(enum standing s);

/* The product of the view with this inventory id, or NULL. */
const struct public_product *standing_product(const struct public_view *v,
    struct str id);

#endif
