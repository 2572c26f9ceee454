/*
 * Versions as people write them in English: "< 1.2.3", ">= 1.0, < 1.5",
 * "1.0 to 1.4", "9.18.0 and below", "prior to 2.3", "2.4.x", "vers:deb/<1.2".
 * For Japanese prose: feed_prose.h.
 */
#ifndef FEED_FEED_WORDS_H
#define FEED_FEED_WORDS_H

#include <stddef.h>

#include "base/str.h"
#include "feed/affects.h"

struct arena;

enum feed_words_kind {
	FEED_WORDS_NONE,	/* nothing: "", "-", "n/a", "unspecified" */
	FEED_WORDS_ALL,		/* "*", "all", "all versions" */
	FEED_WORDS_ONE,		/* one version, in its own words */
	FEED_WORDS_RANGES,	/* stretches hold what it says */
	FEED_WORDS_UNREAD,	/* it speaks of several, but how? */
};

struct feed_words {
	enum feed_words_kind kind;
	struct feed_stretch *v;		/* in a; status FEED_AFFECTED */
	size_t n;
	struct str scheme;		/* of a vers range, else empty */
};

/* What a text says.  Versions are views of it or live in a. */
struct feed_words feed_words(struct arena *a, struct str text);

#endif
