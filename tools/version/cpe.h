/*
 * CPE 2.3 names (NISTIR 7695): formatted strings and the older URI binding.
 */
#ifndef VERSION_CPE_H
#define VERSION_CPE_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;

enum cpe_part {
	CPE_PART,
	CPE_VENDOR,
	CPE_PRODUCT,
	CPE_VERSION,
	CPE_UPDATE,
	CPE_EDITION,
	CPE_LANGUAGE,
	CPE_SW_EDITION,
	CPE_TARGET_SW,
	CPE_TARGET_HW,
	CPE_OTHER,
};

#define CPE_PARTS	11

struct cpe {
	struct str part[CPE_PARTS];	/* as bound in the formatted string (of
					 * a URI: as encoded there, "*" where
					 * nothing stands); views of the
					 * input */
	bool is_uri;			/* written as cpe:/... (2.2) */
	bool has_language_tag;		/* the language is a tag such as en-us,
					 * "*" or "-": NISTIR 7695 and CSAF's
					 * schema demand it, names in the wild
					 * do not obey */
};

/* False with *why unless s is a CPE 2.3 formatted string or a URI. */
MUST_USE bool cpe_parse(struct str s, struct cpe *out, const char **why);

/* The name as a formatted string: as written, or what the URI stands for. */
struct str cpe_formatted(struct arena *a, const struct cpe *c);

#endif
