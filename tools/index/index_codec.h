/*
 * A record of a feed as the index keeps it: the bytes of one value, which a
 * read record's texts are views of.
 */
#ifndef INDEX_INDEX_CODEC_H
#define INDEX_INDEX_CODEC_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "feed/record.h"

struct arena;
struct buf;

#define INDEX_SHA256	32	/* bytes */

/* What stands beside it. */
struct index_codec_origin {
	uint8_t sha256[INDEX_SHA256];	/* of the record's bytes */
	struct str member;		/* of an archive, or empty */
};

/* Append a record to out. */
void index_codec_put(struct buf *out, const struct index_codec_origin *from,
    const struct feed_record *r);

/*
 * Read one back; arrays live in a, texts in bytes.  False unless bytes are
 * exactly one record.  r may be NULL: its origin alone.
 */
MUST_USE bool index_codec_get(struct str bytes, struct arena *a,
    struct index_codec_origin *from, struct feed_record *r);

#endif
