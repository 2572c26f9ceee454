/*
 * Older versions of what went out; for audit/ alone.
 */
#ifndef AUDIT_AUDIT_LEDGER_READ_H
#define AUDIT_AUDIT_LEDGER_READ_H

#include "audit/audit_impl.h"

/* A committed version of published.yaml; NULL when it cannot be read. */
const struct published *audit_ledger_read(struct audit_work *w,
    const uint8_t id[HISTORY_ID_BYTES]);

/*
 * What differs of a revision that must stay as it is: "date", "summary in
 * English"; "missing" when it is not there; empty when it still stands.
 */
struct str audit_ledger_compare(const struct revision *old,
    const struct revision *now);

/* The advisory's number in the case beside a ledger, as of a commit; or "". */
struct str audit_ledger_number(struct audit_work *w, struct str ledger,
    const struct history_commit *c);

#endif
