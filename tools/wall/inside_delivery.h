/*
 * What of the ledger of deliveries an edition may see: lines of messages whose
 * label is at most its ceiling, to subscribers and on things that it shows.
 */
#ifndef WALL_INSIDE_DELIVERY_H
#define WALL_INSIDE_DELIVERY_H

struct arena;
struct deliveries;
struct model;

/* Of the full model's ledger, for a view that is linked.  Lives in perm. */
const struct deliveries *inside_delivery(struct arena *perm,
    const struct model *full, const struct model *view);

#endif
