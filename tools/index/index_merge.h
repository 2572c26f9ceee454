/*
 * The runs of all files brought together: one posting list a key, written in
 * order, and the groups of records.
 */
#ifndef INDEX_INDEX_MERGE_H
#define INDEX_INDEX_MERGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/limits.h"
#include "base/str.h"
#include "index/index_row.h"
#include "index/index_store.h"

/* Bytes of a key in the store: filled up so that LMDB, which puts a value right
 * behind its key, keeps lists of numbers aligned. */
#define INDEX_MERGE_KEY	(LIMIT_INDEX_KEY + 4)

MDB_val index_merge_key(char bytes[INDEX_MERGE_KEY], struct str key);

/*
 * Make posting lists and groups anew.  rows in the order of numbers.  0, or
 * what kept the store from being written; MDB_CORRUPTED when runs are not what
 * was written.
 */
MUST_USE int index_merge_all(struct index_store *store,
    const struct index_row *rows, size_t n);

#endif
