/*
 * The tree of a CSAF provider (CSAF 2.0 section 7): what stands around the
 * documents, so that machines find, check and trust them.  A row of
 * exports.def; documents themselves have exporters of their own.
 *
 * Which documents: provider_tree.h.  Each gets files with its SHA-256 and
 * SHA-512, of its bytes as they went out, else of those that are made now, and
 * its signature when one was released.
 */
#ifndef EXPORT_PUBLIC_PROVIDER_H
#define EXPORT_PUBLIC_PROVIDER_H

#include "export/export.h"
#include "wall/public_view.h"

void provider_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c);

/* False, reported, when a document or a listing cannot be made. */
bool provider_render(const struct page *page, const struct public_view *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d);

#endif
