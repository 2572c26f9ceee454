/*
 * What a vulnerability of a CSAF document says of the document's products.
 */
#ifndef FEED_FEED_CSAF_WARE_H
#define FEED_FEED_CSAF_WARE_H

struct feed_make;
struct feed_tree;
struct json_node;

/*
 * Add an entry for each product that product_status names, versions of one
 * product together; flags and remediations without a fix go with them.
 */
void feed_csaf_wares(struct feed_make *k, const struct feed_tree *tree,
    const struct json_node *vulnerability);

#endif
