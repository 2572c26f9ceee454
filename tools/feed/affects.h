/*
 * What a record of feed/record.h says of one product and its versions.
 */
#ifndef FEED_AFFECTS_H
#define FEED_AFFECTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* What a source says of a version.  The words are CSAF's and CVE's. */
enum feed_status {
	FEED_SILENT,		/* nothing */
	FEED_AFFECTED,
	FEED_NOT_AFFECTED,	/* CVE: unaffected */
	FEED_FIXED,		/* CSAF: fixed; debian: resolved */
	FEED_INVESTIGATED,	/* CSAF: under_investigation */
	FEED_WONT_FIX,		/* affected, and stays so */
	FEED_UNCLEAR,		/* CVE: unknown */
};

/* By which name an entry knows its product. */
enum feed_by {
	FEED_BY_PURL,		/* type, namespace, name */
	FEED_BY_PACKAGE,	/* a distribution's package: type deb, rpm, apk,
				 * ...; namespace is the distribution */
	FEED_BY_CPE,
	FEED_BY_NAME,		/* vendor and product in words */
};

/* A stretch of versions; an empty bound is open. */
struct feed_stretch {
	struct str low, high;
	bool low_included, high_included;
	bool high_is_prefix;	/* high is the beginning of versions, too: up to
				 * the last of "5.10.*" */
	bool is_prefix;		/* low is the beginning of versions: "5.10.*",
				 * "2.4 series"; high is empty then */
	enum feed_status status;
};

/*
 * One product of a record.  A version stands as the closest says: it is listed
 * in versions; else the last stretch that holds it; else `otherwise`.
 */
struct feed_affects {
	enum feed_by by;
	struct str source;	/* who says it within the record: "CISA-ADP";
				 * empty: its author */
	/* PURL, PACKAGE: as in purl; ecosystem as the source writes it
	 * ("Debian:12").  NAME: name is a CVE record's packageName, or a
	 * model in the place of a version, or empty. */
	struct str type, namespace, name, qualifiers, ecosystem;
	struct str release;	/* of a distribution: "12", "9", "22.04" */
	struct str module;	/* rpm module stream "nodejs:18", or empty */
	bool is_source;		/* PACKAGE: name is that of a source package */
	struct str cpe;		/* CPE: 2.3 formatted string, version "*" where
				 * stretches say it, else that version alone;
				 * PACKAGE: of the platform, or empty */
	struct str vendor, product;	/* NAME; also beside others if told */
	struct str platform;	/* "Windows", "iOS 15": words, or empty */
	struct str scheme;	/* order of versions (version/scheme.h), empty:
				 * not told */
	struct feed_stretch *stretches;
	size_t n_stretches;
	struct str *versions;	/* that are affected one by one */
	size_t n_versions;
	enum feed_status otherwise;
	bool is_all;		/* told without versions: all of them, or not
				 * known which */
	bool is_unread;		/* text could not be understood as versions */
	bool is_git;		/* told by commits alone: stretches are empty */
	struct str text;	/* what the source says of versions */
	struct str note;	/* "end of life", why not affected, ... */
	/*
	 * CPE configurations (NVD 2.0, CVE 5 cpeApplicability): all entries of
	 * one `config`; nodes joined by AND when is_and, one of each must
	 * match.  Entries with config 0 stand alone.
	 */
	uint16_t config, node;
	bool is_and;		/* of the config */
	bool is_node_and;	/* all entries of the node, not one of them */
	bool is_negated;	/* of the node */
	bool is_platform;	/* vulnerable: false; never matches alone */
};

#endif
