/*
 * A line of several products parted: at 、 ; line ends, commas, slashes, plus
 * signs and "on", but not within names that have the sign.
 */
#ifndef RESOLVE_RESOLVE_SPLIT_H
#define RESOLVE_RESOLVE_SPLIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct dictionary;

struct resolve_piece {
	struct str text;	/* NFKC, without blanks at its ends */
	bool is_strong;		/* the sign before it parts nothing else: 、 */
};

/* At most LIMIT_RESOLVE_PARTS; the last has the rest. */
size_t resolve_split(struct arena *a, const struct dictionary *x,
    struct str line, struct resolve_piece **out);

#endif
