/*
 * The files that feeds were mirrored to, how fresh they are, and the index of
 * their records.
 */
#ifndef FINDING_MIRROR_H
#define FINDING_MIRROR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/time.h"
#include "feed/sidecar.h"
#include "index/index.h"
#include "model/records.h"

struct arena;
struct diags;
struct model;

enum mirror_state {
	MIRROR_FRESH,
	MIRROR_STALE,		/* too old, or the last try failed */
	MIRROR_UNDATED,		/* nothing says when it came: put by hand */
	MIRROR_MISSING,		/* a feed without a file */
};

struct mirror_file {
	struct str feed;	/* id in content/feeds.yaml */
	enum tlp ceiling;	/* the feed's: who may know of it */
	struct str path;	/* below .hansho/feeds/; MISSING: empty, or the
				 * file that could not be fetched */
	enum mirror_state state;
	struct str why;		/* of STALE and MISSING, for people; or empty */
	struct sidecar side;	/* sidecar_none() when there is none */
	uint64_t size;		/* bytes */
	bool is_indexed;	/* it has records of a known format */
	struct str format;	/* its title; "archive"; empty: not known */
	const char *beside;	/* what it is without records (feed_beside()),
				 * or NULL */
};

struct mirror {
	struct mirror_file *v;	/* by the order of feeds.yaml, then by path */
	size_t n;
};

/*
 * The files of all feeds that are on, in own (the repository's folder), as
 * fresh as they are at now.  Lives in perm.
 */
void mirror_read(struct arena *perm, struct io_dir *own, const struct model *m,
    struct instant now, struct mirror *out);

/* The index of their records, brought up to date: as index_open(). */
struct index *mirror_index(struct arena *perm, struct io_dir *own,
    const struct mirror *from, struct pool *pool, struct diags *d,
    struct index_report *out);

/*
 * Let x know makers by all names that the table of names of root and JVN's
 * dictionaries among the files give them.
 */
void mirror_makers(struct arena *perm, struct io_dir *root, struct io_dir *own,
    const struct mirror *from, struct index *x);

/* "fresh", "stale", "undated", "missing". */
const char *mirror_state_name(enum mirror_state s);

#endif
