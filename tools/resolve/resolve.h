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

struct arena;
struct dictionary;
struct io_dir;
struct diags;

/* Where a name is known from; in this order it is believed. */
enum resolve_source {
	RESOLVE_OWN,		/* content/names.yaml of the repository */
	RESOLVE_ENDOFLIFE,	/* endoflife.date products */
	RESOLVE_JVN,		/* JVN's vendors and products, ja and en */
	RESOLVE_CPE,		/* CPE names that feeds use */
	RESOLVE_FEED,		/* vendor and product strings of feeds */
};

struct resolve_reason {
	const char *key;	/* below resolve.reason */
	struct str detail;
	int points;		/* of 1000, may be negative */
};

struct resolve_candidate {
	struct str cpe;		/* vendor and product; version where told */
	struct str purl;	/* or empty */
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
	RESOLVE_NONE,		/* no source uses such a name: watch the words */
};

/* One product of a line. */
struct resolved {
	struct str says;	/* the part of the line */
	struct str name, version, update;	/* as taken apart, folded */
	enum component_scope scope;
	enum resolve_verdict verdict;
	struct resolve_candidate *v;	/* the best first, at most 10 */
	size_t n;
};

/* Names known to the repository and its mirrors; NULL members are absent. */
struct dictionary *dictionary_open(struct arena *perm, struct io_dir *root,
    struct io_dir *mirror, struct diags *d);

/* The products of a line; lives in a. */
size_t resolve_line(struct arena *a, const struct dictionary *names,
    struct str line, struct resolved **out);

#endif
