/*
 * Limits of the index of mirrored records; part of base/limits.h.
 */
#ifndef BASE_LIMITS_INDEX_H
#define BASE_LIMITS_INDEX_H

/* Address space, not memory: all sources of today need some 3 GB. */
#define LIMIT_INDEX_MAP		(UINT64_C(64) << 30)

/* All sources together have some 1.5 million; groups take 30 bytes each. */
#define LIMIT_INDEX_RECORDS	4000000u

/* A record as the index has it; LIMIT_FEED_RECORD_BYTES in shorter form. */
#define LIMIT_INDEX_BLOB	(32u << 20)

/* Records and lists are written in pieces of about this size. */
#define LIMIT_INDEX_CHUNK	(1u << 20)

/* LMDB takes keys of 511 bytes; longer ones end in a digest. */
#define LIMIT_INDEX_KEY		504u

/*
 * Memory for sorting keys, of all threads together, and what one of many
 * threads needs at least: the keys of a large record.
 */
#define LIMIT_INDEX_SORT	(48u << 20)
#define LIMIT_INDEX_SORT_LEAST	(1u << 20)

/* Pages that LMDB holds in memory before they are written. */
#define LIMIT_INDEX_DIRTY	(16u << 20)

/* Another process that indexes everything needs a minute. */
#define LIMIT_INDEX_WAIT_MS	600000

#endif
