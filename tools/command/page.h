/*
 * Text for a terminal or a wall: headings, rows in columns, lines broken by
 * the width of their characters.  Colour only where the reader has it.
 */
#ifndef COMMAND_PAGE_H
#define COMMAND_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct buf;

/* Columns of a page, the same everywhere so that it can be compared. */
#define PAGE_WIDTH	100

enum page_style {
	PAGE_PLAIN,
	PAGE_HEAD,	/* bold */
	PAGE_ALARM,	/* red */
	PAGE_WARN,	/* yellow */
	PAGE_GOOD,	/* green */
	PAGE_FAINT,
};

struct page {
	struct buf *out;
	bool colour;
};

/*
 * How much of s fits in so many columns: up to a blank, or up to any wide
 * character, as Japanese has no blanks.  At least one character.
 */
size_t page_fit(struct str s, size_t width);

/* Text as it is, on the line that is being written. */
void page_put(const struct page *p, enum page_style style, struct str text);

/* A heading with an empty line before it, unless it is the first. */
void page_heading(const struct page *p, struct str text);

/* Text set in by so many columns, broken into lines. */
void page_text(const struct page *p, size_t indent, enum page_style style,
    struct str text);

/* A cell of width columns and two blanks; longer text pushes what follows. */
void page_cell(const struct page *p, size_t width, enum page_style style,
    struct str text);

/* What remains of a row whose cells took column columns; ends the line. */
void page_rest(const struct page *p, size_t column, struct str text);

#endif
