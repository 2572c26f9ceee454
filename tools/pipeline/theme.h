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
	const struct catalog *words;
	struct theme_asset *assets;	/* by path */
	size_t n_assets;
};

/*
 * Load them.  root is the repository, or NULL for the built-in ones alone;
 * words: what theme_words() gave, or NULL to have them loaded too.  Reports
 * template-*, catalog-* and yaml-* diagnostics; false on an error.
 */
bool theme_load(struct arena *perm, struct io_dir *root, struct sources *ss,
    struct diags *d, const struct catalog *words, struct theme *out);

/*
 * The words alone.  A key that the repository's file does not have is the
 * built-in one's.  Faults go to d, as of theme_load(); never NULL.
 */
const struct catalog *theme_words(struct arena *perm, struct io_dir *root,
    struct sources *ss, struct diags *d);

#endif
