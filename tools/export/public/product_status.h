/*
 * The exporter of a JSON file for each product that advisories name: which
 * vulnerabilities each of its versions has, and where it stands; and of a list
 * of those files.  A row of exports.def.
 *
 * No standard has such a file (OASIS asks for one: csaf issue 407); names of
 * members are CSAF's, CVE's and purl's.
 */
#ifndef EXPORT_PUBLIC_PRODUCT_STATUS_H
#define EXPORT_PUBLIC_PRODUCT_STATUS_H

#include <stdbool.h>

#include "base/attr.h"

struct arena;
struct buf;
struct diags;
struct export_context;
struct page;
struct plan;
struct public_view;

void product_status_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c);

MUST_USE bool product_status_render(const struct page *page,
    const struct public_view *v, const struct export_context *c,
    struct arena *tmp, struct buf *out, struct diags *d);

#endif
