/*
 * The formats that strings of CSAF documents have: dates, addresses, version
 * numbers and what the schema's patterns ask for, matched by hand.
 */
#ifndef CSAF_CSAF_FORMAT_H
#define CSAF_CSAF_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/str.h"

enum csaf_format {
#define FORMAT(name, matches, words)	CSAF_FORMAT_##name,
#include "csaf/formats.def"
};

/* Whether s has the format. */
bool csaf_format_matches(enum csaf_format f, struct str s);

/* What it has to be, in words: "a date and time such as ...". */
const char *csaf_format_words(enum csaf_format f);

/* A date-time of RFC 3339, of any year, to any fraction of a second. */
struct csaf_time {
	int64_t s;		/* seconds since 1970-01-01T00:00:00Z */
	struct str fraction;	/* its digits without zeros at the end */
};

/* False unless s is a date-time (section 5.6); a leap second counts as the
 * one after. */
MUST_USE bool csaf_format_time(struct str s, struct csaf_time *out);
int csaf_format_time_cmp(const struct csaf_time *x, const struct csaf_time *y);

/* A version number of a document: an integer, or Semantic Versioning 2.0.0. */
struct csaf_number {
	bool is_semver;
	struct str part[3];	/* major, minor, patch; an integer: major */
	struct str pre;		/* behind '-', or empty */
	struct str build;	/* behind '+', or empty */
};

MUST_USE bool csaf_format_number(struct str s, struct csaf_number *out);

enum csaf_precedence {
	CSAF_WITH_PRE,		/* SemVer section 11: without build metadata */
	CSAF_WITHOUT_PRE,	/* the three numbers alone */
};

/* 2 counts as 2.0.0. */
int csaf_format_number_cmp(const struct csaf_number *x,
    const struct csaf_number *y, enum csaf_precedence how);

/* Order of two strings of digits without leading zeros, of any length. */
int csaf_format_digits_cmp(struct str x, struct str y);

/*
 * A JSON number as tenths: "9.8", "10", "9.80", "98e-1".  False when it has
 * more than one decimal or is not from 0 to 10.
 */
MUST_USE bool csaf_format_tenths(struct str s, int *out);

/* Whether a JSON number lies in 0..max, a power of ten; any decimals. */
bool csaf_format_within(struct str s, unsigned max);

#endif
