/*
 * Where a file's text came from, by the history of BASE: who put a row there,
 * and whether a text is one that the file had once.  And when the branch began.
 */
#ifndef REVIEW_REVIEW_ORIGIN_H
#define REVIEW_REVIEW_ORIGIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct history;
struct history_change;
struct history_commit;

/* The commits that BASE has not, and who made them; borrows both histories. */
struct review_branch {
	const struct history *base, *head;	/* walked; NULL: not known */
	const struct history_commit *oldest;	/* or NULL */
	struct map *mails;		/* of authors, lower case */
	struct map *ancestors;		/* ids of what it began with */
	struct arena *a;
};

/* What *out has is made in a. */
void review_origin_branch(struct arena *a, const struct history *base,
    const struct history *head, struct review_branch *out);

/* Whether an author of the branch made it. */
bool review_origin_is_own(const struct review_branch *b,
    const struct history_commit *c);

/* Whether BASE got it after the branch began. */
bool review_origin_is_late(const struct review_branch *b,
    const struct history_commit *c);

/* The versions of one file in BASE, newest first; in the branch's arena. */
struct review_versions {
	const struct history_change **changes;
	struct str *texts;	/* read when they are needed; p NULL: not yet */
	size_t n;
};

void review_origin_versions(const struct review_branch *b, struct str path,
    struct review_versions *out);

/* The commit since which the file has this piece of text; NULL: not known. */
const struct history_commit *review_origin_of(const struct review_branch *b,
    struct review_versions *v, struct str piece);

/* How many changes lie between the newest version and the one of this content;
 * 0 when it is the newest, or none. */
size_t review_origin_age(const struct review_versions *v, struct str content);

#endif
