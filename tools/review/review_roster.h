/*
 * Who decides: the files that say whose approval counts, since when, and what
 * is checked.  A branch may change them, but not to let through what comes with
 * the same branch: what it approves and releases is judged once more by the
 * files as BASE has them.
 */
#ifndef REVIEW_REVIEW_ROSTER_H
#define REVIEW_REVIEW_ROSTER_H

#include <stdbool.h>

struct arena;
struct history_snapshot;
struct review;
struct review_request;

/*
 * Put the files of base that decide in the place of the merged ones:
 * content/people, content/policies, content/organisation.yaml, and what else
 * lies below content/ that is no record (files of keys).  False when there is
 * nothing to replace.  The new list lives in a.
 */
bool review_roster_files(struct arena *a, const struct history_snapshot *base,
    struct history_snapshot *merged);

/* What counts by the branch's own files alone; r->own. */
void review_roster_run(const struct review_request *q, struct review *r);

#endif
