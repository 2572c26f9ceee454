/*
 * What OpenVEX statements say of products (OpenVEX 0.2.0, "The VEX Statement").
 */
#ifndef FEED_FEED_OPENVEX_WARE_H
#define FEED_FEED_OPENVEX_WARE_H

#include <stddef.h>

struct feed_make;
struct json_node;

/*
 * Add the products of the record's statements.  Of several on one product and
 * the same parts of it the latest holds.
 */
void feed_openvex_wares(struct feed_make *k,
    const struct json_node *const *statements, size_t n);

#endif
