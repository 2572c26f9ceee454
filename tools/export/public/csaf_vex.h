/*
 * The exporter of CSAF documents of profile VEX, one for each vulnerability of
 * our advisories.  A row of exports.def.
 *
 * They are what the advisory's document says of that vulnerability and its
 * products, with a tracking id and an address of their own, and the advisory's
 * revisions.
 */
#ifndef EXPORT_PUBLIC_CSAF_VEX_H
#define EXPORT_PUBLIC_CSAF_VEX_H

#include <stdbool.h>

#include "base/attr.h"
#include "wall/public_words.h"

struct arena;
struct buf;
struct diags;
struct export_context;
struct page;
struct plan;
struct public_advisory;
struct public_view;

void csaf_vex_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c);

/* False, reporting catalog-missing or csaf-branches, when it failed. */
MUST_USE bool csaf_vex_render(const struct page *page,
    const struct public_view *v, const struct export_context *c,
    struct arena *tmp, struct buf *out, struct diags *d);

/* Tracking id and title of the document about vulnerability i. */
struct str csaf_vex_id(struct arena *a, const struct public_advisory *adv,
    size_t i);
struct public_words csaf_vex_title(struct arena *a,
    const struct public_advisory *adv, size_t i);

#endif
