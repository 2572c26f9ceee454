/*
 * Whether records of the index know a version like that of a line.
 */
#ifndef RESOLVE_RESOLVE_KNOWN_H
#define RESOLVE_RESOLVE_KNOWN_H

#include "base/str.h"

struct arena;
struct dictionary;
struct resolve_cpe;

enum resolve_known {
	RESOLVE_KNOWN_SILENT,	/* they tell no versions, or there are none */
	RESOLVE_KNOWN_LIKE,	/* one of them may be meant, or it is newer or
				 * older than all of them */
	RESOLVE_KNOWN_UNLIKE,	/* they are counted in another way: "19c" beside
				 * 19.3, 2019 beside 15.0 */
};

/* By the records of a CPE name's product; a version "-" is none. */
enum resolve_known resolve_known(struct arena *a, const struct dictionary *x,
    const struct resolve_cpe *c);

#endif
