/*
 * The exporter of CSAF documents of profile VEX, one for each vulnerability of
 * our advisories.  A row of exports.def.
 *
 * They are what the advisory's document says of that vulnerability and its
 * products, with a tracking id and an address of their own, and the advisory's
 * revisions.
 */
#ifndef EXPORT_PUBLIC_CSAF_VEX_H
#define EXPORT_PUBLIC_CSAF_VEX_H

#include <stdbool.h>

#include "base/attr.h"

struct arena;
struct buf;
struct diags;
struct export_context;
struct page;
struct plan;
struct public_view;

void csaf_vex_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c);

/* False, reporting catalog-missing or csaf-branches, when it failed. */
MUST_USE bool csaf_vex_render(const struct page *page,
    const struct public_view *v, const struct export_context *c,
    struct arena *tmp, struct buf *out, struct diags *d);

#endif
