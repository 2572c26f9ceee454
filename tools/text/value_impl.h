/*
 * The inside of a value, for text/value.c and the template renderer only.
 */
#ifndef TEXT_VALUE_IMPL_H
#define TEXT_VALUE_IMPL_H

#include <stddef.h>
#include <stdint.h>

#include "text/value.h"

enum value_kind {
	VALUE_NOTHING,	/* set to NULL: known, but there is none */
	VALUE_TEXT,
	VALUE_HTML,
	VALUE_INT,
	VALUE_BOOL,
	VALUE_LIST,
	VALUE_OBJECT,
};

struct value_member {
	struct str key;
	uint32_t tag;		/* value_tag(key), compared first */
	const struct value *value;
};

struct value_items {
	struct arena *a;	/* what grows the array */
	union {
		const struct value **items;	/* list */
		struct value_member *members;	/* object, in order set */
	} of;
	size_t n;
	size_t cap;
};

struct value {
	enum value_kind kind;
	union {
		struct str text;	/* text, html */
		int64_t number;
		bool truth;
		struct value_items many;	/* list, object */
	} as;
};

/* Length and three bytes of a key: enough to tell most keys apart. */
static inline uint32_t
value_tag(struct str key)
{
	uint32_t first, middle, last;

	if (key.n == 0)
		return 0;
	first = (unsigned char)key.p[0];
	middle = (unsigned char)key.p[key.n / 2];
	last = (unsigned char)key.p[key.n - 1];
	return (uint32_t)(key.n & 0xff) | first << 8 | middle << 16 |
	    last << 24;
}

/* value_get() of a key whose tag is known; object must be an object. */
const struct value *value_find(const struct value *object, struct str key,
    uint32_t tag);

/* "text", "markup", "a number", "a list", ...: for messages. */
const char *value_kind_name(const struct value *v);

#endif
