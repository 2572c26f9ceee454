/*
 * The exporter of .well-known/security.txt (RFC 9116).  A row of exports.def.
 */
#ifndef EXPORT_PUBLIC_SECURITY_TXT_H
#define EXPORT_PUBLIC_SECURITY_TXT_H

#include <stdbool.h>

#include "base/attr.h"

struct arena;
struct buf;
struct diags;
struct export_context;
struct page;
struct plan;
struct public_view;

/* Nothing without a contact, which the file must have (RFC 9116, 2.5.3). */
void security_txt_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c);

/* False, reporting template-name or catalog-missing, when it failed. */
MUST_USE bool security_txt_render(const struct page *page,
    const struct public_view *v, const struct export_context *c,
    struct arena *tmp, struct buf *out, struct diags *d);

#endif
