/*
 * The seam to the operating system: every file this program reads or writes
 * passes here.  Tests make the Nth call fail or the process die there.
 *
 * Functions return 0 or an errno value; the caller turns that into a
 * diagnostic (the data's fault) or die_env() (the environment's).  Nothing
 * follows a symbolic link below the directory it was given.
 */
#ifndef BASE_IO_H
#define BASE_IO_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;

enum io_kind {
	IO_FILE,
	IO_DIR,
	IO_LINK,	/* symbolic; never followed */
	IO_OTHER,	/* socket, device, pipe */
};

struct io_stat {
	enum io_kind kind;
	uint64_t size;		/* bytes */
	int64_t mtime_ns;	/* nanoseconds since 1970 */
	uint64_t inode;
	uint64_t device;
};

struct io_entry {
	struct str name;	/* one component */
	enum io_kind kind;
};

/*
 * A directory that paths are relative to.  Paths given to the functions below
 * are '/'-separated, without "." and ".." components, and no component may be
 * a symbolic link (ELOOP); the empty path is the directory itself.  An
 * absolute path, or one with "..", is ours to avoid: it aborts.
 */
struct io_dir;

/* Open an existing directory: by any path, links followed; or below another. */
MUST_USE int io_dir_open(const char *path, struct io_dir **out);
MUST_USE int io_dir_open_at(struct io_dir *d, struct str path,
    struct io_dir **out);
void io_dir_close(struct io_dir *d);	/* NULL is fine */
MUST_USE int io_stat(struct io_dir *d, struct str path, struct io_stat *out);
/* Target of a symbolic link, as written. */
MUST_USE int io_readlink(struct io_dir *d, struct str path, struct arena *a,
    struct str *out);
/* The entries of a directory, sorted by bytes, without "." and "..". */
MUST_USE int io_list(struct io_dir *d, struct str path, struct arena *a,
    struct io_entry **out, size_t *n);

/* A whole regular file, EFBIG over max bytes; any file, "-" is fd 0. */
MUST_USE int io_read(struct io_dir *d, struct str path, size_t max,
    struct arena *a, struct str *out);
MUST_USE int io_read_path(const char *path, size_t max, struct arena *a,
    struct str *out);

/*
 * Make a directory and its parents, 0755 whatever the umask; one directory for
 * its owner alone (0700), which an existing one becomes; a new one for its
 * owner alone, of a name nobody knows, below any folder: *out is its path.
 */
MUST_USE int io_mkdirs(struct io_dir *d, struct str path);
MUST_USE int io_mkdir_private(struct io_dir *d, struct str path);
MUST_USE int io_mkdir_temp(struct str parent, struct arena *a,
    const char **out);
/* Give directory to the group and mode of from, but its owner every right. */
MUST_USE int io_copy_mode(struct io_dir *from_dir, struct str from,
    struct io_dir *to_dir, struct str to);
/*
 * Write a file, mode 0644 whatever the umask, with its parents: a new one
 * (EEXIST), or replacing one in one step.  On failure nothing is left.
 */
MUST_USE int io_write_new(struct io_dir *d, struct str path,
    struct str content);
MUST_USE int io_write_replace(struct io_dir *d, struct str path,
    struct str content);
/* A new file, and what io_stat() says of it. */
MUST_USE int io_write_new_stat(struct io_dir *d, struct str path,
    struct str content, struct io_stat *out);

/* A second name for one file, links included; parents of to are made. */
MUST_USE int io_link(struct io_dir *from_dir, struct str from,
    struct io_dir *to_dir, struct str to);
/* Rename; to another directory; swap two names in one step. */
MUST_USE int io_rename(struct io_dir *d, struct str from, struct str to);
MUST_USE int io_move(struct io_dir *from_dir, struct str from,
    struct io_dir *to_dir, struct str to);
MUST_USE int io_exchange(struct io_dir *d, struct str a, struct str b);
/* Flush a directory's or file's content to the disk. */
MUST_USE int io_sync(struct io_dir *d, struct str path);
/* Remove a file or empty directory; a tree.  ENOENT is no error. */
MUST_USE int io_remove(struct io_dir *d, struct str path);
MUST_USE int io_remove_tree(struct io_dir *d, struct str path);
/* An exclusive lock held until io_unlock() or the end; EWOULDBLOCK if held. */
MUST_USE int io_lock(struct io_dir *d, struct str path, int *token);
void io_unlock(int token);
/* Write all bytes to standard output or error (fd 1 or 2). */
MUST_USE int io_put(int fd, struct str s);
/* Up to max bytes of standard input, when some are there; *got 0: its end. */
MUST_USE int io_get(char *p, size_t max, size_t *got);

/*
 * For tests: the nth system call (from 1) made here fails with err, or, with
 * err -1, kills the process before it.  n 0: none.  io_calls() counts them
 * since the last io_fault().
 */
void io_fault(uint64_t n, int err);
uint64_t io_calls(void);

#endif
