/*
 * What stands beside a mirrored file: NAME.meta.json says where NAME came from
 * and when, and whether it may be trusted to be today's.  hansho-fetch writes
 * it; who shows how old a feed is reads it.
 */
#ifndef FEED_SIDECAR_H
#define FEED_SIDECAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/str.h"
#include "base/time.h"

struct arena;
struct io_dir;
struct json_node;
struct json_writer;

/* Texts are empty and instants INT64_MIN where nothing is known. */
struct sidecar {
	struct str source;	/* address, or file: path */
	bool is_stale;		/* the last try failed; reason says how */
	struct str reason;
	struct instant fetched;	/* when these bytes came */
	struct instant checked;	/* when the source last had the same */
	struct instant failed;	/* when the last try failed */
	struct str etag, last_modified;	/* as the source sent them */
	struct str sha256;	/* of the file; empty: there is none yet */
	struct str published;	/* digest that the source itself publishes */
	uint64_t size;		/* bytes of the file */
};

/* Whether a path of the mirror is that of a sidecar. */
bool sidecar_is(struct str path);

/* Nothing is known yet. */
struct sidecar sidecar_none(void);

/*
 * The sidecar of a file of the mirror; texts live in perm.  False, and
 * sidecar_none(), when there is none or it cannot be understood.
 */
bool sidecar_read(struct arena *perm, struct io_dir *mirror, struct str path,
    struct sidecar *out);

/* Write it in one step; 0 or an errno value. */
MUST_USE int sidecar_write(struct io_dir *mirror, struct str path,
    const struct sidecar *s);

/* Take it away; that there is none is no error. */
MUST_USE int sidecar_remove(struct io_dir *mirror, struct str path);

/* The members of a JSON object that says the same; false when it does not. */
bool sidecar_from(const struct json_node *object, struct sidecar *out);
void sidecar_members(struct json_writer *w, struct arena *a,
    const struct sidecar *s);

#endif
