/*
 * What earlier walks found, as bytes: header, what it was read for, where it
 * began, people, files, commits with their changes, and the SHA-256 of all
 * that.  Bytes that do not agree with it, or with each other, are not used at
 * all.
 */
#ifndef HISTORY_HISTORY_CACHE_H
#define HISTORY_HISTORY_CACHE_H

#include <stdbool.h>

#include "history/history_table.h"

struct buf;

/*
 * Add all commits of bytes to an empty table, each with place SIZE_MAX.  key
 * is what the cache must have been read for; *lost gets what was written of
 * its history's.  bytes must live as long as the
 * table.  False, with a table that is to be thrown away, when it cannot be
 * used.
 */
bool history_cache_read(struct str bytes, struct str key,
    struct history_table *t, struct history_lost *lost);

/*
 * Write the commits of a history whose files and people have their places.
 * False when the buffer's limit is hit.
 */
bool history_cache_write(const struct history *h, struct str key,
    struct buf *out);

#endif
