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
#include "base/limits_text.h"

/* Machines with more processors exist; more threads do not render faster. */
#define LIMIT_JOBS		64

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
