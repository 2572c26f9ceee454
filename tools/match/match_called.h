/*
 * Products of several names: called.def.
 */
#ifndef MATCH_MATCH_CALLED_H
#define MATCH_MATCH_CALLED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Names as name_vendor() and name_product() give them; maker empty: the
 * product may have it in front. */
struct match_called {
	struct str maker, product;
};

/* The i-th other name of a product, in *out; false: no more. */
bool match_called(const struct match_called *of, size_t i,
    struct match_called *out);

/* Whether both are the same name. */
bool match_called_same(const struct match_called *x,
    const struct match_called *y);

#endif
