/*
 * Documents that are kept as they went out: for exporters with a row
 * OUT_RELEASED, which copy them, and for `hansho publish`, which writes them.
 */
#ifndef EXPORT_PUBLIC_RELEASED_H
#define EXPORT_PUBLIC_RELEASED_H

#include <stdbool.h>

#include "wall/public_document.h"

struct arena;
struct buf;

/*
 * The name in the release of the document with this address: its last part,
 * for addresses have folders and releases have none.  Documents of CSAF 2.1
 * are called as those of 2.0 (section 5.1), so "v2.1-" stands before theirs.
 */
struct str released_name(struct arena *a, struct str path);

/* The document with this address as it went out; NULL when it has not. */
const struct public_released_file *
released_find(const struct public_advisory *adv, struct str path);

/* Write it as it went out; false when it has not. */
bool released_copy(const struct public_advisory *adv, struct str path,
    struct buf *out);

#endif
