/*
 * Which number a revision gets, and what it says of itself: from what differs
 * between the document that went out last and the one that would go out now.
 *
 * CSAF 2.0, 3.1.11.2: major, when readers must look anew whether they are
 * concerned: anything of the product tree, a vulnerability more or less, what
 * is affected, or something that is fixed or not affected no longer; minor, all
 * else; patch, when nothing but spelling was put right.  Spelling is little
 * here: blanks, punctuation, and one letter of a word of five or more that
 * keeps its first; whatever could turn a statement round is minor.
 *
 * Documents have one language.  What changed in the other alone is minor.
 */
#ifndef RELEASE_RELEASE_VERSION_H
#define RELEASE_RELEASE_VERSION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct catalog;

enum release_level {
	RELEASE_SAME,
	RELEASE_PATCH,
	RELEASE_MINOR,
	RELEASE_MAJOR,
};

struct release_change {
	enum release_level level;
	const char *key;	/* of its words, below release.change */
	struct str of;		/* a product or vulnerability; may be empty */
	struct str was, now;	/* a score before and after, or empty */
};

struct release_version {
	enum release_level level;
	struct release_change *changes;
	size_t n, cap;
};

/*
 * Compare two CSAF 2.0 documents.  The history and dates of a document's
 * tracking do not count.  False when one cannot be read.  Lives in a.
 */
bool release_version_compare(struct arena *a, struct str before,
    struct str after, struct release_version *out);

/* Add a change; the level follows. */
void release_version_add(struct arena *a, struct release_version *v,
    struct release_change c);

/* "patch", "minor", "major"; "same". */
const char *release_version_word(enum release_level l);

/*
 * The number after one: "1.2.0" and major give "2.0.0", "3" gives "4" for any.
 * Empty when it is none of these.
 */
struct str release_version_next(struct arena *a, struct str version,
    enum release_level l);

/* The step between two numbers; RELEASE_SAME when it is not forward.  False
 * when they are not of one kind. */
bool release_version_step(struct str before, struct str after,
    enum release_level *out);

/* Whether two texts differ by spelling alone. */
bool release_version_is_spelling(struct str x, struct str y);

/*
 * What changed as a sentence in a language, "ja" or "en": a proposal for
 * disclosure.summary.  Lives in a; empty without changes.
 */
struct str release_version_say(struct arena *a, const struct catalog *words,
    struct str lang, const struct release_version *v);

#endif
