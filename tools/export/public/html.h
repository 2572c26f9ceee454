/*
 * The exporter of public pages in both languages, from the public view and
 * templates/pages/public/.  A row of exports.def.
 */
#ifndef EXPORT_PUBLIC_HTML_H
#define EXPORT_PUBLIC_HTML_H

#include <stdbool.h>

#include "base/attr.h"

struct arena;
struct buf;
struct diags;
struct export_context;
struct page;
struct plan;
struct public_view;

void html_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c);

/* False, reporting template-name or catalog-missing, when a page failed. */
MUST_USE bool html_render(const struct page *page, const struct public_view *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d);

#endif
