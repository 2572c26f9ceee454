/*
 * What would go out of a case, in short: for an approver's terminal.
 */
#ifndef RELEASE_RELEASE_VIEW_H
#define RELEASE_RELEASE_VIEW_H

struct buf;
struct case_entry;
struct say;
struct world;

/*
 * Title, products, scores, the summary of the revision, titles of sections,
 * and what changed since the newest approval.  Nothing that cannot be shown.
 *
 *   w	derived
 */
void release_view_put(struct buf *out, const struct say *s,
    const struct world *w, const struct case_entry *c);

#endif
