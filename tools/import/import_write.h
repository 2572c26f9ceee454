/*
 * The files of one document: all of them are written, or none; for
 * import/import*.c alone.
 */
#ifndef IMPORT_IMPORT_WRITE_H
#define IMPORT_IMPORT_WRITE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct import_doc;

/* A file to be written. */
struct import_target {
	struct str path;
	struct str content;
	struct str old;		/* what stands there; p NULL: no such file */
	bool is_written;
};

/*
 * Plan a file.  One over the limit of its kind is an error, and so is one that
 * stands there with another content, unless k->may_replace.
 */
void import_write_new(struct import_doc *k, struct str path,
    struct str content);

/* Plan the change of a file that is there. */
void import_write_change(struct import_doc *k, struct str path, struct str old,
    struct str content);

/* Write what was planned; returns the number of files. */
size_t import_write(struct import_doc *k);

#endif
