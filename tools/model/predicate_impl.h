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

/* A value of a condition, as the field at the end of its path reads it. */
struct predicate_want {
	struct str text;
	int64_t order;
	bool has_order;
	bool is_true;		/* yes or true */
};

/*
 * Names are looked up once, when the condition is read: it is asked of every
 * case.
 */
struct predicate {
	enum predicate_kind kind;
	struct span at;
	const struct predicate **parts;	/* all, any, not */
	size_t n_parts;
	struct text field;		/* leaf: a.b.c */
	enum predicate_op op;
	struct text *values;
	size_t n_values;
	struct str root;		/* leaf: a */
	const struct record *record;	/* of a; NULL: not known */
	const struct field **steps;	/* of b.c; none: no such field */
	size_t n_steps;
	struct predicate_want *wants;	/* as values; NULL without steps */
};

/* What a leaf met on its path. */
struct predicate_met {
	const struct predicate *leaf;
	const struct field *f;	/* at the end; NULL: nothing is written */
	const void *last;	/* the value that decided, or the last seen */
	size_t n;		/* values seen */
	bool hit;
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

/* The record that a field's values lead into, or NULL at a value. */
const struct record *predicate_path_inner(const struct field *f);

/*
 * The fields of a path below a record: their number, 0 if there is no such
 * path or it is longer than LIMIT_PREDICATE_PATH, of which steps has room.
 */
size_t predicate_path_resolve(const struct record *r, struct str path,
    const struct field **steps);

/* Set root, record, steps and wants; r NULL: the record that the root has. */
void predicate_path_bind(struct arena *perm, struct predicate *p,
    const struct record *r);

/* A value's word and its place; numbers, dates and records have no word. */
struct text predicate_met_word(const struct field *f, const void *item);
struct text predicate_met_text(const struct predicate_met *met);

/* Put what decided into words. */
void predicate_met_say(const struct predicate_met *met, struct arena *tmp,
    struct predicate_trace *trace);

/* Where a moment stands among others: seconds since 1970. */
int64_t predicate_moment_order(const struct when *w);

/* The order of a value written in a condition, if the field has one. */
bool predicate_order(const struct field *f, struct str text, int64_t *out);

#endif
