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

enum field_type {
	FIELD_STR,	/* one line of text */
	FIELD_TEXT,	/* lines of text, Markdown where it is rendered */
	FIELD_WORDS,	/* {ja: ..., en: ...} */
	FIELD_BOOL,	/* true, false, yes, no */
	FIELD_INT,	/* a decimal integer */
	FIELD_ENUM,	/* a word of an enum table */
	FIELD_DATE,	/* 2026-09-01 */
	FIELD_WHEN,	/* a date or an instant with its zone */
	FIELD_INSTANT,	/* an instant with its zone */
	FIELD_URL,	/* https, http or mailto */
	FIELD_EMAIL,
	FIELD_ID,	/* an id of our own: [A-Za-z0-9._+-], no leading dot */
	FIELD_REF,	/* an id of something else: see enum space */
	FIELD_LANG,	/* a language tag, BCP 47 */
	FIELD_CVE,
	FIELD_CWE,
	FIELD_CVSS,
	FIELD_VERS,
	FIELD_PURL,
	FIELD_CPE,
	FIELD_PATH,	/* a file beside this one, no way out of its folder */
	FIELD_RECORD,
	FIELD_PREDICATE,
	FIELD_TREE,	/* YAML that another floor reads */
};

enum field_card {
	CARD_OPT,	/* may be left out */
	CARD_REQ,	/* must be there */
	CARD_LIST,	/* a list, may be empty or left out */
	CARD_LIST1,	/* a list with at least one item */
};

/*
 * The least strict readers a field is for; TLP 2.0 in brackets.  An edition
 * shows a field when its ceiling reaches it, and the record's label does too.
 */
enum field_audience {
	AUDIENCE_PUBLIC,	/* everybody, once published [CLEAR] */
	AUDIENCE_GROUP,		/* all staff of the group [GREEN, AMBER] */
	AUDIENCE_TEAM,		/* PSIRT and case teams [AMBER+STRICT] */
	AUDIENCE_NAMED,		/* named persons only [RED] */
};

/* What ids can refer to.  ACTOR is a person or a party. */
enum space {
	SPACE_COMPANY,
	SPACE_PERSON,
	SPACE_PARTY,
	SPACE_ACTOR,
	SPACE_PRODUCT,
	SPACE_SYSTEM,
	SPACE_CASE,
	SPACE_AUDIENCE,
	SPACE_CALENDAR,
	SPACE_CAMPAIGN,
	SPACE_ALERT,
	SPACE_POLICY,
};

#define SPACES	12

struct enum_value {
	const char *name;	/* as written in YAML */
	int v;			/* the C constant, from 1 */
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
