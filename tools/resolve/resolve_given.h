/*
 * Lines that are names already: a CPE name, a purl, the path of a Go module.
 */
#ifndef RESOLVE_RESOLVE_GIVEN_H
#define RESOLVE_RESOLVE_GIVEN_H

#include <stdbool.h>

#include "base/str.h"
#include "resolve/resolve.h"

/* False when a line is none. */
bool resolve_given(struct arena *a, struct str says, struct resolved *out);

#endif
