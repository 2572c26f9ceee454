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
#ifndef PIPELINE_REVISION_H
#define PIPELINE_REVISION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct catalog;

enum revision_level {
	REVISION_SAME,
	REVISION_PATCH,
	REVISION_MINOR,
	REVISION_MAJOR,
};

struct revision_change {
	enum revision_level level;
	const char *key;	/* of its words, below release.change */
	struct str of;		/* a product or vulnerability; may be empty */
	struct str was, now;	/* a score before and after, or empty */
};

struct revision_changes {
	enum revision_level level;
	struct revision_change *changes;
	size_t n, cap;
};

/*
 * Compare two CSAF 2.0 documents.  The history and dates of a document's
 * tracking do not count.  False when one cannot be read.  Lives in a.
 */
bool revision_compare(struct arena *a, struct str before, struct str after,
    struct revision_changes *out);

/* Add a change; the level follows. */
void revision_add(struct arena *a, struct revision_changes *v,
    struct revision_change c);

/* "patch", "minor", "major"; "same". */
const char *revision_word(enum revision_level l);

/*
 * The number after one: "1.2.0" and major give "2.0.0", "3" gives "4" for any.
 * Empty when it is none of these.
 */
struct str revision_after(struct arena *a, struct str version,
    enum revision_level l);

/* The step between two numbers; REVISION_SAME when it is not forward.  False
 * when they are not of one kind. */
bool revision_step(struct str before, struct str after,
    enum revision_level *out);

/* Whether two texts differ by spelling alone. */
bool revision_is_spelling(struct str x, struct str y);

/*
 * What changed as a sentence in a language, "ja" or "en": a proposal for
 * disclosure.summary.  Lives in a; empty without changes.
 */
struct str revision_say(struct arena *a, const struct catalog *words,
    struct str lang, const struct revision_changes *v);

#endif
