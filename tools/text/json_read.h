/*
 * Strict streaming JSON (RFC 8259): UTF-8 without a byte-order mark, no
 * duplicate member names, no lone surrogates, no trailing data, bounded depth.
 * Every token has its place, numbers stay text, so nothing is rounded.
 *
 * json_next() pulls events one by one from memory; json_tree() below builds
 * small documents.  Neither allocates beyond the arena given.
 */
#ifndef TEXT_JSON_READ_H
#define TEXT_JSON_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/str.h"

struct arena;
struct diags;

enum json_event {
	JSON_END,		/* the document ended */
	JSON_OBJECT_BEGIN,
	JSON_OBJECT_END,
	JSON_ARRAY_BEGIN,
	JSON_ARRAY_END,
	JSON_NAME,		/* a member's name */
	JSON_STRING,
	JSON_NUMBER,
	JSON_TRUE,
	JSON_FALSE,
	JSON_NULL,
	JSON_FAULT,		/* see error and at; nothing follows */
};

struct json_reader;

/*
 * Read text, whose spans count from base.off in base.file.  The reader's own
 * memory comes from a, which must not be reset while it is in use.
 */
struct json_reader *json_open(struct arena *a, struct str text,
    struct span base);

/*
 * The next event.  *text: the name's, string's or number's value (a view of
 * the input, or decoded in the arena when it has escapes).  *at: its bytes.
 */
enum json_event json_next(struct json_reader *r, struct str *text,
    struct span *at);

/* What is wrong after JSON_FAULT, in words ("a comma or ] was expected"). */
const char *json_fault(const struct json_reader *r);

/* The way out of it. */
const char *json_fault_help(const struct json_reader *r);

/*
 * Pass over the value that comes next (over the member when a name comes),
 * checked all the same but not decoded.  False after a fault, and when the
 * object, array or document ends here: then nothing has been read.
 */
bool json_skip(struct json_reader *r);

/*
 * Where decoded text goes from now on, instead of json_open()'s arena: one
 * that is reset after each record keeps a feed's reader small.  The names of
 * open objects must live on.
 */
void json_decode_into(struct json_reader *r, struct arena *a);

enum json_kind {
	JSON_IS_NULL,
	JSON_IS_FALSE,
	JSON_IS_TRUE,
	JSON_IS_NUMBER,
	JSON_IS_STRING,
	JSON_IS_ARRAY,
	JSON_IS_OBJECT,
};

/* "a string": for messages. */
const char *json_kind_name(enum json_kind kind);

struct json_node {
	enum json_kind kind;
	struct span at;
	struct str text;	/* string: value; number: as written */
	struct str name;	/* as a member: its name */
	struct span name_at;
	struct json_node *first;	/* members or items, in order */
	struct json_node *next;		/* the sibling */
	size_t n;		/* members or items */
};

/*
 * A whole document as a tree.  Reports json-syntax and returns NULL.
 */
struct json_node *json_tree(struct arena *perm, const struct sources *ss,
    uint32_t file, struct diags *d);

/* A member by name, or NULL; NULL when node is NULL or no object. */
const struct json_node *json_get(const struct json_node *node,
    const char *name);

/* The text of a string member, or the empty str. */
struct str json_get_str(const struct json_node *node, const char *name);

#endif
