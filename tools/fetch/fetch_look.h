/*
 * Is a fetched file what its name promises?  A look at its bytes, one after
 * the other: whole as far as the format tells, and no error page of a web
 * server.  No reading: what records say is feed/'s business.
 */
#ifndef FETCH_FETCH_LOOK_H
#define FETCH_FETCH_LOOK_H

#include <stdbool.h>

#include "base/digest.h"
#include "fetch/fetch_name.h"

struct arena;
struct fetch_look;

/*
 * Look at a file of this name.  With inner, the digest of what a gzip file
 * holds is taken too.  To be ended by fetch_look_end().
 */
struct fetch_look *fetch_look_begin(struct arena *a, struct str name,
    bool inner);

/* The next bytes.  False when the file is known to be none; go to the end. */
bool fetch_look_add(struct fetch_look *l, struct str bytes);

/*
 * Whether the file may pass; *why, otherwise, says what is wrong ("an HTML
 * page instead of a JSON document").  *sha256 in hexadecimal: of what a gzip
 * file holds, or empty.
 */
bool fetch_look_end(struct fetch_look *l, struct str *why, struct str *sha256);

#endif
