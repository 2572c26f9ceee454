/*
 * One record for all sources of vulnerability information: what a feed says of
 * one vulnerability, in that feed's own words.  Nothing is merged here: records
 * of several sources on one vulnerability stay side by side (index/alias.h).
 *
 * All texts are UTF-8 and foreign: escape them wherever they go.
 */
#ifndef FEED_RECORD_H
#define FEED_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/time.h"
#include "feed/affects.h"

struct feed_score {
	struct str vector;	/* "CVSS:3.1/...", of 2.0 without a prefix */
	struct str source;	/* "nvd@nist.gov", "CISA-ADP"; or empty */
	int16_t base_x10;	/* as told; -1: it is not */
};

struct feed_link {
	struct str url, kind;	/* kind: the source's tag ("Patch"), or empty */
};

/* A record.  Arrays and texts live where feed_read() says. */
struct feed_record {
	struct str id;		/* CVE-, GHSA-, JVNDB-, DSA-..., the source's */
	struct str *aliases;	/* the same vulnerability by other ids */
	size_t n_aliases;
	struct str *related;	/* others it names: never merged */
	size_t n_related;
	struct str *upstream;	/* OSV: what it is a downstream copy of */
	size_t n_upstream;
	struct instant published, modified;	/* s INT64_MIN: not told */
	bool is_withdrawn;	/* rejected, withdrawn */
	bool is_deferred;	/* NVD does not analyse it */
	bool is_exploited;	/* in KEV, or attacks are known */
	bool is_ransomware;
	bool is_vendor;		/* its author makes the products (CSAF) */
	struct day due;		/* KEV: dueDate; n 0: none */
	struct str title_ja, title_en, text_ja, text_en;	/* plain text */
	struct str solution;	/* plain text, in the source's language */
	struct feed_score *scores;
	size_t n_scores;
	struct str *cwes;	/* "CWE-79" */
	size_t n_cwes;
	struct feed_link *links;
	size_t n_links;
	struct str ssvc;	/* CISA-ADP "none/yes/total", or empty */
	struct str tlp;		/* the source's label, as in TLP 2.0 ("CLEAR",
				 * "AMBER+STRICT"); empty: not told */
	struct feed_affects *affects;
	size_t n_affects;
	struct str raw_at;	/* the member's name in an archive, or empty */
	uint64_t off, len;	/* of the record's bytes in that file */
};

#endif
