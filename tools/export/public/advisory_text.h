/*
 * The exporter of advisories as plain text, in both languages, from the same
 * view as their pages and templates/pages/public/advisory_text.txt.  A row of
 * exports.def.
 */
#ifndef EXPORT_PUBLIC_ADVISORY_TEXT_H
#define EXPORT_PUBLIC_ADVISORY_TEXT_H

#include <stdbool.h>

#include "base/attr.h"

struct arena;
struct buf;
struct diags;
struct export_context;
struct page;
struct plan;
struct public_view;

void advisory_text_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c);

/* False, reporting template-name or catalog-missing, when a page failed. */
MUST_USE bool advisory_text_render(const struct page *page,
    const struct public_view *v, const struct export_context *c,
    struct arena *tmp, struct buf *out, struct diags *d);

#endif
