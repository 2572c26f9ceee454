/*
 * The index that matching reads: of a repository's mirrored feeds, or of a
 * folder of such files (--feeds).
 */
#ifndef COMMAND_MATCH_OPEN_H
#define COMMAND_MATCH_OPEN_H

#include <stdbool.h>

#include "pipeline/world.h"

struct index;
struct invocation;

struct match_feeds {
	struct index *x;
	struct world world;	/* when has_world */
	bool has_world;
	struct pool *pool;	/* its own, without a world */
	const char *temp;	/* folder of its own for the index, or NULL */
};

/*
 * Open it; with_world: the repository, too, whatever --feeds says.  False,
 * with a message printed, and *status set.  match_close() in any case.
 */
bool match_open(struct invocation *v, bool with_world, struct match_feeds *out,
    int *status);
void match_close(struct match_feeds *f);

#endif
