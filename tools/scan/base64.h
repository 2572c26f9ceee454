/*
 * Base64 in a text, standard or for URLs (RFC 4648 sections 4 and 5), folded
 * into lines or not.  Nobody says where it is: any run of its letters may be
 * it, from the first on or after a mark or escape, as in a path.
 */
#ifndef SCAN_BASE64_H
#define SCAN_BASE64_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

/* Fewer letters are not looked at: BASE64_BYTES bytes encoded. */
#define BASE64_LETTERS	11
#define BASE64_BYTES	8

/* Letters of a group: where it may begin. */
#define BASE64_STARTS	4

struct base64_run {
	struct str text;
	unsigned starts;	/* bit i: it may begin at its letter i */
};

/*
 * The next run at *at or after it; *at moves past it.  Returns false when there
 * is none.
 */
MUST_USE bool base64_next(struct str text, size_t *at, struct base64_run *run);

/* Bytes that a run of n letters gives at most. */
#define BASE64_ROOM(n)	((n) / 4 * 3 + 3)

/*
 * Decode a run from its letter `start` on into out, which has
 * BASE64_ROOM(run.n); what does not fill a byte is left out.  Returns whether
 * BASE64_BYTES of it may be text together; that they are is not looked at.
 */
bool base64_decode(struct str run, size_t start, char *out, size_t *n);

#endif
