/*
 * Reading mirrored files, one record at a time: hostile input, bounded by
 * LIMIT_FEED_*.  A faulty record is reported and left out, the next one is
 * read all the same; a file that breaks off gives what stood before.
 */
#ifndef FEED_FEED_READ_H
#define FEED_FEED_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "feed/record.h"

struct arena;
struct diags;
struct io_dir;

enum feed_format {
#define FEED(name, is, cut, list, title, url)	FEED_FORMAT_##name,
#include "feed/formats.def"
	FEED_FORMATS
};

/* How a document is cut into what its reader gets at once. */
enum feed_cut {
	FEED_WHOLE,		/* all of it */
	FEED_ITEMS,		/* JSON: each item of an array, or of the array
				 * that is a member of an object; an object by
				 * itself; several of these in a row */
	FEED_MEMBERS,		/* JSON: each member of an object */
};

/* What a reader gets: a file or a member of an archive, or a piece of it. */
struct feed_document {
	struct str feed;	/* its id in content/feeds.yaml */
	struct str path;	/* below .hansho/feeds/, for reports */
	struct str member;	/* of an archive, made printable; else empty */
	struct str name;	/* FEED_MEMBERS: that of the JSON member */
	struct str text;	/* the piece */
	uint64_t off;		/* of text in the file or member, unpacked */
	uint64_t line;		/* of its first byte, from 1 */
};

/*
 * What takes records.  record and all it points to are gone after the call.
 * The record's bytes are those of doc->text from record->off - doc->off.
 * False ends the reading.
 */
struct feed_sink {
	bool (*take)(void *ctx, const struct feed_document *doc,
	    const struct feed_record *record);
	void *ctx;
	struct diags *d;	/* feed-*: nowhere; the message has the feed,
				 * doc->path and a line */
};

/*
 * How a reader of one format looks: a row of formats.def.  It gives the
 * records of one piece to the sink and returns false when that does.  scratch
 * is reset after each piece.
 */
typedef bool feed_reader(struct arena *scratch,
    const struct feed_document *doc, const struct feed_sink *sink);
typedef bool feed_teller(struct str head);

#define FEED(name, is, cut, list, title, url)				\
	feed_reader feed_##name;					\
	feed_teller is;
#include "feed/formats.def"

/* The title of a format, and the address of what describes it, for people. */
const char *feed_title(enum feed_format f);
const char *feed_address(enum feed_format f);

/* Which format a document is of, by its first 64 KiB; FEED_FORMATS: none. */
enum feed_format feed_format_of(struct str head);

/*
 * Read one file of the mirror: plain, compressed (gzip, xz, zstd, bzip2) or an
 * archive (zip, tar) of documents, told by its content.  Members are read one
 * after the other; no name of a member is ever a path; members of no known
 * format are passed over.  False when the file cannot be read at all, or the
 * sink ended it; reported.  Holds no more of it in memory than one piece.
 */
bool feed_read(struct io_dir *mirror, struct str feed, struct str path,
    const struct feed_sink *sink);

#endif
