/*
 * Bytes written in hexadecimal digits, two each, without anything between
 * them but line ends.
 */
#ifndef SCAN_HEX_H
#define SCAN_HEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

/* Fewer digits are not looked at. */
#define HEX_DIGITS	16u

/* The next run of HEX_DIGITS and more at *at or after it; *at moves past it. */
MUST_USE bool hex_next(struct str text, size_t *at, struct str *run);

/*
 * Decode a run from its digit `start` on into out, which has run.n / 2.
 * Returns whether HEX_DIGITS / 2 bytes of it may be text together.
 */
bool hex_decode(struct str run, size_t start, char *out, size_t *n);

#endif
