/*
 * One edition: its view, its plan, its pages.
 */
#ifndef PIPELINE_EDITION_H
#define PIPELINE_EDITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct audience;
struct build;
struct theme;

struct edition_file {
	struct str path;	/* below the edition */
	struct str content;
	const uint8_t *sha256;	/* of content */
};

struct edition {
	const struct audience *audience;
	bool is_public;
	struct edition_file *files;	/* by path */
	size_t n_files;
};

/*
 * Make an edition's files: view, plan, render in parallel, verify.  Faults go
 * to b->d (plan-duplicate, template-*, markdown-*, link-*).  False when there
 * is no view to begin with: a published text cannot be shown.
 */
MUST_USE bool edition_make(struct build *b, const struct theme *theme,
    struct edition *e);

#endif
