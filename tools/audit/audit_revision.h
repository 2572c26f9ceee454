/*
 * Which commits brought the revisions of ledgers; for audit/ alone.
 */
#ifndef AUDIT_AUDIT_REVISION_H
#define AUDIT_AUDIT_REVISION_H

#include "audit/audit_impl.h"

/* Fill w->revisions, and revisions of w->out->cases. */
void audit_revision_run(struct audit_work *w);

/*
 * The commit that first had a case's revision, by its place in the ledger;
 * NULL: not committed, or not known.
 */
const struct history_commit *audit_revision_commit(const struct audit_work *w,
    const struct case_entry *c, size_t i);

#endif
