/*
 * Decision points of SSVC that are registered (csaf_ssvc.def).
 */
#ifndef CSAF_CSAF_SSVC_H
#define CSAF_CSAF_SSVC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct csaf_point {
	struct str namespace, key, version, name;
	struct str values;	/* "KEY=Name|KEY=Name", in order */
};

/* Whether decision points are registered in a namespace without extensions. */
bool csaf_ssvc_has_namespace(struct str namespace);

/* NULL when there is none. */
const struct csaf_point *csaf_ssvc_find(struct str namespace, struct str key,
    struct str version);

/* The place of a value in the order and its name, or SIZE_MAX. */
size_t csaf_ssvc_value(const struct csaf_point *p, struct str key,
    struct str *name);

#endif
