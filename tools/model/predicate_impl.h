/*
 * What the parts of predicate share: a parsed condition, and how its paths and
 * values are read.  For predicate*.c only.
 */
#ifndef MODEL_PREDICATE_IMPL_H
#define MODEL_PREDICATE_IMPL_H

#include "model/field.h"
#include "model/predicate.h"
#include "model/types.h"

enum predicate_op {
	OP_EQ,
	OP_NE,
	OP_IN,
	OP_NOT_IN,
	OP_LT,
	OP_LE,
	OP_GT,
	OP_GE,
	OP_EXISTS,
	OP_MISSING,
	OP_CONTAINS,
};

enum predicate_kind {
	PREDICATE_ALL,
	PREDICATE_ANY,
	PREDICATE_NOT,
	PREDICATE_LEAF,
};

struct predicate {
	enum predicate_kind kind;
	struct span at;
	const struct predicate **parts;	/* all, any, not */
	size_t n_parts;
	struct text field;		/* leaf: a.b.c */
	enum predicate_op op;
	struct text *values;
	size_t n_values;
};

/* The words of the ops, by enum predicate_op. */
extern const struct str predicate_ops[11];

/* The root of that name, or NULL. */
const struct predicate_root *
predicate_root_find(const struct predicate_root *roots, size_t n,
    struct str name);

/*
 * The record that the entry of a space describes, or NULL; *r is set even when
 * target is NULL.
 */
const void *predicate_entry_record(enum space space, const void *target,
    const struct record **r);

/* Where a moment stands among others: seconds since 1970. */
int64_t predicate_moment_order(const struct when *w);

/* The order of a value written in a condition, if the field has one. */
bool predicate_order(const struct field *f, struct str text, int64_t *out);

#endif
