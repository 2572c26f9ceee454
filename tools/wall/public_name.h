/*
 * What of the inventory may be named in public, and which versions a range
 * names.  Not by the day: what is signed must not change when nobody changes
 * anything.  For wall/ and for audit/, which writes what is signed.
 */
#ifndef WALL_PUBLIC_NAME_H
#define WALL_PUBLIC_NAME_H

#include <stdbool.h>

struct product;
struct public_leaf;
struct version;

/* Whether the product's name may be published: yes when nothing is said. */
bool public_may_name(const struct product *p);

/*
 * Whether the range of a leaf means a version of its product's inventory: one
 * in it that is not called planned.
 */
bool public_is_meant(const struct public_leaf *leaf, const struct version *v);

#endif
