/*
 * A validator of CSAF documents: the shape that the JSON schema asks for, and
 * the tests of section 6 of the standard, a row of tests.def each.
 *
 * Documents are hostile: strict JSON, bounded depth and size, and no test
 * takes more than LIMIT_CSAF_WORK steps.  No network and no dictionaries.  Not
 * for writing documents: that is export/public.
 */
#ifndef CSAF_CSAF_H
#define CSAF_CSAF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/str.h"

struct arena;
struct buf;
struct json_node;

enum csaf_version {
	CSAF_NONE,	/* no csaf_version that is known */
	CSAF_20,
	CSAF_21,
};

enum csaf_class {
	CSAF_SCHEMA,
	CSAF_MANDATORY,
	CSAF_OPTIONAL,		/* 2.1: recommended */
	CSAF_INFORMATIVE,
};

/* What a test needs that is not in the document. */
enum csaf_need {
	CSAF_NEEDS_NOTHING,
	CSAF_NEEDS_LINKS,	/* else it is not run */
	CSAF_NEEDS_WORDS,	/* a dictionary: it is never run */
};

/* A row of tests.def; the long explanation is for people who ask. */
struct csaf_test {
	const char *id;		/* "6.1.27.9"; "schema" */
	enum csaf_class class;
	const char *title;	/* as in the standard */
	const char *why_en;
	const char *why_ja;
	const char *bad;	/* a fragment that fails */
	const char *good;	/* the same, mended */
	const char *fix;	/* what mends it, in English */
};

size_t csaf_tests_len(void);
const struct csaf_test *csaf_test_at(size_t i);
const struct csaf_test *csaf_test_find(struct str id);	/* or NULL */

/* "2.0", "2.1", or "2.0 and 2.1". */
const char *csaf_test_versions(const struct csaf_test *t);
enum csaf_need csaf_test_need(const struct csaf_test *t);
/* The place of a test in tests.def, 0..csaf_tests_len()-1. */
size_t csaf_test_place(const struct csaf_test *t);

/* "schema", "mandatory", "optional", "informative". */
const char *csaf_class_name(enum csaf_class class);
/* "2.0", "2.1", or "" for CSAF_NONE. */
const char *csaf_version_name(enum csaf_version v);

struct csaf_finding {
	const struct csaf_test *test;
	enum csaf_class class;		/* of the test, or informative */
	const struct json_node *node;	/* where; NULL: not JSON at all */
	struct span at;			/* the bytes to point at */
	struct str message;		/* lower case, no full stop */
	struct str fix;			/* what a quick fix would do: 'write
					 * "baseScore": 9.8'; may be empty */
	const char *kind;		/* the same for messages that differ in
					 * names alone, for grouping */
};

/* An address and whether it is known to resolve. */
struct csaf_link {
	struct str url;
	bool resolves;
};

struct csaf_request {
	struct arena *arena;		/* results and the document live here */
	const struct sources *sources;
	uint32_t file;			/* of the document */
	const bool *tests;		/* by place in tests.def; NULL: all */
	const struct csaf_link *links;	/* sorted by url */
	size_t n_links;
	bool has_links;
};

struct csaf_result {
	enum csaf_version version;
	bool is_valid;		/* neither schema nor mandatory findings */
	const struct json_node *root;	/* NULL: not JSON */
	struct csaf_finding *findings;	/* by place in the document */
	size_t n_findings;
	size_t n_dropped;	/* over LIMIT_CSAF_FINDINGS */
};

/*
 * Read and check one document.  Tests that do not fit its version do not run;
 * is_valid counts those that ran.
 */
void csaf_check(const struct csaf_request *q, struct csaf_result *out);

/*
 * The JSON pointer (RFC 6901) of a node of a document:
 * "/vulnerabilities/0/cve"; "" for the root and for NULL.
 */
void csaf_path(const struct json_node *root, const struct json_node *node,
    struct buf *out);

#endif
