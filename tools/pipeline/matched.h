/*
 * What feeds say of products and systems, put together for a model: findings
 * with their decisions, blind spots, the state of feeds (model/matched.h).
 *
 * Comparing components with the index is done once and kept: each edition
 * asks again with what it sees, and only for what it sees.
 */
#ifndef PIPELINE_MATCHED_H
#define PIPELINE_MATCHED_H

struct arena;
struct index;
struct matching;
struct model;
struct world;

/*
 * The mirror and index of a world, brought up to date; what inventories say is
 * read of its root.  Faults of feeds and inventories go to the world's diags.
 * Without a mirror there is nothing to find, but decisions and blind spots
 * are told all the same.  Lives in the world's arena.
 */
struct matching *matching_open(struct world *w);

/* The same with another index, which the caller closes; NULL: no mirror. */
struct matching *matching_open_with(struct world *w, struct index *x);
void matching_close(struct matching *x);

/*
 * Set m->matched of the world's model, or of a view of it (wall/): records of
 * feeds whose ceiling is above the view's are not known to it.  Lives in perm.
 */
void matched_run(struct matching *x, struct arena *perm, struct model *m);

#endif
