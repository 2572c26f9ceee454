/*
 * Numbers from text and to text, exact and bounded.
 */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/str.h"

/* Decimal digits only, no sign, no leading zero but "0" itself, min..max. */
MUST_USE bool num_parse(struct str s, int64_t min, int64_t max, int64_t *out);

/* As num_parse, leading zeros allowed: for parts of dates and ids. */
MUST_USE bool num_parse_padded(struct str s, int64_t max, int64_t *out);

/* The value of a hexadecimal digit, or -1; the others: in one case alone. */
int num_hex(char c);
int num_hex_low(char c);
int num_hex_up(char c);

#endif
