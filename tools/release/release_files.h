/*
 * Writing several files of a repository, all or none.
 *
 * New contents and those they replace are put into .hansho/publish/NAME first,
 * then a journal, then files are moved to their places in the order given.  A
 * kill before the journal leaves the repository untouched; one after it is put
 * right by release_files_repair(), which brings back what was there: what goes
 * out later is checked as of then.
 *
 * Failures are the environment's: die_env(), after everything was put back.
 */
#ifndef RELEASE_RELEASE_FILES_H
#define RELEASE_RELEASE_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;
struct io_dir;

struct release_file {
	struct str path;	/* below the repository */
	struct str content;
	bool is_new;		/* there must be no such file yet */
};

/*
 * Write n files; the last one decides: the others count for nothing without it.
 *
 *   own	the repository
 *   name	a case's id
 *
 * One process at a time: release_files_lock() comes before.
 */
void release_files_write(struct io_dir *own, struct arena *a, struct str name,
    const struct release_file *v, size_t n);

/* Be alone, until the end of the process; false when another is at work. */
MUST_USE bool release_files_lock(struct io_dir *own);

/*
 * Put back what an interrupted writing left.  *said gets a line of text for
 * each name that was repaired, empty for none.  False when a file is neither
 * as it was nor as it was to become: *said then says which, and what to do.
 */
MUST_USE bool release_files_repair(struct io_dir *own, struct arena *a,
    struct str *said);

#endif
