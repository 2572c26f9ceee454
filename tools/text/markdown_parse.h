/*
 * A Markdown text as cmark-gfm's tree, with places in the file.  cmark's
 * memory is an arena that ends with the tree.
 */
#ifndef TEXT_MARKDOWN_PARSE_H
#define TEXT_MARKDOWN_PARSE_H

#include <stdbool.h>
#include <stdint.h>

#include <cmark-gfm.h>

#include "base/span.h"
#include "base/str.h"

struct arena;
struct diags;

/* What a node is: cmark's own types are variables for its extensions. */
enum markdown_kind {
	MARKDOWN_DOCUMENT,
	MARKDOWN_QUOTE,
	MARKDOWN_LIST,
	MARKDOWN_ITEM,
	MARKDOWN_CODE_BLOCK,
	MARKDOWN_PARAGRAPH,
	MARKDOWN_HEADING,
	MARKDOWN_BREAK,		/* a rule across the page */
	MARKDOWN_TABLE,
	MARKDOWN_ROW,
	MARKDOWN_CELL,
	MARKDOWN_RAW,		/* raw HTML, block or inline */
	MARKDOWN_TEXT,
	MARKDOWN_SOFT_BREAK,
	MARKDOWN_LINE_BREAK,
	MARKDOWN_CODE,
	MARKDOWN_EMPH,
	MARKDOWN_STRONG,
	MARKDOWN_STRIKE,
	MARKDOWN_LINK,
	MARKDOWN_IMAGE,
};

struct markdown_tree {
	struct arena *tmp;	/* holds the tree; for use while it lives */
	cmark_node *root;
	struct span region;
	struct str text;	/* of the region */
	bool has_hidden;	/* escaped ~ : @ are hidden in the nodes */
	size_t line;		/* the line, from 1, that begins at off */
	size_t off;
	cmark_node *block;	/* entered last */
	struct span block_at;	/* its bytes, once somebody asked */
	size_t find_off;	/* where a search goes on; SIZE_MAX: not */
};

/*
 * Parse a region; reports markdown-encoding and markdown-limit and returns
 * false.  One tree is open per thread at a time.
 */
bool markdown_parse_open(struct markdown_tree *t, const struct sources *ss,
    struct span region, struct diags *d);
void markdown_parse_close(struct markdown_tree *t);

enum markdown_kind markdown_parse_kind(cmark_node *node);

/* A node in the tree's memory, not yet part of the tree. */
cmark_node *markdown_parse_node(cmark_node_type type);

/* A node of text. */
cmark_node *markdown_parse_text(struct markdown_tree *t, struct str text);

/*
 * A text's, code's or raw node's content; a view that the tree owns.  The raw
 * form of a text has a character that stands for an escaped ~, : or @, so
 * that nobody takes it for markup.
 */
struct str markdown_parse_literal(struct markdown_tree *t, cmark_node *node);
struct str markdown_parse_raw(cmark_node *node);

/* The words below a node, breaks as blanks, in the tree's memory. */
struct str markdown_parse_words(struct markdown_tree *t, cmark_node *node);

/* Say that a walk over the tree entered a node; blocks are remembered. */
void markdown_parse_enter(struct markdown_tree *t, cmark_node *node);

/* The bytes of the block entered last. */
struct span markdown_parse_block(struct markdown_tree *t);

/*
 * The next place of these words in the block entered last, or the block.  Ask
 * in the order of the text: cmark's own places of inlines are not to be
 * trusted.
 */
struct span markdown_parse_find(struct markdown_tree *t, struct str words);

#endif
