/*
 * CSAF documents, 2.0 and 2.1, into files that a person would be content to
 * edit: a case, its advisory text, the ledger of its revisions, products,
 * companies.
 *
 * Foreign text is escaped where it enters Markdown.  What a document says and
 * our files cannot hold is named in an alert, never dropped in silence.  All
 * files of a document are made in memory, then written; a document with an
 * error leaves nothing behind.
 */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;
struct diags;
struct import;
struct io_dir;
struct sources;

enum import_outcome {
	IMPORT_REFUSED,		/* errors were reported; nothing was written */
	IMPORT_NEW,		/* a case was made */
	IMPORT_REPLACED,	/* an imported case was brought up to date */
	IMPORT_SAME,		/* this very file had been imported */
};

struct import_result {
	enum import_outcome outcome;
	struct str case_path;	/* "cases/2026/IMP-..."; may be empty */
	size_t written;		/* files new or changed */
};

/*
 * Begin importing into the repository at root, which must outlive it.  With
 * force a newer document replaces files that nobody has edited since.
 */
struct import *import_open(struct arena *perm, struct io_dir *root,
    bool force);
void import_close(struct import *im);

/*
 * Import one file, by any path.  Its bytes and the reports live in perm and
 * ss.  A failure to write ends the program (status 3) after what was written
 * for this document has been taken away again.
 */
void import_file(struct import *im, const char *path, struct arena *perm,
    struct sources *ss, struct diags *d, struct import_result *out);

#endif
