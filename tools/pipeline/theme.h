/*
 * Templates and words: the built-in ones, replaced file by file by those in
 * the repository's templates/.
 */
#ifndef PIPELINE_THEME_H
#define PIPELINE_THEME_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct catalog;
struct diags;
struct io_dir;
struct sources;
struct templates;

/* A file that goes into editions as it is: style sheet, script, picture. */
struct theme_asset {
	struct str path;	/* "assets/hansho.css" */
	struct str content;
};

struct theme {
	struct templates *templates;
	struct catalog *words;
	struct theme_asset *assets;	/* by path */
	size_t n_assets;
};

/*
 * Load them.  root is the repository, or NULL for the built-in ones alone.
 * Reports template-*, catalog-* and yaml-* diagnostics; false on an error.
 */
bool theme_load(struct arena *perm, struct io_dir *root, struct sources *ss,
    struct diags *d, struct theme *out);

/* The words alone, for commands that make no page; faults go to d. */
struct catalog *theme_words(struct arena *perm, struct io_dir *root,
    struct sources *ss, struct diags *d);

#endif
