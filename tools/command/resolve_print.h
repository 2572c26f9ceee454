/*
 * What `hansho resolve` prints: candidates for people, as JSON lines, and as
 * lines of a system's file.
 */
#ifndef COMMAND_RESOLVE_PRINT_H
#define COMMAND_RESOLVE_PRINT_H

#include "base/buf.h"
#include "base/str.h"
#include "resolve/resolve.h"

struct arena;
struct catalog;
struct json_writer;

struct resolve_print {
	struct arena *a;	/* of one line: the caller resets it */
	const struct catalog *words;
	struct str lang;
	struct buf *out;
	struct json_writer *json;	/* NULL: text */
};

/* Where a line stands. */
struct resolve_place {
	struct str system;	/* empty: standard input */
	struct str path;
	size_t line;
	struct str text;	/* the line */
};

void resolve_print_json(struct resolve_print *p,
    const struct resolve_place *at, const struct resolved *r);
void resolve_print_text(struct resolve_print *p, const struct resolved *r);

/* As an item of `uses:`; what must be chosen stands in remarks. */
void resolve_print_yaml(struct resolve_print *p,
    const struct resolve_place *at, const struct resolved *r);

#endif
