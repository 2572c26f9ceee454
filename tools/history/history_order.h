/*
 * The order of commits: none before one that was made on top of it, then
 * newest committer date first, then as they were met: git's --date-order.
 */
#ifndef HISTORY_HISTORY_ORDER_H
#define HISTORY_HISTORY_ORDER_H

#include <stdbool.h>

#include "history/history.h"

struct arena;

/*
 * Put all n commits of v, which are tip and what is below it, in order, tip
 * first, and set their places.  On entry each one's place is its index in v.
 * False when they go in circles, which only a false cache can make.
 */
bool history_order(struct history_commit **v, size_t n,
    struct history_commit *tip, struct arena *tmp);

#endif
