/*
 * Products of an advisory's page: affected with their fixes, not affected with
 * reasons, and the fixes that can be had.
 */
#ifndef EXPORT_PUBLIC_HTML_PRODUCT_H
#define EXPORT_PUBLIC_HTML_PRODUCT_H

struct html_fill;
struct public_advisory;
struct value;

/* Set "products", "not_affected", "n_not_affected" and "fixes". */
void html_product(const struct html_fill *f, struct value *o,
    const struct public_advisory *adv);

#endif
