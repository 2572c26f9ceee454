/*
 * The exporter of feeds: an Atom (RFC 4287) and a JSON Feed 1.1 document for
 * each subscription and language.  A row of exports.def.
 */
#ifndef EXPORT_PUBLIC_FEED_H
#define EXPORT_PUBLIC_FEED_H

#include <stdbool.h>

#include "base/attr.h"

struct arena;
struct buf;
struct diags;
struct export_context;
struct page;
struct plan;
struct public_view;

void feed_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c);

MUST_USE bool feed_render(const struct page *page, const struct public_view *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d);

#endif
