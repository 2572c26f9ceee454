/*
 * The file name of a CSAF document (CSAF 2.0, 5.1).
 */
#ifndef CSAF_CSAF_NAME_H
#define CSAF_CSAF_NAME_H

#include "base/str.h"

struct arena;

/*
 * The name without ".json" of the document with this tracking id: lower case,
 * each run of what is not in [a-z0-9+-] one "_".  Two ids may give one name.
 */
struct str csaf_name(struct arena *a, struct str id);

#endif
