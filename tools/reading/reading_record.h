/*
 * A document as reading/reading.h gives it: the same for all formats.
 */
#ifndef READING_READING_RECORD_H
#define READING_READING_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "base/time.h"

struct map;
struct vers;

enum reading_format {
#define FORMAT(name, is, read, title, lists)	READING_##name,
#include "reading/formats.def"
};

#define READING_FORMATS	9

/* Where a version stands to a vulnerability; or'ed to sets. */
enum reading_is {
	READING_UNKNOWN = 1,	/* nothing is said */
	READING_AFFECTED = 2,
	READING_FIXED = 4,
	READING_NOT_AFFECTED = 8,
	READING_INVESTIGATED = 16,
	READING_ANY = 31,
};

/* A product as a document names it. */
struct reading_product {
	struct str id;		/* the document's own, in CSAF */
	struct str iri;		/* a name in the form of an address */
	struct str vendor;
	struct str family;	/* one name may be in several; or empty */
	struct str name;
	struct str purl;
	struct str cpe;
	struct str version;	/* one version; or empty */
	const struct vers *range;	/* or versions of a range */
	bool is_prose;		/* or versions that only people understand */
};

/*
 * Something said of versions of a product, alone or in a combination with
 * others.  Neither version nor range nor prose: of all that the product's entry
 * names.
 */
struct reading_statement {
	size_t product;
	size_t group;		/* 0: alone; else which combination it is */
	bool is_built_in;	/* in it nothing is installed */
	bool is_inner;		/* it is built into the others: said of it only
				 * where something is said of it alone */
	unsigned says;		/* a set of enum reading_is */
	struct str version;
	const struct vers *range;
	bool is_prose;
	bool is_rest;		/* of what no other statement names */
};

struct reading_score {
	struct str vector;	/* as written */
	struct str number;	/* the base score as written; may be empty */
	size_t *products;	/* by index; none: of all */
	size_t n_products;
	size_t room;
};

struct reading_texts {
	struct str *v;
	size_t n;
	size_t room;
};

/* A vulnerability, with what is said of it. */
struct reading_flaw {
	struct str document;	/* status.json: the advisory's id */
	struct reading_texts ids;	/* CVE and others */
	struct reading_texts cwes;	/* "CWE-287" */
	bool is_rejected;	/* there is no such vulnerability */
	bool is_applicability;	/* CVE: cpeApplicability of the flaw before,
				 * where silence is READING_ANY */
	struct reading_statement *statements;	/* in order */
	size_t n_statements;
	size_t room;
	size_t *by_product;	/* indices of statements, by product */
	struct reading_score *scores;
	size_t n_scores;
	size_t scores_room;
};

struct reading {
	enum reading_format format;
	bool first_counts;	/* the first statement that fits; else the
				 * nearest one */
	bool has_initial;
	bool has_current;
	struct instant initial;	/* when it went out first, and last */
	struct instant current;
	struct str id;		/* the document's */
	struct reading_product *products;
	size_t n_products;
	size_t room;
	size_t n_statements;	/* of all flaws */
	struct reading_flaw *flaws;
	size_t n_flaws;
	size_t flaws_room;
	struct reading_texts credits;	/* of document and flaws */
	struct reading_texts links;
	struct map *by_key;	/* products by name; private */
};

#endif
