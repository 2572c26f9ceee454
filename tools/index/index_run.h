/*
 * Keys on their way into posting lists: gathered until memory is full, sorted,
 * and kept as runs, which merging brings together.  A run is a row of chunks;
 * in a chunk each key says how much of the one before it begins with.
 */
#ifndef INDEX_INDEX_RUN_H
#define INDEX_INDEX_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/str.h"
#include "index/index_pack.h"

struct index_run {
	size_t bytes;		/* full at about so many */
	struct buf texts;	/* of the keys */
	struct buf entries;	/* struct entry */
	struct buf chunk;
};

/* Gather up to about so many bytes. */
void index_run_init(struct index_run *r, size_t bytes);
void index_run_fini(struct index_run *r);

/* Numbers must not fall.  key: 1 to LIMIT_INDEX_KEY bytes. */
void index_run_add(struct index_run *r, struct str key, uint32_t number);

bool index_run_is_full(const struct index_run *r);

/* What takes the chunks; false ends it. */
struct index_run_sink {
	bool (*take)(void *ctx, struct str chunk);
	void *ctx;
};

/* Sort, give the run's chunks to the sink, and begin anew. */
MUST_USE bool index_run_flush(struct index_run *r,
    const struct index_run_sink *sink);

/* Reading a chunk back; nothing in it is trusted. */
struct index_run_cursor {
	struct index_pack k;
	char key[LIMIT_INDEX_KEY];
	size_t key_n;
	size_t left;		/* numbers of the key not yet read */
	uint32_t number;	/* the one read last */
};

void index_run_begin(struct index_run_cursor *c, struct str chunk);

/* The next key; false at the end, and when k.failed. */
bool index_run_next(struct index_run_cursor *c);

/* The next of its numbers, ascending; false when there are no more. */
bool index_run_number(struct index_run_cursor *c, uint32_t *out);

#endif
