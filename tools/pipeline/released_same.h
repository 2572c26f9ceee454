/*
 * Whether two JSON documents say the same, whoever wrote them and however.
 */
#ifndef PIPELINE_RELEASED_SAME_H
#define PIPELINE_RELEASED_SAME_H

#include <stdbool.h>

#include "base/str.h"

struct arena;

/*
 * The order of members and white space do not count, nor does the program that
 * made a document (CSAF 2.0, 3.2.1.12.3: tracking.generator).  False: *where is
 * the first place that differs, "document.title", in a; empty when one is no
 * JSON.
 */
bool released_same(struct arena *a, struct str one, struct str other,
    struct str *where);

#endif
