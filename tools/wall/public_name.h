/*
 * What of the inventory may be named in public.  For wall/ and for audit/,
 * which writes what is signed.
 */
#ifndef WALL_PUBLIC_NAME_H
#define WALL_PUBLIC_NAME_H

#include <stdbool.h>

struct product;

/* Whether the product's name may be published: yes when nothing is said. */
bool public_may_name(const struct product *p);

#endif
