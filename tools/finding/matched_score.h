/*
 * Which of the scores that sources give counts, and whether they disagree.
 */
#ifndef FINDING_MATCHED_SCORE_H
#define FINDING_MATCHED_SCORE_H

#include "base/str.h"

struct arena;
struct feed_record;
struct group;
struct known;

struct matched_score {
	struct str vector;	/* as its source writes it; empty: none */
	int x10;		/* base score */
};

/* The one of the newest version that a record gives, the first of several. */
struct matched_score matched_score_of(const struct feed_record *r);

/* Set vector, score, severity and is_disputed: the newest version that any
 * gives, by the closest that gives it. */
void matched_score_set(struct arena *a, const struct group *g,
    struct known *out);

#endif
