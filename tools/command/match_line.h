/*
 * A line that asks for matches: {"component": {...}, "with": [...]}, as
 * `hansho inventory --format json` writes them, too.
 */
#ifndef COMMAND_MATCH_LINE_H
#define COMMAND_MATCH_LINE_H

#include <stdbool.h>

#include "match/match.h"

struct arena;
struct json_node;

struct match_line {
	struct match_inventory inv;	/* the component is the first */
	const struct json_node *component;	/* as written; NULL: none */
	struct str why;		/* what was wrong, for people; or empty */
};

/* False, with why, when there is nothing to match. */
bool match_line_read(struct arena *a, struct str line, struct match_line *out);

#endif
