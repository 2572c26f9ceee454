/*
 * Strict YAML: what people write by hand, with a byte span for each node.
 *
 * Anchors, aliases, tags, duplicate keys, several documents, keys that are not
 * plain text and non-UTF-8 input are errors with a place.  Scalars are text;
 * what "yes" or "1.10" means is decided by the field that receives it.
 */
#ifndef TEXT_YAML_H
#define TEXT_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "base/str.h"

struct arena;
struct diags;

enum yaml_kind {
	YAML_NULL,	/* nothing was written, or plain ~, null, Null, NULL */
	YAML_SCALAR,
	YAML_SEQ,
	YAML_MAP,
};

struct yaml_node {
	enum yaml_kind kind;
	struct span at;		/* the node's bytes, quotes included */
	struct str text;	/* scalar: the value */
	bool is_plain;		/* scalar: written without quotes or block */
	bool is_verbatim;	/* scalar: text is byte for byte what at covers,
				 * from at.off + quote_len on */
	uint8_t quote_len;	/* bytes of at before text when verbatim */
	struct yaml_node **items;	/* seq: items; map: values */
	struct yaml_node **keys;	/* map: keys, scalars */
	size_t n;		/* items, or pairs */
};

/*
 * Parse a region of a registered source (at.off, at.len; usually all of it).
 * Reports yaml-* diagnostics; returns NULL only when the text is no YAML.  An
 * empty region gives a node of kind YAML_NULL.
 */
struct yaml_node *yaml_parse(struct arena *perm, const struct sources *ss,
    struct span region, struct diags *d);

/*
 * The same, with the nodes in an arena of their own: they may go before the
 * texts of scalars, which stay in perm or are the source's own bytes.
 */
struct yaml_node *yaml_parse_in(struct arena *perm, struct arena *nodes,
    const struct sources *ss, struct span region, struct diags *d);

/* The value of a key in a map, or NULL. */
const struct yaml_node *yaml_get(const struct yaml_node *map, const char *key);

/* The span of text[off..off+len] of a scalar: exact when verbatim, else all. */
struct span yaml_span(const struct yaml_node *scalar, size_t off, size_t len);

/* "text", "a list", "a map", "nothing": for messages. */
const char *yaml_kind_name(enum yaml_kind kind);

#endif
