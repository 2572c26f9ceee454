/*
 * The exporter of OpenVEX 0.2.0 documents, one for each vulnerability of our
 * advisories.  A row of exports.def.
 *
 * The format has no ranges: versions are enumerated, each by its package URL
 * where it has one, else by the IRI that CSAF documents give the product.
 */
#ifndef EXPORT_PUBLIC_OPENVEX_H
#define EXPORT_PUBLIC_OPENVEX_H

#include <stdbool.h>

#include "base/attr.h"

struct arena;
struct buf;
struct diags;
struct export_context;
struct page;
struct plan;
struct public_view;

void openvex_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c);

/* False, reporting catalog-missing, when it failed. */
MUST_USE bool openvex_render(const struct page *page,
    const struct public_view *v, const struct export_context *c,
    struct arena *tmp, struct buf *out, struct diags *d);

#endif
