/*
 * The inside of a template, shared by the files of the engine: the lexer's
 * tokens (template_lex.h) become operations (template_code.h), each hole with
 * its place in HTML (template_html.h), in a set (template.h).
 */
#ifndef TEXT_TEMPLATE_IMPL_H
#define TEXT_TEMPLATE_IMPL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/str.h"
#include "text/template_code.h"

struct arena;
struct diags;
struct token;

/* A partial's use, until linking. */
struct partial_use {
	struct str name;
	struct span at;
	size_t op;
	size_t depth;		/* variables in sight there */
};

enum link_state {
	LINK_NEW,
	LINK_BUSY,
	LINK_DONE,
};

struct template {
	struct str name;
	uint32_t file;
	const char *source;	/* first byte of the file's text */
	bool is_html;
	struct op *ops;		/* ends with OP_END */
	size_t n_ops;
	size_t cap_ops;
	struct partial_use *uses;
	size_t n_uses;
	size_t cap_uses;
	size_t depth;		/* most variables at once, partials too */
	size_t height;		/* partials within partials below this one */
	enum link_state link;
};

/* Compile tokens into t, whose name, file and is_html are set. */
bool template_parse(struct arena *perm, struct template *t,
    const struct token *tokens, size_t n, struct diags *d);

#endif
