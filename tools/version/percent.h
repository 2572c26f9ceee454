/*
 * Percent-encoding (RFC 3986 section 2.1).  Private to version/.
 */
#ifndef VERSION_PERCENT_H
#define VERSION_PERCENT_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;

/*
 * Decode once.  False, with its offset in *bad, at a '%' without two
 * hexadecimal digits; and, with *bad = s.n, unless the result is UTF-8 without
 * NUL.
 */
MUST_USE bool percent_decode(struct arena *a, struct str s, struct str *out,
    size_t *bad);

/*
 * Append s to p, which has n bytes in use and room for 3 * s.n more, encoded
 * but for the bytes that is_plain accepts.  Returns the bytes in use then.
 */
size_t percent_put(char *p, size_t n, struct str s, bool (*is_plain)(char));

#endif
