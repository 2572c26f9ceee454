/*
 * What was matched, as pages list it: the components of each product's version
 * and system with the files they stand in (model/holder.h).
 */
#ifndef FINDING_MATCHED_PARTS_H
#define FINDING_MATCHED_PARTS_H

#include "model/holder.h"

struct arena;
struct stock_list;

/*
 * Of stocks as a view sees them (finding/matched_seen.h): what it may not see
 * is in none.  Lives in perm; texts are the stocks'.
 */
struct holders matched_parts(struct arena *perm, const struct stock_list *l);

#endif
