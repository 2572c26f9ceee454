/*
 * What history.c opened of a repository; for history/ alone.
 */
#ifndef HISTORY_HISTORY_IMPL_H
#define HISTORY_HISTORY_IMPL_H

#include <git2.h>

#include "history/history.h"

struct history_git {
	struct arena *perm;
	git_repository *repo;	/* NULL: none */
	git_odb *odb;		/* NULL: unless the state is fine */
	struct str base;	/* the folder in the work tree: "", "psirt/" */
	struct str shallow;	/* .git/shallow */
	uint8_t head[HISTORY_ID_BYTES];
	uint8_t from[HISTORY_ID_BYTES];	/* where the walk begins */
};

#endif
