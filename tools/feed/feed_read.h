/*
 * Reading mirrored files, one record at a time: hostile input, bounded by
 * LIMIT_FEED_*.  A faulty record is reported and left out, the next one is
 * read all the same; a file that breaks off gives what stood before.
 */
#ifndef FEED_FEED_READ_H
#define FEED_FEED_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "feed/record.h"

struct arena;
struct diags;
struct io_dir;

enum feed_format {
#define FEED(name, is, title, url)	FEED_FORMAT_##name,
#include "feed/formats.def"
	FEED_FORMATS
};

/* A document in memory: a file, or a member of an archive. */
struct feed_document {
	struct str feed;	/* its id in content/feeds.yaml */
	struct str path;	/* below .hansho/feeds/, for reports */
	struct str member;	/* of an archive; else empty */
	struct str text;
};

/*
 * What takes records.  record and all it points to are gone after the call.
 * False ends the reading.
 */
struct feed_sink {
	bool (*take)(void *ctx, const struct feed_document *doc,
	    const struct feed_record *record);
	void *ctx;
	struct diags *d;	/* feed-*: places are doc->path and a line */
};

/* How a reader of one format looks: a row of formats.def. */
typedef bool feed_reader(struct arena *scratch, const struct feed_document *doc,
    const struct feed_sink *sink);
typedef bool feed_teller(struct str head);

/* The title of a format, for people. */
const char *feed_title(enum feed_format f);

/* Which format a document is of, by its first 64 KiB; FEED_FORMATS: none. */
enum feed_format feed_format_of(struct str head);

/*
 * Read one file of the mirror: plain, compressed (gzip, xz, zstd, bzip2) or an
 * archive (zip, tar) of documents, told by its content.  Members are read one
 * after the other; no name of a member is ever a path.  False when the file
 * cannot be read at all, or the sink ended it; reported.
 */
bool feed_read(struct io_dir *mirror, struct str feed, struct str path,
    const struct feed_sink *sink);

#endif
