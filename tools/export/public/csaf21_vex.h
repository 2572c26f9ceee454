/*
 * The exporter of VEX documents by CSAF 2.1, beside those of 2.0 where
 * content/organisation.yaml asks for them (csaf.versions).  A row of
 * exports.def.
 */
#ifndef EXPORT_PUBLIC_CSAF21_VEX_H
#define EXPORT_PUBLIC_CSAF21_VEX_H

#include <stdbool.h>

#include "base/attr.h"

struct arena;
struct buf;
struct diags;
struct export_context;
struct page;
struct plan;
struct public_view;

void csaf21_vex_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c);

/* False, reporting catalog-missing or csaf-branches, when it failed. */
MUST_USE bool csaf21_vex_render(const struct page *page,
    const struct public_view *v, const struct export_context *c,
    struct arena *tmp, struct buf *out, struct diags *d);

#endif
