/*
 * Opening the index with a reader of one's own, for tests.
 */
#ifndef INDEX_INDEX_OPEN_H
#define INDEX_INDEX_OPEN_H

#include "index/index.h"
#include "index/index_scan.h"

/* As index_open(). */
struct index *index_open_by(struct arena *perm, const struct index_request *q,
    const struct index_feeder *feeder, struct diags *d,
    struct index_report *out);

#endif
