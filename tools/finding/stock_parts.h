/*
 * What of a stock counts as a component of it: the one answer for pages,
 * coverage and commands.
 */
#ifndef FINDING_STOCK_PARTS_H
#define FINDING_STOCK_PARTS_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct stock;

/* It is no part: a product of ours itself, or what it runs on. */
#define STOCK_PARTS_NONE	SIZE_MAX

/*
 * For each of s->inv the first component that is the same, itself as a rule:
 * files may list one twice.  A product of ours is a part of a system, but none
 * of a product.  Lives in a.
 */
const size_t *stock_parts(struct arena *a, const struct stock *s);

/* How many there are. */
size_t stock_parts_count(struct arena *a, const struct stock *s);

#endif
