/*
 * Positions and the files they point into.  A span is a byte range of one
 * file; lines and columns are computed only when something is printed.
 *
 * File 0 is "no file": a span of zeros means "nowhere" and is the span of
 * what was not written.  Ids are given in the order of source_add(), so add
 * in sorted order and spans compare the same in every run.
 */
#ifndef BASE_SPAN_H
#define BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;
struct sources;

struct span {
	uint32_t file;	/* id of the source; 0 is nowhere */
	uint32_t off;	/* bytes from the start of the file */
	uint32_t len;	/* bytes; 0 points between two characters */
};

struct source {
	struct str path;	/* relative to the repository, '/' between */
	struct str shown;	/* the same for people: of another repository
				 * with its name in front */
	uint32_t layer;		/* which repository: 0 is the one at work */
	struct str text;	/* the bytes; empty until source_set_text() */
};

/* Line and column as people count them. */
struct pos {
	uint32_t line;		/* from 1 */
	uint32_t column;	/* from 1, in code points */
	struct str text;	/* the whole line without its end */
	uint32_t line_off;	/* offset of the line's first byte */
};

struct sources *sources_open(struct arena *perm);

/*
 * Register a file.  The path is copied.  Returns its id, from 1.  Not for use
 * by several threads at once; source_set_text() of different ids is.
 */
uint32_t source_add(struct sources *ss, struct str path);

/* The same for a file that another collection has; its text is left out. */
uint32_t source_add_like(struct sources *ss, const struct source *of);

/* Give a file its text, which must outlive ss. */
void source_set_text(struct sources *ss, uint32_t file, struct str text);

/* Say that a file is of another repository, layer > 0, so named. */
void source_set_layer(struct sources *ss, uint32_t file, uint32_t layer,
    struct str name);

/* The file with this id; id 0 gives an empty path and text. */
const struct source *source_get(const struct sources *ss, uint32_t file);
size_t sources_len(const struct sources *ss);	/* ids are 1..len */

struct pos source_pos(const struct sources *ss, struct span at);

/* Its line alone, sooner: 1 is the first. */
uint32_t source_line(const struct sources *ss, struct span at);

/* The bytes of a span; it must lie inside its file. */
struct str source_text(const struct sources *ss, struct span at);

/* From the start of a to the end of b, both of one file. */
struct span span_join(struct span a, struct span b);

/* The len bytes from off within at, clipped to it. */
struct span span_sub(struct span at, size_t off, size_t len);

/* Order by file id, offset, length. */
int span_cmp(struct span a, struct span b);

static inline bool
span_is_set(struct span at)
{
	return at.file != 0;
}

#endif
