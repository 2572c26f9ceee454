/*
 * What a line that people write ("RHEL 7", "Apache 2.4", Japanese or full-width
 * spelling) may mean: candidates with reasons.  It proposes, a person decides:
 * nothing here becomes a fact by itself.
 */
#ifndef RESOLVE_RESOLVE_H
#define RESOLVE_RESOLVE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "inventory/component.h"
#include "resolve/dictionary.h"

struct arena;

struct resolve_reason {
	const char *key;	/* below resolve.reason */
	struct str detail;	/* words of the line or of a name; or empty */
	int points;		/* of 1000, may be negative; their sum is the
				 * score, where that is not cut off */
};

struct resolve_candidate {
	struct str cpe;		/* formatted string, version where told; or
				 * empty */
	struct str is;		/* what a system's `is:` says: without version:
				 * "cpe:a:apache:http_server", a purl */
	struct str purl;	/* with the version; or empty */
	struct str version;	/* what the name leaves of the line's version:
				 * none of "Windows Server 2019" */
	struct str update;	/* "sp3", "cumulative_update_22"; or empty */
	enum component_scope scope;
	struct str name;	/* as its source calls it */
	enum resolve_source source;
	int score;		/* 0 to 1000 */
	struct resolve_reason *reasons;
	size_t n_reasons;
	struct str end_of_life;	/* day "2024-06-30", or empty */
};

enum resolve_verdict {
	RESOLVE_ONE,		/* the first is meant (>= 900, 1.5 x second) */
	RESOLVE_CHOOSE,		/* a person must choose */
	RESOLVE_NONE,		/* no source uses such a name: watch the words;
				 * candidates are the nearest, or formed */
};

/* One product of a line. */
struct resolved {
	struct str says;	/* the part of the line */
	struct str name, version, update;	/* as taken apart; of the first
				 * candidate, where there is one */
	enum component_scope scope;
	enum resolve_verdict verdict;
	struct resolve_candidate *v;	/* the best first, at most 10 */
	size_t n;
};

/* The products of a line; lives in a. */
size_t resolve_line(struct arena *a, const struct dictionary *names,
    struct str line, struct resolved **out);

#endif
