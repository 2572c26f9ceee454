/*
 * What a row of content/feeds.yaml asks of all its files: bounds, pace, key.
 */
#ifndef FETCH_FETCH_PLAN_FEED_H
#define FETCH_FETCH_PLAN_FEED_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/str.h"

struct diags;
struct fetch;
struct fetch_feed;

/*
 * Fill a feed from its row.  A key that is named but not there is no fault:
 * the slower pace counts then.  False, with a report, for what cannot be, a
 * key below root_path (the repository) or in an address among it.
 */
MUST_USE bool fetch_plan_feed_set(struct fetch *f, struct fetch_feed *feed,
    struct str root_path, struct diags *d);

#endif
