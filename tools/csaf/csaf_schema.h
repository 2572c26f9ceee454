/*
 * The shape of documents: tables of what the JSON schema of a version asks for
 * (schema20.def), and the check of a document against one.  For csaf/ alone;
 * the unit test reads the tables too.
 */
#ifndef CSAF_CSAF_SCHEMA_H
#define CSAF_CSAF_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "csaf/csaf_format.h"

struct csaf_run;

enum csaf_type_kind {
	CSAF_TYPE_OBJECT,
	CSAF_TYPE_ARRAY,
	CSAF_TYPE_STRING,
	CSAF_TYPE_NUMBER,
	CSAF_TYPE_EITHER,	/* a CVSS 3 object, by its version */
};

struct csaf_type {
	enum csaf_type_kind kind;
	const char *name;
	unsigned min;		/* members, items, characters; the number */
	unsigned max;		/* members; the number; 0: no limit */
	unsigned of[2];		/* array: of its items; EITHER: 3.0, 3.1 */
	bool is_unique;		/* array: no two items are equal */
	enum csaf_format format;	/* string */
	struct str words;	/* string: those allowed, with blanks between;
				 * empty: all */
};

struct csaf_member {
	unsigned object;	/* the type it is of */
	struct str name;
	unsigned type;
	bool is_needed;
};

/* At most 64 members an object: the check keeps a bit for each. */
#define CSAF_MEMBERS_MAX	64

struct csaf_schema {
	const struct csaf_type *types;
	size_t n_types;
	const struct csaf_member *members;	/* those of a type together */
	size_t n_members;
	unsigned root;		/* the type of a document */
};

/* The schema of 2.0, CVSS objects included. */
const struct csaf_schema *csaf_schema_20(void);

/* The test of the schema itself: reports as "schema", within CVSS objects as
 * 6.1.8, what is not in the schema as 6.2.20. */
void csaf_schema_check(struct csaf_run *k);

#endif
