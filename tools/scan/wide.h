/*
 * UTF-16 as UTF-8: pictures and tables hold text so, and nobody says which
 * byte comes first, or whether it begins at an even place.
 */
#ifndef SCAN_WIDE_H
#define SCAN_WIDE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Order of bytes and first place: all that there are. */
#define WIDE_FORMS	4

/* Bytes of UTF-8 that n bytes give at most. */
#define WIDE_ROOM(n)	(((n) / 2 + 1) * 3)

/* Writes to out, which has WIDE_ROOM(s.n); returns how many bytes. */
size_t wide_decode(struct str s, unsigned form, char *out);

#endif
