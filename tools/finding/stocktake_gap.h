/*
 * Words of a product against the components of its files.  Private to
 * stocktake.c.
 */
#ifndef FINDING_STOCKTAKE_GAP_H
#define FINDING_STOCKTAKE_GAP_H

#include <stddef.h>

struct arena;
struct stock;
struct stock_gap;

/*
 * Lines of which no component of the files has all the words, and operating
 * systems, frameworks and platforms in the files of which no line and no
 * keyword has a word.  Keywords themselves need no component: they may be what
 * others call the product.  Nothing without files.  Lives in perm.
 */
size_t stocktake_gap(struct arena *perm, const struct stock *s,
    struct stock_gap **out);

#endif
