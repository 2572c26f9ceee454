/*
 * What one tree of files held when it was written: path, digest, inode, size
 * and time of every file, so that the next build need not read them.  One text
 * file per tree in the work folder, named by the inode of the tree's root.
 *
 * Not proof: whoever uses an entry compares the file's io_stat() with it.
 */
#ifndef PIPELINE_PUBLISH_INDEX_H
#define PIPELINE_PUBLISH_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "pipeline/publish.h"

struct arena;
struct io_dir;
struct io_stat;

struct publish_entry {
	struct str path;	/* below the tree's root */
	uint8_t sha256[PUBLISH_DIGEST_BYTES];
	uint64_t size;		/* bytes */
	int64_t mtime_ns;	/* since 1970 */
	uint64_t inode;
};

struct publish_index {
	struct publish_entry *v;	/* sorted by path, each once */
	size_t n;
	bool is_known;		/* false: nothing is known of the tree */
};

/* The index file of the tree whose root has this inode. */
struct str publish_index_name(struct arena *a, uint64_t inode);

/*
 * Read a tree's index.  One that is missing, unreadable, cut off or malformed
 * gives an index that is not known: that is no error.
 */
void publish_index_read(struct io_dir *work, uint64_t inode, struct arena *a,
    struct publish_index *out);

/* Write it in one step.  Returns 0 or an errno value. */
MUST_USE int publish_index_write(struct io_dir *work, uint64_t inode,
    struct arena *a, const struct publish_index *ix);

/* The entry with this path, or NULL. */
const struct publish_entry *publish_index_find(const struct publish_index *ix,
    struct str path);

/*
 * The same for ascending paths: *at starts at 0 and moves up, so that walking
 * through two sorted lists costs no searches.
 */
const struct publish_entry *publish_index_next(const struct publish_index *ix,
    size_t *at, struct str path);

/* Whether the file still is what the entry describes. */
bool publish_index_matches(const struct publish_entry *e,
    const struct io_stat *st);

#endif
