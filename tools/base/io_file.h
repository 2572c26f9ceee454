/*
 * Files too large for memory, piece by piece.  Not for files that are replaced
 * in one step while others read them: write beside them, then io_rename().
 *
 * Functions return 0 or an errno value and fail where io_fault() says, as
 * base/io.h does; no link is followed.
 */
#ifndef BASE_IO_FILE_H
#define BASE_IO_FILE_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;
struct io_dir;
struct io_file;
struct io_stat;

enum io_file_mode {
	IO_FILE_READ,		/* a regular file on the disk */
	IO_FILE_NEW,		/* 0644, its parents made; emptied when there */
	IO_FILE_APPEND,		/* the same, going on at its end */
};

/* *out is closed by io_file_close(). */
MUST_USE int io_file_open(struct io_dir *d, struct str path,
    enum io_file_mode mode, struct io_file **out);

/* Up to max bytes from where the last reading ended; *got 0: the end. */
MUST_USE int io_file_read(struct io_file *f, char *p, size_t max, size_t *got);

/* Go on reading at an offset from the start. */
MUST_USE int io_file_seek(struct io_file *f, uint64_t off);

/* All of s. */
MUST_USE int io_file_write(struct io_file *f, struct str s);

/* Drop what was written and begin anew. */
MUST_USE int io_file_empty(struct io_file *f);

/* Written bytes reach the disk first.  NULL is fine. */
MUST_USE int io_file_close(struct io_file *f);

/*
 * The name by which a library that opens files itself finds a directory on the
 * disk, for as long as d is open.  EROFS when d is none.
 */
MUST_USE int io_file_foreign(struct io_dir *d, struct arena *a,
    struct str *out);

/* Of the file that this program runs from: it changes with the program. */
MUST_USE int io_file_program(struct io_stat *out);

#endif
