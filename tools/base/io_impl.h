/*
 * What a directory is inside, for base/io.c and base/io_*.c alone.
 */
#ifndef BASE_IO_IMPL_H
#define BASE_IO_IMPL_H

#include <stdbool.h>

#include "base/io.h"

/* The reading functions of base/io.h for a directory that is none on disk. */
struct io_impl {
	int (*open_at)(struct io_dir *d, struct str path, struct io_dir **out);
	int (*stat)(struct io_dir *d, struct str path, struct io_stat *out);
	int (*readlink)(struct io_dir *d, struct str path, struct arena *a,
	    struct str *out);
	int (*list)(struct io_dir *d, struct str path, struct arena *a,
	    struct io_entry **out, size_t *n);
	int (*read)(struct io_dir *d, struct str path, size_t max,
	    struct arena *a, struct str *out);
	void (*close)(struct io_dir *d);
	/* Where what is written goes; NULL: nowhere. */
	struct io_dir *(*written)(struct io_dir *d);
};

/* First member of every sort of directory. */
struct io_dir {
	const struct io_impl *impl;	/* NULL: on the disk */
	int fd;				/* O_PATH, on the disk */
};

/* 0, or ENAMETOOLONG; a path that is not ours to give aborts. */
MUST_USE int io_impl_path(struct str path);

/* Before each call that can fail: 0, or the errno value of io_fault(). */
MUST_USE int io_impl_step(void);

/*
 * Open a file by open(2)'s flags, no link followed; with O_CREAT it is made,
 * mode 0644 but for the umask, with its parents.
 */
MUST_USE int io_impl_open(struct io_dir *d, struct str path, int flags,
    int *out);

#endif
