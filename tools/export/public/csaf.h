/*
 * The exporter of CSAF 2.0 documents, one for each advisory.  A row of
 * exports.def.
 *
 * Documents that went out are copied as they are; the others are made with
 * sorted keys and without empty containers (tests 6.2.13 and the schema).  An
 * imported document gets nothing that the original did not have, but for the
 * generator.
 */
#ifndef EXPORT_PUBLIC_CSAF_H
#define EXPORT_PUBLIC_CSAF_H

#include <stdbool.h>

#include "base/attr.h"

struct arena;
struct buf;
struct diags;
struct export_context;
struct page;
struct plan;
struct public_view;

void csaf_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c);

/* False, reporting catalog-missing or csaf-branches, when it failed. */
MUST_USE bool csaf_render(const struct page *page, const struct public_view *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d);

#endif
