/*
 * The compiled form of a template: a flat array of operations that the
 * renderer walks, jumping by index.  Made by template_parse.c, completed by
 * template.c when linking, and constant from then on.
 */
#ifndef TEXT_TEMPLATE_CODE_H
#define TEXT_TEMPLATE_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/limits.h"
#include "base/span.h"
#include "base/str.h"

struct template;

/* Where a hole stands, which decides how it is escaped. */
enum place {
	PLACE_PLAIN,		/* text template: as it is */
	PLACE_CONTENT,		/* element content: may be markup */
	PLACE_RCDATA,		/* title, textarea: text only */
	PLACE_ATTRIBUTE,	/* in quotes */
	PLACE_URL,		/* in quotes, the scheme still open */
};

struct name {
	struct str s;
	uint32_t tag;		/* value_tag(s) */
};

/* What is asked of the variable of an {{#each}}. */
enum round {
	ROUND_NONE,
	ROUND_INDEX,
	ROUND_FIRST,
	ROUND_LAST,
};

struct path {
	struct name *parts;	/* 1..LIMIT_TEMPLATE_PARTS */
	size_t n;
	enum round round;	/* with n 1 only */
	struct span at;
};

/* A name, or text when path is NULL. */
struct operand {
	const struct path *path;
	struct str text;
};

struct argument {
	struct str name;
	struct operand is;
};

/* {{t}}: the key in parts and what fills the holes of its text. */
struct phrase {
	struct operand key[LIMIT_TEMPLATE_PARTS];
	size_t n_key;
	struct argument *arguments;
	size_t n_arguments;
	struct span at;
};

enum compare {
	COMPARE_TRUE,		/* left alone */
	COMPARE_EQUAL,
	COMPARE_UNEQUAL,
};

struct condition {
	const struct path *left;
	enum compare compare;
	struct operand right;
	bool is_negated;	/* "not" */
};

struct loop {
	const struct path *list;	/* {{#with}}: the value */
	struct name variable;
};

enum op_kind {
	OP_LITERAL,
	OP_HOLE,
	OP_PHRASE,
	OP_UNLESS,		/* go to `to` when the condition is false */
	OP_JUMP,
	OP_EACH,		/* go to `to` when the list is empty */
	OP_NEXT,		/* go to `to` when there is another round */
	OP_WITH,
	OP_END_WITH,
	OP_PARTIAL,
	OP_END,
};

struct op {
	enum op_kind kind;
	enum place place;	/* of a hole or phrase */
	char quote;		/* PLACE_URL: what ends the attribute */
	uint32_t to;		/* index of an op */
	union {
		struct str literal;
		const struct path *path;
		const struct phrase *phrase;
		const struct condition *condition;
		const struct loop *loop;
		const struct template *partial;	/* set by linking */
	} with;
};

#endif
