/*
 * What findings are made of, brought together once for a repository: its mirror
 * and index, what its products and systems consist of, and the answers of the
 * index about their components, which are kept: each edition asks again with
 * what it sees, and only for what it sees (matched.h).
 */
#ifndef FINDING_MATCHING_H
#define FINDING_MATCHING_H

#include "base/time.h"
#include "finding/mirror_lists.h"

struct arena;
struct diags;
struct index;
struct io_dir;
struct matching;
struct mirror;
struct model;
struct pool;
struct sources;

struct matching_request {
	struct arena *perm;	/* where the matching lives */
	struct pool *pool;
	struct instant now;
	const struct model *m;	/* everything: no view of the wall */
	struct sources *places;	/* m's; files of inventories are added */
	struct io_dir *root;	/* what m was read of; inventories are read
				 * through it */
	struct io_dir *own;	/* the repository's folder: .hansho/ */
	const struct mirror *mirror;	/* of own */
	struct mirror_lists feeds;	/* of mirror */
	struct index *index;	/* to be asked, which the caller closes; NULL:
				 * the mirror's is brought up to date */
	struct diags *d;	/* faults of feeds and inventories */
};

/*
 * Without a mirror there is nothing to find, but decisions and blind spots are
 * told all the same.
 */
struct matching *matching_open(const struct matching_request *q);
void matching_close(struct matching *x);

#endif
