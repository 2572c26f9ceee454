/*
 * What an open index is inside, for index.c and index_files.c alone.
 */
#ifndef INDEX_INDEX_IMPL_H
#define INDEX_INDEX_IMPL_H

#include <threads.h>

#include "index/index_row.h"
#include "index/index_store.h"

/* Records that lie together. */
struct index_chunk {
	uint32_t first;		/* number of the first */
	uint32_t row;
	struct str bytes;
};

struct index {
	struct index_store store;
	MDB_txn *txn;		/* everything below is a view of its state */
	mtx_t lock;		/* of txn, while a key is looked up */
	struct index_row *rows;
	size_t n_rows;
	struct index_chunk *chunks;	/* by first */
	size_t n_chunks;
	uint32_t records;
	const uint32_t *places;	/* of records' groups in members */
	const uint32_t *members;
	size_t n_members;
	const struct makers *makers;	/* index_makers_set(); or NULL */
};

#endif
