/*
 * The index on the disk: an LMDB environment in a folder of its own, used by
 * one process at a time until it is open, then read by as many as want to.
 *
 * LMDB trusts what it reads, so nothing is given to it that was not left whole:
 * beside the data lies a seal that names the file as it was when the last
 * update ended (size, time, inode).  It is taken away before anything is
 * written.  Data without its seal (of a killed process, damaged, copied from
 * elsewhere) are made anew.
 */
#ifndef INDEX_INDEX_STORE_H
#define INDEX_INDEX_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include <lmdb.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;
struct io_dir;

/* The databases; keys are numbers with the highest byte first. */
enum index_db {
	INDEX_DB_META,		/* "order": slots in the order of numbers */
	INDEX_DB_FILES,		/* slot: index_row.h */
	INDEX_DB_RECORDS,	/* slot, chunk: records */
	INDEX_DB_RUNS,		/* slot, run, chunk: index_run.h */
	INDEX_DB_POSTINGS,	/* kind and key: numbers, ascending */
	INDEX_DB_GROUPS,	/* index_group.h */
};

#define INDEX_DBS	6

struct index_store {
	struct io_dir *dir;
	MDB_env *env;		/* NULL: not open */
	MDB_dbi db[INDEX_DBS];
	int lock;
	bool is_locked;
	bool is_sealed;		/* on the disk */
};

/*
 * Wait for the lock and open, with what is there when it can be trusted, else
 * empty.  0, an errno value or one of LMDB's; index_store_text() has its words.
 * index_store_close() in any case.
 */
MUST_USE int index_store_open(struct io_dir *hansho, struct index_store *s);
void index_store_close(struct index_store *s);

const char *index_store_text(int err);

/* Before the first write; does nothing when it is done. */
MUST_USE int index_store_unseal(struct index_store *s);

/* After the last one. */
MUST_USE int index_store_seal(struct index_store *s);

/* Others may go on. */
void index_store_unlock(struct index_store *s);

/* A key of n numbers. */
#define INDEX_STORE_KEY	12
MDB_val index_store_key(uint8_t bytes[INDEX_STORE_KEY], const uint32_t *v,
    unsigned n);

/* Put one value in a transaction of its own. */
MUST_USE int index_store_put(struct index_store *s, enum index_db db,
    MDB_val key, struct str value);

/* The value of a key in a transaction; MDB_NOTFOUND. */
MUST_USE int index_store_get(const struct index_store *s, MDB_txn *t,
    enum index_db db, MDB_val key, struct str *out);

#endif
