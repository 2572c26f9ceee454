/*
 * Nodes of a Markdown tree as HTML.  Tables scroll within a region of their
 * own, code can be reached with the keyboard, other sites get no referrer.
 * A short word that begins a row of a table ("S-001") stays on one line.
 */
#ifndef TEXT_MARKDOWN_HTML_H
#define TEXT_MARKDOWN_HTML_H

#include <stdbool.h>
#include <stddef.h>

#include "text/markdown_parse.h"

struct buf;
struct map;

struct markdown_html {
	struct buf *out;
	struct markdown_tree *tree;
	int level_shift;	/* added to heading levels */
	size_t in_image;	/* images that are open: their words are alt */
	bool in_head;		/* of a table */
	bool has_body;		/* the table has rows below its head */
	size_t column;		/* of the cell that comes next */
	const unsigned char *align;	/* of the table, one a column */
	size_t n_align;
	struct map *names;	/* names of tables so far, NULL before the
				 * first; values count those of one name */
};

/*
 * A node is entered or left.  A link or image that may not be written has its
 * own address as user data; a heading has its id (a struct str).
 */
void markdown_html_node(struct markdown_html *h, cmark_node *node,
    enum markdown_kind kind, bool is_enter);

#endif
