/*
 * Releases that people call otherwise than CPE names do: "19c" is 19, "8u202"
 * is 1.8.0 with update 202.  Rows of content/names.yaml say so.
 */
#ifndef RESOLVE_RESOLVE_RELEASE_H
#define RESOLVE_RESOLVE_RELEASE_H

#include "base/str.h"
#include "inventory/component.h"

struct arena;
struct dictionary_product;

/*
 * Replace a version, its update and scope by what a product's rows say of both,
 * else of the version alone.  What rows do not name stays as it is.
 */
void resolve_release(struct arena *a, const struct dictionary_product *p,
    struct str *version, struct str *update, enum component_scope *scope);

#endif
