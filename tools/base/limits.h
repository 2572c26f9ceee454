/*
 * Every limit on input, with its reason.  A file over a limit gets a
 * diagnostic that names the limit; no loop over input runs without one.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

#include "base/limits_case.h"
#include "base/limits_delivery.h"
#include "base/limits_draft.h"
#include "base/limits_feed.h"
#include "base/limits_feed_xml.h"
#include "base/limits_fetch.h"
#include "base/limits_finding.h"
#include "base/limits_import.h"
#include "base/limits_index.h"
#include "base/limits_inventory.h"
#include "base/limits_matched.h"
#include "base/limits_proof.h"
#include "base/limits_reading.h"
#include "base/limits_resolve.h"

/* Machines with more processors exist; more threads do not render faster. */
#define LIMIT_JOBS		64

/* The largest hand-written file is a campaign's answers, some 100 KiB. */
#define LIMIT_YAML_BYTES	(4u << 20)
#define LIMIT_MARKDOWN_BYTES	(256u << 10)
#define LIMIT_TEMPLATE_BYTES	(1u << 20)

/* CSAF 2.0 section C: a document should not exceed 15 MB; twice that. */
#define LIMIT_JSON_BYTES	(32u << 20)

/* Real documents need 12 levels. */
#define LIMIT_YAML_DEPTH	32

/*
 * CSAF 2.1 allows 30 branches in each other (test 6.1.34), two levels each;
 * documents that overdo it must still be read to be told so.
 */
#define LIMIT_JSON_DEPTH	128

/* One record of 10,000 products has some 200,000 nodes. */
#define LIMIT_YAML_NODES	1000000u
#define LIMIT_JSON_NODES	4000000u

/*
 * Names of one JSON object that may share a place in its hash table.  At half
 * load, four million honest names need 80; hostile ones cost a second at most.
 */
#define LIMIT_JSON_PROBES	256

/*
 * cmark-gfm takes time that grows with the square of these in hostile text;
 * measured so that no text takes over a second.
 */
#define LIMIT_TABLE_COLUMNS	32
#define LIMIT_PIPES		256	/* '|' in one line */
#define LIMIT_TABLE_CELLS	50000	/* columns times lines below it */
#define LIMIT_TABLE_WORK	(2u << 20)	/* bytes above "|---|" rows */
#define LIMIT_BRACKETS		2000	/* '[' and '!' '[' in one text */
#define LIMIT_REFERENCE_WORK	(16u << 20)	/* brackets times definitions */
#define LIMIT_DECLARATIONS	64	/* "<!" and "<?" in one text */
#define LIMIT_QUOTE_DEPTH	32	/* '>' or list nesting on one line */
#define LIMIT_LIST_INDENT	96	/* columns before a list's item */

/* A page longer than this is a mistake. */
#define LIMIT_PAGE_BYTES	(64u << 20)

/* Nobody reads more; the rest is counted. */
#define LIMIT_DIAGS_PER_FILE	100
#define LIMIT_DIAGS		10000

/* Files and depth of a repository: ten times the largest expected. */
#define LIMIT_FILES		4000000u
#define LIMIT_PATH_DEPTH	32
#define LIMIT_PATH_BYTES	1024
#define LIMIT_PARENTS		64	/* looked in for the repository */

/* What the publisher notes of a tree: LIMIT_FILES lines of some 250 bytes. */
#define LIMIT_INDEX_BYTES	(1u << 30)

/* Predicates are written by hand. */
#define LIMIT_PREDICATE_DEPTH	16
/* case.vulnerabilities.products.product.owner.deputy.name has six fields. */
#define LIMIT_PREDICATE_PATH	16

/* Templates: partials within partials, nested blocks. */
#define LIMIT_TEMPLATE_DEPTH	32

/* Names have 2 parts, sentences 4 holes; keys are some 30 bytes. */
#define LIMIT_TEMPLATE_PARTS	8	/* of a name, or of a key with holes */
#define LIMIT_TEMPLATE_HOLES	16	/* given to a text of the catalogue */
#define LIMIT_CATALOG_KEY	256	/* bytes */

/* Rounds of all loops of a page: rows of 16 bytes would fill the page. */
#define LIMIT_TEMPLATE_ROUNDS	(4u << 20)

/* Compiled zone files have some 3 KiB. */
#define LIMIT_ZONE_BYTES	(64u << 10)

/* The longest enumeration of versions in public records has some 3,000. */
#define LIMIT_VERS_CONSTRAINTS	20000u

/* A line of `version -`: ranges that list versions have some kilobytes. */
#define LIMIT_VERSION_LINE	(64u << 10)

/* Comparisons in a range of npm, Maven, ...: real ones have some ten. */
#define LIMIT_RANGE_PARTS	4096u

/* The CVE record format allows no more. */
#define LIMIT_CPE_BYTES		2048u

/* No type defines more than seven; tools add a few of their own. */
#define LIMIT_PURL_QUALIFIERS	64u

/* Checks: no rule needs more others to have passed. */
#define LIMIT_RULE_AFTER	8

#endif
