/*
 * Whether a branch was rewritten: commits that the cache knows of it and that
 * are not below its tip any more.
 *
 * The cache is of the branch that was read last; it tells nothing of others,
 * nor of a detached HEAD.  What was found stays until the next commit.
 */
#ifndef HISTORY_HISTORY_LOST_H
#define HISTORY_HISTORY_LOST_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define HISTORY_ID_BYTES	20	/* SHA-1 */
#define HISTORY_LOST_IDS	5	/* that are kept for people to read */

struct history;
struct history_table;

struct history_lost {
	struct str branch;	/* "refs/heads/main"; empty: none */
	uint8_t tip[HISTORY_ID_BYTES];	/* of it, when it was read */
	uint8_t found[HISTORY_ID_BYTES];	/* the tip that had lost them */
	size_t n;		/* commits that are gone; 0: as it should be */
	uint8_t ids[HISTORY_LOST_IDS][HISTORY_ID_BYTES];	/* newest
							 * first */
	size_t n_ids;
};

/*
 * Set h->lost, for a walk from HEAD whose commits have their places.  before
 * is what the cache said, t its commits and those read now.
 */
void history_lost_find(struct history *h, const struct history_table *t,
    const struct history_lost *before);

#endif
