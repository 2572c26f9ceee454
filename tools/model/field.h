/*
 * Field tables: what each record of the repository holds.
 *
 * A row of a *.def table is the single source for the C struct, loading,
 * spelling hints, `hansho schema`, the reference and the wall.  Everything
 * that treats all fields alike walks these descriptions.
 *
 *   RECORD(name, "what it is")
 *   FIELD(name, member, TYPE, of, CARD, AUDIENCE, "meaning, unit, clause")
 *   END(name)
 *
 * The YAML key is the member's name.  TYPE and CARD are the words of the enums
 * below; of names an enum table, a record or an id space, else NONE.
 */
#ifndef MODEL_FIELD_H
#define MODEL_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "model/field_type.h"

struct enum_value {
	const char *name;	/* as written in YAML */
	int v;			/* the C constant, from 1; of computed.def
				 * from 0 */
	const char *doc;
};

struct enum_table {
	const char *name;
	const struct enum_value *values;
	size_t n;
	const char *doc;
};

struct record {
	const char *name;	/* the C struct's and the schema's name */
	size_t size;		/* of the C struct, whose first member is
				 * struct span where */
	const struct field *fields;
	size_t n;
	const char *doc;
};

struct field {
	const char *name;	/* YAML key and C member */
	enum field_type type;
	enum field_card card;
	enum field_audience audience;
	size_t offset;		/* of the member */
	const struct record *record;	/* FIELD_RECORD */
	const struct enum_table *values;	/* FIELD_ENUM */
	enum space space;		/* FIELD_REF */
	const char *doc;
};

/* The C type of a value (model/types.h); several types share one. */
enum field_shape {
	SHAPE_TEXT,	/* struct text */
	SHAPE_WORDS,
	SHAPE_TRUTH,
	SHAPE_NUMBER,
	SHAPE_CHOICE,
	SHAPE_MOMENT,
	SHAPE_REF,
	SHAPE_RECORD,
	SHAPE_CONDITION,
	SHAPE_TREE,
};

enum field_shape field_shape(enum field_type t);

/* Every list of model/types.h and of records is this: {pointer, number}. */
struct field_list {
	void *v;
	size_t n;
};

/* A field by its YAML key, or NULL. */
const struct field *field_find(const struct record *r, struct str key);

/* Size of one value of the field's type (of a list: of one item). */
size_t field_item_size(const struct field *f);

/*
 * The items of a field of a record: their address and number.  A single value
 * gives itself and 1, or 0 when it was not written.
 */
const void *field_items(const struct field *f, const void *record, size_t *n);

/* The word of a value, or "" for 0. */
const char *enum_name(const struct enum_table *t, int v);

/* "text", "date", ...: for messages and the reference. */
const char *field_type_name(enum field_type t);
const char *field_audience_name(enum field_audience a);
const char *space_name(enum space s);

#endif
