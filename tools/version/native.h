/*
 * Ranges in the notation of an ecosystem: "^1.2 || ~2" of npm, "[1.0,2.0)" of
 * Maven, "~=1.4, !=1.5" of PyPI, "~> 1.2" of RubyGems, ...
 */
#ifndef VERSION_NATIVE_H
#define VERSION_NATIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"
#include "version/vers.h"

struct arena;
struct scheme;

struct native_part {
	enum vers_op op;	/* VERS_ALL: every version */
	struct str version;
	struct str high;	/* not empty: op is VERS_EQ or VERS_NE, and
				 * version and all below high are meant */
	bool is_release;	/* a pre-release counts as its release */
	size_t group;		/* parts of one group hold together; a version
				 * is in the range if it is in one group */
};

struct native {
	const struct scheme *scheme;
	struct native_part *parts;	/* ascending by group */
	size_t n;
	bool has_pre_rule;	/* a pre-release is in a group only if a part
				 * names a pre-release of the same release */
};

/*
 * Read a range in the notation of the scheme.  False with *why, a sentence
 * part.  What is in text must live as long as *out.
 */
MUST_USE bool native_parse(struct arena *a, const struct scheme *s,
    struct str text, struct native *out, const char **why);

/* Whether a version is in the range, as the ecosystem's own tool says. */
enum vers_answer native_holds(const struct native *r, struct str version);

/*
 * The same range in vers; vers:none if nothing can be in it.  What the
 * ecosystem has beyond its order (which pre-releases are left out, builds that
 * count as their release) is lost.  False if bounds cannot be compared.
 */
MUST_USE bool native_to_vers(struct arena *a, const struct native *r,
    struct vers *out);

#endif
