/*
 * Reading what is reachable from HEAD and not in the table yet.
 */
#ifndef HISTORY_HISTORY_WALK_H
#define HISTORY_HISTORY_WALK_H

#include <stdbool.h>
#include <stddef.h>

#include "history/history_table.h"

struct git_odb;
struct map;

struct history_walk {
	struct git_odb *odb;
	struct history_table *table;
	struct str base;		/* the opened folder in the work tree */
	const struct str *prefixes;	/* with base in front */
	size_t n_prefixes;
	const struct map *cut;		/* ids whose parents are not here */
	/* Results. */
	struct history_commit **commits; /* reachable, each at its place */
	size_t n_commits;
	size_t n_read;			/* those that were not in the table */
	struct str why;			/* what is wrong, on failure */
};

/* From this commit down; what is read is added to the table. */
bool history_walk_from(struct history_walk *w,
    const uint8_t tip[HISTORY_ID_BYTES]);

#endif
