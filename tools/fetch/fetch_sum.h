/*
 * Checksums that sources publish beside their files, and small files that
 * name the latest one.
 */
#ifndef FETCH_FETCH_SUM_H
#define FETCH_FETCH_SUM_H

#include <stdbool.h>

#include "base/digest.h"
#include "base/str.h"
#include "model/records.h"

struct arena;

enum fetch_sum_state {
	FETCH_SUM_NEEDED,
	FETCH_SUM_RUNNING,	/* on its way */
	FETCH_SUM_THERE,
	FETCH_SUM_FAILED,
};

struct fetch_sum {
	enum feed_checksum kind;	/* unset: it names a file */
	struct str url;
	enum fetch_sum_state state;
	struct str text;	/* once it is there */
	struct str reason;	/* why it is not */
};

/*
 * Where the checksum of a file is published; base is the feed's own address.
 * Empty when the file has no such name.
 */
struct str fetch_sum_url(struct arena *a, enum feed_checksum kind,
    struct str base, struct str url);

/*
 * What a published text says of the file at url: a digest in lower-case
 * hexadecimal.  False when it says nothing that can be understood.
 */
bool fetch_sum_find(struct arena *a, const struct fetch_sum *sum,
    struct str url, struct str *hex);

/*
 * The path, below the feed's address, of the file that a text names in its
 * first line.  False when it is none that could stand in the mirror.
 */
bool fetch_sum_latest(const struct fetch_sum *latest, struct str *path);

/* Of what the digest is: of the file, or of what a gzip file holds. */
enum digest_kind fetch_sum_digest(enum feed_checksum kind);
bool fetch_sum_is_inner(enum feed_checksum kind);

#endif
