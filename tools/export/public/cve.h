/*
 * The exporter of CVE records (CVE Record Format 5.2), one for each id of our
 * own block: of those that a public advisory of ours has, and in the rejected
 * form of those that were given up.  A row of exports.def.
 *
 * The files are ready to be submitted; nothing is ever sent.  There are none
 * without `cna` in content/organisation.yaml.
 */
#ifndef EXPORT_PUBLIC_CVE_H
#define EXPORT_PUBLIC_CVE_H

#include <stdbool.h>

#include "base/attr.h"

struct arena;
struct buf;
struct diags;
struct export_context;
struct page;
struct plan;
struct public_view;

void cve_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c);

/* False, reporting catalog-missing, when it failed. */
MUST_USE bool cve_render(const struct page *page, const struct public_view *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d);

#endif
