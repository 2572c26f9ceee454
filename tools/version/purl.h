/*
 * Package URLs (ECMA-427): checking and the canonical form.
 */
#ifndef VERSION_PURL_H
#define VERSION_PURL_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;

struct purl {
	struct str type;	/* lower case */
	struct str namespace;	/* decoded; may be empty */
	struct str name;	/* decoded */
	struct str version;	/* decoded; may be empty */
	struct str qualifiers;	/* canonical, encoded; may be empty */
	struct str subpath;	/* canonical, encoded; may be empty */
};

/* False with *why unless s is a valid purl. */
MUST_USE bool purl_parse(struct arena *a, struct str s, struct purl *out,
    const char **why);

struct str purl_canonical(struct arena *a, const struct purl *p);

#endif
