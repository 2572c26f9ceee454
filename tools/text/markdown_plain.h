/*
 * Nodes of a Markdown tree as plain text (see struct markdown).  Links to
 * other sites are followed by their address, rows of tables are lines with
 * " | " between the cells, quotes have "> " before each line.
 */
#ifndef TEXT_MARKDOWN_PLAIN_H
#define TEXT_MARKDOWN_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "text/markdown_parse.h"

struct markdown_plain {
	struct buf *out;
	struct markdown_tree *tree;
	struct buf prefix;	/* before each line: quotes, items */
	size_t fresh;		/* from here on the prefix is a new marker */
	unsigned pending;	/* line ends to write before the next word */
	bool is_open;		/* a line has begun */
	size_t link_off;	/* where the words of the open link begin */
};

void markdown_plain_init(struct markdown_plain *p, struct buf *out,
    struct markdown_tree *tree);
void markdown_plain_fini(struct markdown_plain *p);

/* A node is entered or left. */
void markdown_plain_node(struct markdown_plain *p, cmark_node *node,
    enum markdown_kind kind, bool is_enter);

#endif
