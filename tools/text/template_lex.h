/*
 * Tokens of a template: literal text and tags, by their words.  What stands in
 * a tag is read by template_parse.c.
 */
#ifndef TEXT_TEMPLATE_LEX_H
#define TEXT_TEMPLATE_LEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "base/str.h"

struct arena;
struct diags;

enum token_kind {
	TOKEN_LITERAL,
	TOKEN_HOLE,		/* {{a.b}} */
	TOKEN_WORD,		/* {{t key}} */
	TOKEN_IF,
	TOKEN_ELSE,
	TOKEN_END_IF,
	TOKEN_EACH,
	TOKEN_END_EACH,
	TOKEN_WITH,
	TOKEN_END_WITH,
	TOKEN_PARTIAL,
	TOKEN_COMMENT,
};

struct token {
	enum token_kind kind;
	struct str text;	/* the literal, or what follows the tag's
				 * word; empty after trimming is fine */
	struct span at;		/* literal: of text; tag: with its braces */
};

/*
 * Cut a source into tokens and take away the lines that hold only block tags.
 * Reports template-syntax and returns false; the tokens that are well formed
 * are there all the same.
 */
bool template_lex(struct arena *a, struct str source, uint32_t file,
    struct diags *d, struct token **out, size_t *n);

#endif
