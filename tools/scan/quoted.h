/*
 * Quoted-printable (RFC 2045 section 6.7) of ASCII: "=2D" for a hyphen.  In a
 * text of which nobody says what it is, "=20" may as well be a year in a query:
 * it is searched both ways.
 */
#ifndef SCAN_QUOTED_H
#define SCAN_QUOTED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

/* Bytes around an escape that are searched with it: more than a term has. */
#define QUOTED_AROUND	2048u

/*
 * The next piece of s with an escape of ASCII at *at or after it, with what
 * stands around; *at moves past it.
 */
MUST_USE bool quoted_next(struct str s, size_t *at, struct str *piece);

/* Writes to out, which has s.n; returns how many bytes. */
size_t quoted_decode(struct str s, char *out);

/* Where in s stands what quoted_decode() wrote at `at`. */
size_t quoted_place(struct str s, size_t at);

#endif
