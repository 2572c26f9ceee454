/*
 * Cuts what feed_pull.h gives into pieces of enum feed_cut, through a window
 * that is no longer than the longest piece.  Pieces are checked by who reads
 * them; here only what stands between them is.
 */
#ifndef FEED_FEED_SPLIT_H
#define FEED_FEED_SPLIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "feed/feed_read.h"

struct arena;
struct feed_pull;

struct feed_split {
	struct feed_pull *pull;
	const struct feed_sink *sink;
	struct arena *scratch;
	feed_reader *reader;
	struct feed_document doc;	/* feed, path, member */
	struct buf window;
	size_t at;		/* what comes next in the window */
	uint64_t off;		/* of the window in the member */
	size_t counted;		/* up to here lines are in line; <= at */
	uint64_t line;		/* of counted */
	bool is_whole;		/* the window holds all up to the end */
	bool is_cut;		/* nothing more can be read: a fault */
	bool is_told;		/* the fault of pull is reported */
	bool is_over;		/* the sink has ended it */
	uint64_t pieces;
};

/* Begin a member: read the first LIMIT_FEED_HEAD bytes. */
struct str feed_split_begin(struct feed_split *s);

/*
 * Give its pieces to the reader.  Reports feed-file where it breaks off and
 * feed-record for pieces that are too long.
 */
void feed_split(struct feed_split *s, enum feed_cut cut, struct str list);

#endif
