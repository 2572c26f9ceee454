/*
 * The exporter of CycloneDX 1.6 documents with VEX, one for each vulnerability
 * of our advisories.  A row of exports.def.
 *
 * The components are the products of the advisory's CSAF document, and their
 * references the product ids there.  Versions that the inventory finds in the
 * SBOM that customers have are named by their BOM-Link in addition.
 */
#ifndef EXPORT_PUBLIC_CYCLONEDX_H
#define EXPORT_PUBLIC_CYCLONEDX_H

#include <stdbool.h>

#include "base/attr.h"

struct arena;
struct buf;
struct diags;
struct export_context;
struct page;
struct plan;
struct public_view;

void cyclonedx_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c);

/* False, reporting catalog-missing, when it failed. */
MUST_USE bool cyclonedx_render(const struct page *page,
    const struct public_view *v, const struct export_context *c,
    struct arena *tmp, struct buf *out, struct diags *d);

#endif
