/*
 * What of the ledger of deliveries an edition may see: what was told of its own
 * view.  A line of another's may speak of what this one does not show, as of a
 * case that a component is gone for.  The desk sees those of all labels that
 * are at most its ceiling, too.  Of things that the edition shows alone.
 */
#ifndef WALL_INSIDE_DELIVERY_H
#define WALL_INSIDE_DELIVERY_H

struct arena;
struct audience;
struct deliveries;
struct model;

/* Of the full model's ledger, for a view that is linked.  Lives in perm. */
const struct deliveries *inside_delivery(struct arena *perm,
    const struct model *full, const struct audience *a,
    const struct model *view);

#endif
