/*
 * CPE names as people and tools write them: without the backslashes, and with
 * fewer parts.
 */
#ifndef VERSION_CPE_MEND_H
#define VERSION_CPE_MEND_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;

/*
 * The formatted string that was meant by what cpe_parse() refuses: punctuation
 * gets its backslash (joomla! is joomla\!), %28 is '(', a blank '_', and parts
 * that are missing or empty are "*".  False, *out unset, unless at least part,
 * vendor and product stand there and the result is a CPE name.
 */
MUST_USE bool cpe_mend(struct arena *a, struct str s, struct str *out);

#endif
