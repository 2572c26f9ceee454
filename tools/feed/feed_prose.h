/*
 * What people write of versions, in Japanese and English, as stretches:
 * "Ver.1.3.0より前のバージョン（CVE-2025-0355）", "2.0.0 から 2.3.4 まで".
 *
 * A phrase is understood whole or not at all: nobody is told of a range that
 * leaves out a word which was not understood.
 */
#ifndef FEED_FEED_PROSE_H
#define FEED_FEED_PROSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "feed/record.h"

struct arena;

/* What a phrase says of the same platform and the same vulnerabilities. */
struct feed_prose {
	/* Exceptions stand last, as FEED_NOT_AFFECTED. */
	struct feed_stretch *stretches;
	size_t n_stretches;
	struct str *versions;	/* named one by one */
	size_t n_versions;
	struct str *only_for;	/* CVE ids; none: it does not say */
	size_t n_only_for;
	struct str platform;	/* "MacOS", or empty */
	bool is_all;		/* all versions */
	bool is_unread;		/* nothing else is set but only_for */
};

/*
 * Read a phrase, which must be UTF-8; texts are in NFKC and live in a, as the
 * result does.  Returns how many parts it has, 1 at least.
 */
size_t feed_prose(struct arena *a, struct str phrase, struct feed_prose **out);

#endif
