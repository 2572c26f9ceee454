/*
 * What the JSON schemas of CSAF ask for, as tables (schema20.def, schema21.def,
 * extensions.def).  For csaf/ alone; the unit test reads them too.
 */
#ifndef CSAF_CSAF_TABLE_H
#define CSAF_CSAF_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "csaf/csaf_format.h"

enum csaf_type_kind {
	CSAF_TYPE_OBJECT,
	CSAF_TYPE_ARRAY,
	CSAF_TYPE_STRING,
	CSAF_TYPE_NUMBER,
	CSAF_TYPE_BOOLEAN,
	CSAF_TYPE_EITHER,	/* a CVSS 3 object, by its version */
};

/* Members of an object that have no row. */
enum csaf_extra {
	CSAF_EXTRA_TOLD,	/* test 6.2.20 names them */
	CSAF_EXTRA_REFUSED,	/* so does the schema */
	CSAF_EXTRA_FREE,
};

struct csaf_type {
	enum csaf_type_kind kind;
	const char *name;
	unsigned min;		/* members, items, characters; the number */
	unsigned max;		/* members; the number; 0: no limit */
	unsigned of[2];		/* array: of its items; EITHER: 3.0, 3.1 */
	bool is_unique;		/* array: no two items are equal */
	bool is_one;		/* string: words are one text; boolean: false */
	bool is_rated;		/* object: baseSeverity is that of baseScore */
	enum csaf_extra extra;	/* object */
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

/* The schemas, objects of others (CVSS, SSVC) included. */
const struct csaf_schema *csaf_table_20(void);
const struct csaf_schema *csaf_table_21(void);

/* Where extensions may stand. */
enum csaf_place {
	CSAF_IN_DOCUMENT,
	CSAF_IN_BRANCHES,
	CSAF_IN_NAMES,		/* full_product_names */
	CSAF_IN_PATHS,		/* product_paths */
	CSAF_IN_METRICS,
	CSAF_IN_FLAWS,		/* vulnerabilities */
	CSAF_IN_ROOT,
};
#define CSAF_PLACES	7

struct csaf_extension {
	struct str url;		/* its $schema */
	unsigned type;		/* in csaf_table_21() */
	struct str foe;		/* the $schema it does not go with */
	unsigned max[CSAF_PLACES];	/* in one x_extensions */
};

/* NULL for one that is not known; those that are, NULL behind the last. */
const struct csaf_extension *csaf_table_extension(struct str url);
const struct csaf_extension *csaf_table_extension_at(size_t i);

#endif
