/*
 * What feeds say of products and systems, put together for a model: findings
 * with their decisions, blind spots, the state of feeds (model/matched.h).
 */
#ifndef FINDING_MATCHED_H
#define FINDING_MATCHED_H

struct arena;
struct matching;
struct model;

/*
 * Set m->matched of the model that was matched, or of a view of it (wall/):
 * records of feeds whose ceiling is above the view's are not known to it.
 * Lives in perm.
 */
void matched_run(struct matching *x, struct arena *perm, struct model *m);

#endif
