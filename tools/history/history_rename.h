/*
 * Which of the files that a commit added are those it deleted, under a new
 * name: the same blob; else the same place in a folder of which another file
 * moved; else the same file name and at least half of the lines.
 */
#ifndef HISTORY_HISTORY_RENAME_H
#define HISTORY_HISTORY_RENAME_H

#include <stddef.h>

#include "history/history.h"

struct arena;
struct git_odb;

/*
 * Turn HISTORY_ADDED into HISTORY_RENAMED with from, and before as the blob of
 * the old name.  v: the changes of one commit, sorted by path.  Each deleted
 * file is taken once.  Of files that are alike in name only,
 * LIMIT_HISTORY_SIMILAR added and deleted ones are read.
 */
void history_rename(struct history_change *v, size_t n, struct git_odb *odb,
    struct arena *tmp);

#endif
