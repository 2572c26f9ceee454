/*
 * What the formats of JVN have in common: texts with some HTML, products whose
 * versions are prose, and records that speak of several vulnerabilities.
 */
#ifndef FEED_FEED_JVN_H
#define FEED_FEED_JVN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "feed/feed_make.h"

struct arena;
struct cpe;
struct feed_xml;
struct feed_xml_node;

/* A product as JVN names it. */
struct feed_jvn_item {
	struct str vendor, product;
	struct str *cpes;	/* 2.2 or 2.3, as written */
	size_t n_cpes;
	struct str *phrases;	/* on its versions; none: not told */
	size_t n_phrases;
};

/*
 * A record of JVN.  One with a single CVE id is the same vulnerability; one
 * with several becomes a record for each of them, by the CVE's id, related to
 * JVN's: joining them would make one vulnerability of all.
 */
struct feed_jvn {
	struct arena *a;
	struct feed_make k;	/* doc, sink and a are the caller's to set */
	struct str id;		/* JVNDB-2026-000001 */
	struct str *cves;
	size_t n_cves, cap_cves;
	struct feed_jvn_item *items;
	size_t n_items, cap_items;
	/*
	 * Fills in what else the record of one CVE says; of id alone when it
	 * has one at most.
	 */
	void (*fill)(struct feed_jvn *j, struct str cve);
	const void *ctx;	/* for fill */
};

/* Add a CVE id; anything else and what is there already is passed over. */
void feed_jvn_cve(struct feed_jvn *j, struct str id);

/* Add a product; over LIMIT_FEED_XML_ITEMS they are left out. */
void feed_jvn_item(struct feed_jvn *j, const struct feed_jvn_item *item);

/* Give the record to the sink, or those it becomes; false when that ends it. */
bool feed_jvn_end(struct feed_jvn *j);

/* An id of JVN, JPCERT/CC and the like: what stands beside CVE's. */
bool feed_jvn_is_id(struct str id);

/* Relate the record to the CVE ids within a text. */
void feed_jvn_related(struct feed_make *k, struct str text);

/*
 * A text without markup: items of lists become lines, entities what they stand
 * for.  Everything that is no known tag stays as it is.
 */
struct str feed_jvn_plain(struct arena *a, struct str s);

/*
 * The formatted string of a CPE name and its parts, or empty.  MyJVN 4.0 writes
 * the parts of 2.2, with "%28", into names of 2.3: read as what is meant.
 */
struct str feed_jvn_name(struct feed_make *k, struct str written,
    struct cpe *c);

/* Put a title and a text into the language told, else into what they look. */
void feed_jvn_words(struct feed_make *k, struct str lang, struct str title,
    struct str text);

/* A score; its vector gets the prefix of its version where that is missing. */
void feed_jvn_score(struct feed_make *k, struct str version, struct str vector,
    struct str base);

/* What the status of an answer of MyJVN promises, and what came. */
struct feed_jvn_count {
	size_t records;
	int64_t told;		/* totalResRet; 0: nothing */
};

/*
 * The element Status: reports feed-file for an error, which comes with HTTP
 * 200.  Then, at the end, for fewer records than were told.
 */
void feed_jvn_status(struct feed_xml *x, const struct feed_xml_node *node,
    struct feed_jvn_count *count);
void feed_jvn_counted(const struct feed_xml *x,
    const struct feed_jvn_count *count);

#endif
