/*
 * The text of a new file of a kind: what it must hold, with examples to
 * replace, and what it may hold, commented out, in the order of its table.
 */
#ifndef COMMAND_DRAFT_H
#define COMMAND_DRAFT_H

#include "base/time.h"
#include "model/kind.h"

struct arena;
struct buf;
struct model;

/* What stands behind values to replace, and before text to write. */
#define DRAFT_MARK	"FILL IN"

struct draft {
	struct arena *a;
	const struct model *model;	/* where ids for examples come from */
	enum kind kind;
	struct str id;		/* of the file; may be empty */
	struct str lang;	/* "ja", "en", or empty */
	struct instant now;	/* in the organisation's zone */
};

/* Write it.  A new case holds the fact that it was received now. */
void draft_put(const struct draft *f, struct buf *out);

#endif
