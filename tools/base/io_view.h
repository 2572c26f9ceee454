/*
 * Directories that are none on the disk: files held in memory (a revision out
 * of git), and several directories seen as one (an internal repository below
 * a restricted one).  All of base/io.h reads them; what writes fails with
 * EROFS, but for layers, where the first directory is written to.
 */
#ifndef BASE_IO_VIEW_H
#define BASE_IO_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/io.h"

/* A file in memory; texts live as long as its directory. */
struct io_view_file {
	struct str path;	/* '/'-separated, below the directory */
	struct str content;
	bool is_link;		/* symbolic: content is its target */
};

/*
 * A read-only directory of these files, each path once; folders follow from
 * paths.  v is sorted by path in place.  io_stat() gives time 0 and inode 0.
 */
struct io_dir *io_view_memory(struct arena *perm, struct io_view_file *v,
    size_t n);

/*
 * Directories seen as one: a file is that of the first directory that has the
 * path; folders are joined.  They must outlive the result, which is to be
 * closed before them.
 */
struct io_dir *io_view_layers(struct arena *perm, struct io_dir *const *dirs,
    size_t n);

/*
 * Which directory of io_view_layers() has the path, from 0; n when none has,
 * 0 for a directory that is not of layers.
 */
size_t io_view_layer(struct io_dir *d, struct str path);

#endif
