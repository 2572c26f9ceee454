/*
 * What a component's answer depends on beside the component: products that
 * configurations name, as far as they are in its inventory.  Two inventories
 * with the same context get the same answer.
 */
#ifndef MATCH_MATCH_CONTEXT_H
#define MATCH_MATCH_CONTEXT_H

#include <stddef.h>

#include "base/str.h"

struct arena;
struct match_inventory;
struct match_memo;

/* A product that a configuration names, as in its CPE name. */
struct match_watch {
	struct str part, vendor, product;
};

/* Of the i-th component, as a key; lives in a. */
struct str match_context(struct arena *a, struct match_memo *m,
    const struct match_inventory *inv, size_t component,
    const struct match_watch *v, size_t n);

#endif
