/*
 * The versions of CSAF that documents are written in, and all that they differ
 * in.
 */
#ifndef EXPORT_PUBLIC_CSAF_DIALECT_H
#define EXPORT_PUBLIC_CSAF_DIALECT_H

#include <stdbool.h>

#include "base/str.h"
#include "wall/public_label.h"

struct csaf_doc;

/* The version of the standard that is written. */
enum csaf_target {
	CSAF_TO_20,
	CSAF_TO_21,
};

/*
 * What a version calls things, and what it does in another way; all that the
 * documents differ in follows from it (csaf_dialect.c).
 */
struct csaf_dialect {
	const char *version;	/* "2.0" */
	const char *schema;	/* the member $schema; NULL: there is none */
	const char *labels[PUBLIC_LABELS];	/* by enum public_label */
	const char *label_url;
	const char *self;	/* words of the link to itself */
	const char *purl;	/* members that were renamed */
	const char *disclosed;
	const char *scores;
	bool has_lists;		/* of weaknesses and package URLs */
	bool has_content;	/* metrics: one for each source, CVSS 4.0 */
	bool has_paths;		/* product paths, not relationships */
	bool has_license;
	bool has_ends;		/* profiles of documents that ended */
	bool is_strict;		/* ranges, remedies, wildcards, dates */
};

const struct csaf_dialect *csaf_dialect(const struct csaf_doc *k);

/* The member "category": the profile that the document meets. */
struct str csaf_dialect_profile(const struct csaf_doc *k);

/* Whether its profile has neither product tree nor vulnerabilities. */
bool csaf_dialect_is_end(const struct csaf_doc *k);

#endif
