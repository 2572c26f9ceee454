/*
 * Reading one mirrored file into the store: its records in chunks, their keys
 * in sorted runs.  Numbers count from 0 in each file.
 */
#ifndef INDEX_INDEX_SCAN_H
#define INDEX_INDEX_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "feed/feed_read.h"
#include "index/index_row.h"
#include "index/index_run.h"
#include "index/index_store.h"

struct diags;

/* What reads a file: feed_read(), or a test. */
struct index_feeder {
	bool (*read)(void *ctx, struct io_dir *mirror, struct str feed,
	    struct str path, const struct feed_sink *sink);
	void *ctx;
};

struct index_scan {
	struct index_store *store;
	struct io_dir *mirror;
	const struct index_feeder *feeder;
	size_t sort_bytes;	/* for keys */
};

/*
 * Read row's file as it is now.  row: slot, feed, path, sha256 and seen are
 * set, is_confirmed when it could not be read the last time either; the rest
 * is filled in.  Its arrays live in a; d is empty, reports go there.  0, or
 * what kept the store from being written.
 */
MUST_USE int index_scan_file(const struct index_scan *s, struct arena *a,
    struct diags *d, struct index_row *row);

/* Where the bytes of the i-th record of a chunk lie; empty: there is none. */
struct str index_scan_record(struct str chunk, uint32_t i);

/* Records in a chunk, by itself; 0 for one that is damaged. */
uint32_t index_scan_count(struct str chunk);

/* Lowest bit of a number that stands with a key of kind INDEX_ID: the key is
 * an alias. */
#define INDEX_SCAN_ALIAS	1u

#endif
