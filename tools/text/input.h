/*
 * Which characters files that people write may hold, checked before a parser
 * of somebody else sees them.
 */
#ifndef TEXT_INPUT_H
#define TEXT_INPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

struct diags;

/*
 * Report under rule, in a region: bytes that are not UTF-8, byte-order marks,
 * control characters, bidirectional overrides, and line ends of other kinds
 * than LF and CRLF.  False when something was reported.
 */
bool input_check(const struct sources *ss, struct span region,
    const char *rule, struct diags *d);

/*
 * Whether c may not even be what an escape stands for ("\0", "&#x202e;").
 * A carriage return may.
 */
bool input_refuses(uint32_t c);

#endif
