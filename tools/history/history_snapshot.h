/*
 * The files of a revision, from git's objects alone: no work tree is touched.
 */
#ifndef HISTORY_HISTORY_SNAPSHOT_H
#define HISTORY_HISTORY_SNAPSHOT_H

#include "base/io_view.h"
#include "history/history.h"

/*
 * The commit that a name means ("main", "v1.0", "HEAD~2", an id or its first
 * digits).  False, with *why for people, when there is none.
 */
MUST_USE bool history_snapshot_find(const struct history *h, struct str rev,
    uint8_t id[HISTORY_ID_BYTES], struct str *why);

/*
 * Let history_walk(), which comes after, begin at this commit instead of HEAD.
 * What it finds in the cache it uses, and leaves the cache as it is.
 */
void history_snapshot_from(struct history *h,
    const uint8_t id[HISTORY_ID_BYTES]);

/* What to read, and what came of it. */
struct history_snapshot {
	const struct str *prefixes;	/* folders: "cases/", "templates/" */
	size_t n_prefixes;
	struct arena *arena;		/* holds the results */
	/* Results. */
	struct io_view_file *files;	/* files and links, by path below the
					 * opened folder; no submodules */
	size_t n_files;
	struct str why;			/* on failure, for people */
	/* Of a merge. */
	uint8_t base[HISTORY_ID_BYTES];	/* the newest commit both have */
	bool has_base;			/* false: nothing in common */
	struct str *conflicts;		/* paths in which both differ; their
					 * files are those of theirs */
	size_t n_conflicts;
};

/*
 * The files of a commit.  Bounded by LIMIT_HISTORY_SNAPSHOT bytes; false when
 * an object is missing or it is too much.
 */
MUST_USE bool history_snapshot_files(const struct history *h,
    const uint8_t id[HISTORY_ID_BYTES], struct history_snapshot *s);

/* The files that merging theirs into ours gives, as `git merge` would. */
MUST_USE bool history_snapshot_merge(const struct history *h,
    const uint8_t ours[HISTORY_ID_BYTES],
    const uint8_t theirs[HISTORY_ID_BYTES], struct history_snapshot *s);

/* The id that git gives a file of this content. */
void history_snapshot_blob(struct str content, uint8_t id[HISTORY_ID_BYTES]);

#endif
