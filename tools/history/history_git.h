/*
 * The repository behind a history; for history/ alone.
 */
#ifndef HISTORY_HISTORY_GIT_H
#define HISTORY_HISTORY_GIT_H

#include <git2.h>

#include "history/history.h"

struct history_git {
	struct arena *perm;
	git_repository *repo;	/* NULL: none */
	git_odb *odb;
	struct str base;	/* the folder in the work tree: "", "psirt/" */
	struct str shallow;	/* .git/shallow */
	uint8_t head[HISTORY_ID_BYTES];
};

#endif
