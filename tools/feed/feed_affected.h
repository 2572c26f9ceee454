/*
 * The products of a CVE record ("affected", CVE Record Format 5), wherever
 * they stand: in CNA and ADP containers, in NVD's answers.
 */
#ifndef FEED_FEED_AFFECTED_H
#define FEED_FEED_AFFECTED_H

#include <stdbool.h>

#include "base/str.h"

struct feed_make;
struct json_node;

/*
 * Add the entries of an array of {vendor, product, packageName, packageURL,
 * collectionURL, cpes, platforms, defaultStatus, versions}: one for each name
 * that a product has.  source is that of the entries.
 */
void feed_affected(struct feed_make *k, const struct json_node *list,
    struct str source);

/*
 * Whether a version is a commit, in full or as the kernel and CISA shorten it:
 * no version has twelve digits and letters without a dot.
 */
bool feed_affected_is_commit(struct str v);

#endif
