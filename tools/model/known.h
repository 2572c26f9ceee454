/*
 * Vulnerabilities and mirrored files as feeds tell them, the same for every
 * edition that may know the feed.  Texts are foreign: escape them.
 */
#ifndef MODEL_KNOWN_H
#define MODEL_KNOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/time.h"
#include "model/records.h"

/* A record of one source on a vulnerability. */
struct known_source {
	struct str feed;	/* id in feeds.yaml */
	struct str id;		/* as the source calls it */
	struct str sha256;	/* of the record's bytes, hex; decisions and
				 * deliveries cite it */
	struct str url;		/* https, of the record for people; or empty */
	struct instant modified;	/* s INT64_MIN: not told */
	struct str text;	/* what it says of versions; or empty */
	struct str vector;	/* its CVSS, newest version; or empty */
	int score_x10;		/* of it; nothing without a vector */
	bool is_withdrawn;
};

/* A vulnerability as feeds know it: records that aliases join. */
struct known {
	struct str id;		/* the CVE id, else that of the best source */
	struct str *aliases;	/* without id, sorted */
	size_t n_aliases;
	struct str title_ja, title_en;	/* plain text; one may be empty */
	struct str text_ja, text_en, solution;
	struct known_source *sources;	/* the closest to the product first */
	size_t n_sources;
	struct str vector;	/* CVSS that counts: newest version, then the
				 * closest source; or empty */
	int score_x10;		/* of it; -1: none */
	enum severity severity;	/* by it; severity_unset */
	bool is_disputed;	/* sources' scores are 1.0 apart, or of other
				 * severities */
	int epss;		/* hundred-thousandths; -1: none */
	bool is_kev, is_ransomware;
	struct day kev_added, kev_due;	/* n 0: none */
	struct instant published, modified;
};

/* A file of the mirror, as pages show it. */
struct feed_state {
	struct str feed, path;
	const char *state;	/* mirror_state_name() */
	struct str why;		/* of stale and missing, for people */
	struct instant fetched, checked;	/* s INT64_MIN: not known */
	struct str format, sha256, licence;
	size_t records, faulty;
};

#endif
