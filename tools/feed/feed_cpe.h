/*
 * Configurations of CPE names, as NVD and CVE records (cpeApplicability)
 * write them.
 */
#ifndef FEED_FEED_CPE_H
#define FEED_FEED_CPE_H

#include "base/str.h"

struct feed_make;
struct json_node;

/*
 * Add the entries of an array of {operator, negate, nodes[{operator, negate,
 * cpeMatch[]}]}; source is that of the entries.  Reports names that are none.
 */
void feed_cpe(struct feed_make *k, const struct json_node *list,
    struct str source);

#endif
