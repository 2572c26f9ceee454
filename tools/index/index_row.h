/*
 * What the index knows of one mirrored file: when it is the same still, and
 * where its records and keys lie in the store.
 */
#ifndef INDEX_INDEX_ROW_H
#define INDEX_INDEX_ROW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/io.h"
#include "base/str.h"
#include "index/index_codec.h"

struct arena;
struct buf;

struct index_row {
	uint32_t slot;		/* names it in the store */
	struct str feed, path;
	uint8_t sha256[INDEX_SHA256];	/* zeros: it changed while it was
					 * read, and is read again */
	struct io_stat seen;	/* when that was its digest */
	bool is_settled;	/* it was older than its time can tell: while
				 * seen holds, so does sha256 */
	bool is_unread;		/* could not be read, or not to its end */
	bool is_confirmed;	/* so it was twice: it is not tried again */
	uint32_t records;
	uint32_t faulty;	/* reports of what was left out */
	uint32_t *chunks;	/* records in each chunk */
	size_t n_chunks;
	uint32_t *runs;		/* chunks of each run */
	size_t n_runs;
};

void index_row_put(struct buf *out, const struct index_row *r);

/* Arrays live in a, texts in bytes. */
MUST_USE bool index_row_get(struct str bytes, struct arena *a,
    struct index_row *r);

/* The digest of its bytes, and what it looked like before and after. */
MUST_USE int index_row_digest(struct io_dir *mirror, struct index_row *r);

/* Whether a file looks the same in all that io_stat() tells. */
bool index_row_is_same(const struct io_stat *x, const struct io_stat *y);

#endif
