/*
 * The exporter of CSAF 2.1 documents beside those of 2.0, where
 * content/organisation.yaml asks for them (csaf.versions).  A row of
 * exports.def.
 *
 * They are of the same view and by the same writers (csaf_dialect.c has the
 * differences).  Documents that came in stay what they were.
 */
#ifndef EXPORT_PUBLIC_CSAF21_H
#define EXPORT_PUBLIC_CSAF21_H

#include <stdbool.h>

#include "base/attr.h"

struct arena;
struct buf;
struct diags;
struct export_context;
struct page;
struct plan;
struct public_view;

void csaf21_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c);

/* False, reporting catalog-missing or csaf-branches, when it failed. */
MUST_USE bool csaf21_render(const struct page *page,
    const struct public_view *v, const struct export_context *c,
    struct arena *tmp, struct buf *out, struct diags *d);

#endif
