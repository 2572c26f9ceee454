/*
 * Where a version, or a series of them, stands in what an entry says.
 */
#ifndef MATCH_MATCH_RANGE_H
#define MATCH_MATCH_RANGE_H

#include <stdbool.h>

#include "base/str.h"
#include "feed/affects.h"
#include "inventory/component.h"

struct arena;
struct match_look;
struct match_try;

enum match_in {
	MATCH_OUT,
	MATCH_IN,
	MATCH_SOME,	/* some versions of the series, or of an unknown one */
	MATCH_UNSURE,	/* it cannot be compared with a bound */
};

struct match_range {
	enum match_in in;
	enum feed_status status;	/* of the version, or of those that
					 * are in */
	bool is_told;		/* a list, a stretch or a default says so */
	bool is_all;		/* the source gives no versions */
	struct str text;	/* what decided, as ">= 2.4.0, < 2.4.59" */
};

/*
 * scheme: the order, a name or alias of version/schemes.def; of what it cannot
 * compare, that of "generic".  An empty version is unknown.
 */
struct match_range match_range(struct arena *a, const struct feed_affects *e,
    struct str scheme, struct str version, enum component_scope scope);

/* Bounds in text, or "" for all. */
struct str match_range_text(struct arena *a, const struct feed_stretch *s);

/*
 * Hold the version against the entry and set miss, status, question and steps
 * of t by it.  Confidence stays unless it is less than certain: a question is
 * 50, what cannot be compared 20, what has no versions `all`.
 */
void match_range_judge(struct match_look *k, struct match_try *t,
    struct str scheme, struct str version, uint8_t all);

/* Two versions that are the same by the scheme, or as texts. */
bool match_range_same(struct str scheme, struct str x, struct str y);

#endif
