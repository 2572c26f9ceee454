/*
 * Dictionaries of names among mirrored files: which form a file has, told by
 * how it begins.  resolve/ reads them; they have no records.
 */
#ifndef FEED_FEED_NAMES_H
#define FEED_FEED_NAMES_H

#include "base/str.h"

/* What tells a dictionary stands in a file's first bytes. */
#define FEED_NAMES_HEAD	4096

enum feed_names {
	FEED_NAMES_NONE,	/* it is no dictionary */
	FEED_NAMES_JSON,	/* one document: endoflife.date, MyJVN 4 */
	FEED_NAMES_LINES,	/* one document on each line */
	FEED_NAMES_XML,		/* MyJVN 3 */
	FEED_NAMES_NVD,
};

/* The form of a file that begins with head, unpacked. */
enum feed_names feed_names_of(struct str head);

#endif
