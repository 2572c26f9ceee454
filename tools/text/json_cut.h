/*
 * Where JSON values end: for cutting a stream into records without holding
 * all of it.  It counts brackets outside of strings and checks nothing; what
 * it finds is then read strictly (json_read.h).  Gigabytes a second.
 */
#ifndef TEXT_JSON_CUT_H
#define TEXT_JSON_CUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* Begin with zeros before the first byte of a value. */
struct json_cut {
	uint64_t depth;		/* open brackets */
	uint64_t in_string;	/* all bits, or none */
	uint64_t is_escaped;	/* the next byte, 0 or 1 */
};

/*
 * Go on in an object or array with the bytes of s.  True when it ends in them:
 * *n bytes of s belong to it.  False: all of them do, and more.
 */
bool json_cut(struct json_cut *c, struct str s, size_t *n);

#endif
