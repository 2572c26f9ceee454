/*
 * Bringing the store up to date with the mirrored files.
 */
#ifndef INDEX_INDEX_UPDATE_H
#define INDEX_INDEX_UPDATE_H

#include <stddef.h>

#include "base/attr.h"
#include "index/index.h"
#include "index/index_scan.h"

/* The order of numbers, in the store: slots. */
MDB_val index_update_order(void);

/*
 * Read what changed; nothing is written when nothing did.  0, or what kept the
 * store from being written; faults of files go to d.
 */
MUST_USE int index_update_all(struct index_store *store,
    const struct index_request *q, const struct index_feeder *feeder,
    struct diags *d, struct index_report *out);

#endif
