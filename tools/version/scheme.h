/*
 * Schemes of versions: the rows of schemes.def.
 */
#ifndef VERSION_SCHEME_H
#define VERSION_SCHEME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;
struct native_reader;

struct scheme {
	struct str name;	/* as the vers type: npm, pypi, deb, ... */
	struct str aliases;	/* '|' between them */
	/*
	 * The scheme's own order: *cmp is -1, 0 or 1.  False if it does not
	 * compare the two; *cmp may be unset then.  Never allocates, linear.
	 */
	bool (*order)(struct str x, struct str y, int *cmp);
	/* Reads the scheme's own notation of ranges: native.h. */
	bool (*range)(struct native_reader *r, struct str text);
};

/*
 * The scheme of a name or alias without regard to case, or NULL.  Of an
 * ecosystem with a release ("Debian:12") the part before the colon counts.
 */
const struct scheme *scheme_find(struct str name);

/* What the one who wrote an unknown name most likely meant, or empty. */
struct str scheme_nearest(struct arena *a, struct str name);

/* The rows by number; NULL at the end. */
const struct scheme *scheme_at(size_t i);

/*
 * Two versions by a scheme; the same text is always equal.  False if they
 * cannot be compared.
 */
MUST_USE bool scheme_compare(const struct scheme *s, struct str x,
    struct str y, int *cmp);

/*
 * Whether versions of the scheme are SemVer, so that ranges of vers hold them
 * to its letter.
 */
bool scheme_is_semver(const struct scheme *s);

#endif
