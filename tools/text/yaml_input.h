/*
 * Which characters YAML files may hold, before libyaml sees them.  libyaml
 * would stop at the first one with an offset and half a reason.
 */
#ifndef TEXT_YAML_INPUT_H
#define TEXT_YAML_INPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

struct diags;

/*
 * Report yaml-size and yaml-encoding for a region: bytes that are not UTF-8,
 * byte-order marks, control characters, bidirectional overrides, line ends of
 * other kinds than LF and CRLF.  False when something was reported.
 */
bool yaml_input_check(const struct sources *ss, struct span region,
    struct diags *d);

/* Whether c may not even be the value of an escape ("\0", "\u202e"). */
bool yaml_input_refuses(uint32_t c);

#endif
