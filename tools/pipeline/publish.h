/*
 * Publication: the editions of one build appear in the output folder OUT in
 * one step, or not at all.
 *
 * Two trees take turns.  One is OUT; the other waits in the hidden work folder
 * beside it, `.OUT.work/tree`, is brought up to date there, and then the two
 * names are swapped.  Files whose content did not change keep inode and time:
 * they are in place since the last but one build, or get a second name from
 * OUT.  No file is ever written in place, since both trees may share it.
 * `.OUT.work/index.INODE` says what the tree whose root has that inode holds;
 * it goes before its tree is altered and comes back last, and counts only for
 * files whose inode, size and time are as it says.  So a kill at any moment
 * leaves OUT whole, and the next build needs no repair.  (After a power cut
 * build again: nothing is flushed to the disk.)
 *
 * The waiting tree shows what was published before, so the work folder is for
 * its owner alone.  A program started inside OUT stays in the tree that was
 * OUT then: servers are given OUT's path.
 *
 * What in OUT belongs to whom: an edition being built belongs to this program,
 * and what else lies in its folder goes.  Other entries (README.md, .gitignore,
 * editions not built this time) stay as they are.  Folders keep their mode and
 * group; files get mode 0644.
 *
 * What counts as OUT: a folder that does not exist or is empty, that holds the
 * file PUBLISH_MARKER, which every publication writes, or that holds nothing
 * but README.md and .gitignore.  Anything else is refused, so a mistaken name
 * destroys nothing.
 *
 * Failures are the environment's: die_env() with the path.  Not for rendering.
 */
#ifndef PIPELINE_PUBLISH_H
#define PIPELINE_PUBLISH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;
struct pool;
struct publish;

/* Lies in OUT and says who made it. */
#define PUBLISH_MARKER		".hansho-site"

/* Bytes of a file's SHA-256. */
#define PUBLISH_DIGEST_BYTES	32

/* A file that publish_put() wrote to the work folder. */
struct publish_staged {
	uint64_t size;		/* bytes */
	int64_t mtime_ns;
	uint64_t inode;
	uint32_t worker;	/* who wrote it, and as which of its files: */
	uint32_t number;	/* from 1; 0: it was not written */
};

struct publish_file {
	struct str path;	/* edition first: "public/ja/index.html" */
	struct str content;	/* not used when is_held or staged */
	const uint8_t *sha256;	/* of content; NULL: computed here */
	bool is_held;		/* publish_holds() said so; needs sha256 */
	struct publish_staged staged;	/* publish_put() did; needs sha256 */
};

struct publish_plan {
	const struct publish_file *files;	/* by path, each once */
	size_t n_files;
	const struct str *editions;	/* being built, sorted; one without
					   files goes from OUT */
	size_t n_editions;
};

/* How the files of a plan came to be in their place. */
struct publish_count {
	size_t kept;	/* unchanged since the last but one build */
	size_t linked;	/* unchanged since the last build */
	size_t written;
	struct str *changed;	/* by path: new, other than before, or gone;
				 * all of it where nothing is known of OUT */
	size_t n_changed;
};

/*
 * Make sure that `out` can be published to and lock it against other builds.
 * Call it before rendering, so that a mistake shows early.
 *
 *   out	any path but "/", "." and ".."; its parent must exist
 *   perm	must outlive the result
 */
struct publish *publish_open(const char *out, struct arena *perm);

/*
 * Whether OUT holds a file with this digest now.  Then it need not be
 * rendered, and its place in the plan needs no content (is_held).
 */
bool publish_holds(const struct publish *p, struct str path,
    const uint8_t sha256[PUBLISH_DIGEST_BYTES]);

/*
 * Take a file's content before all others are known, so that it need not be
 * kept: *f with path, content and sha256 comes back without content, as held
 * or staged.  OUT does not change before publish_commit(); without that, what
 * was put is gone at publish_close().  For several threads at once, each with
 * a worker number of its own below LIMIT_JOBS.  Returns 0 or an errno value.
 */
MUST_USE int publish_put(struct publish *p, struct publish_file *f,
    unsigned worker);

/* Publish, once per publish_open().  Calls progress_add() for each file. */
void publish_commit(struct publish *p, const struct publish_plan *plan,
    struct pool *pool, struct publish_count *count);

/* Unlock.  Without publish_commit() OUT stays as it was. */
void publish_close(struct publish *p);

#endif
