/*
 * Version ranges in the vers form (package-url vers specification):
 * "vers:SCHEME/CONSTRAINT|CONSTRAINT", and version order per scheme.
 */
#ifndef VERSION_VERS_H
#define VERSION_VERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;

enum vers_op {
	VERS_EQ,
	VERS_NE,
	VERS_LT,
	VERS_LE,
	VERS_GT,
	VERS_GE,
	VERS_ALL,	/* "*", alone */
};

struct vers_constraint {
	enum vers_op op;
	struct str version;	/* percent-decoded */
};

struct vers {
	struct str scheme;	/* lower case: semver, generic, deb, rpm, ... */
	struct vers_constraint *constraints;	/* in ascending order */
	size_t n;
};

/* One stretch of a range; an empty bound is open. */
struct vers_interval {
	struct str low;
	struct str high;
	bool low_included;
	bool high_included;
};

/*
 * Parse a range.  False with *why (a sentence part) and the offending place in
 * s.  A range that is not canonical (order, doubles, blanks, constraints that
 * others make redundant) still parses; vers_canonical() gives the form to
 * write.  One version in two different constraints is an error.
 */
MUST_USE bool vers_parse(struct arena *a, struct str s, struct vers *out,
    const char **why, size_t *off, size_t *len);

struct str vers_canonical(struct arena *a, const struct vers *v);

/*
 * The stretches that the constraints describe, ascending; != cuts one in two.
 * Constraints of != alone exclude from everything.
 */
size_t vers_intervals(struct arena *a, const struct vers *v,
    struct vers_interval **out);

/*
 * The kind of a stretch, as in the keys of its words (view.range.KEY): all,
 * exact, ge, gt, le, lt, ge_le, ge_lt, gt_le, gt_lt.
 */
const char *vers_interval_key(const struct vers_interval *i);

/*
 * Order of two versions in a scheme of schemes.def, by name or alias.  For
 * what is no version of it, and for schemes without a row, the order of
 * "generic".  False when that is not known to be right: one is no version of
 * the scheme (of SemVer to the letter), or nobody can compare the two; *cmp is
 * set all the same.
 */
bool vers_compare(struct str scheme, struct str x, struct str y, int *cmp);

enum vers_answer {
	VERS_OUT,
	VERS_IN,
	VERS_UNKNOWN,	/* a bound and the version cannot be compared */
};

/*
 * Whether a version lies in the range, by its scheme's order; if one of the
 * versions is none of the scheme, by the order of "generic" for all.  Of a
 * scheme without a row it knows only what the range names.
 */
enum vers_answer vers_holds(const struct vers *v, struct str version);

/* The same where an answer must be: what is unknown, schemes too, is ordered
 * somehow. */
bool vers_contains(const struct vers *v, struct str version);

#endif
