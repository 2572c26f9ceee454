/*
 * Names of files in the mirror, and what their endings promise.
 */
#ifndef FETCH_FETCH_NAME_H
#define FETCH_FETCH_NAME_H

#include <stdbool.h>

#include "base/str.h"

/* What bytes are; the rows of shapes.def. */
enum fetch_shape {
#define SHAPE(name, ending, title)	FETCH_##name,
#include "fetch/shapes.def"
	FETCH_SHAPES
};

/*
 * What a name promises, by its ending: "a.json.gz" is FETCH_GZIP of
 * FETCH_JSON.  FETCH_SHAPES: nothing known.
 */
enum fetch_shape fetch_name_shape(struct str name);

/* Of FETCH_GZIP: what is inside; FETCH_SHAPES where the name says nothing. */
enum fetch_shape fetch_name_inner(struct str name);

/* "a JSON document", for messages. */
const char *fetch_name_title(enum fetch_shape s);

/*
 * Whether a path can be one of the mirror: LIMIT_FETCH_NAME bytes at most,
 * components of letters, digits and . _ + -, none that begins with a dot or
 * a dash, no name that sidecars have.
 */
bool fetch_name_is_safe(struct str path);

/* The last component of an address, without query and fragment. */
struct str fetch_name_of_url(struct str url);

/* Host and port of an https address, as written; empty: there is none. */
struct str fetch_name_host(struct str url);

#endif
