/*
 * Mirrored files that have no records and stand beside those that do.
 */
#ifndef FEED_FEED_BESIDE_H
#define FEED_FEED_BESIDE_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct io_dir;

/* How a file begins, unpacked. */
struct feed_head {
	struct str text;	/* at most LIMIT_FEED_HEAD bytes; of an archive
				 * its first member's; empty: unreadable */
	bool is_archive;
};

/* What files are that say how likely attacks are. */
#define FEED_BESIDE_EPSS	"EPSS"

/* Whether a document says what others look like: a schema of JSON or XML. */
bool feed_beside_is_schema(struct str head);

/* Lives in a. */
struct feed_head feed_beside_head(struct arena *a, struct io_dir *mirror,
    struct str path);

/*
 * What a file is that is of no format of records: by its name, its head and the
 * files beside it one of the words of feed_beside.c, as "checksum" or
 * "dictionary of names"; NULL: nothing that is known.
 */
const char *feed_beside(struct io_dir *mirror, struct str path,
    const struct feed_head *head);

#endif
