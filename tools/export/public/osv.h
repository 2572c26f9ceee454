/*
 * The exporter of OSV records (OSV schema 1.7.5), one for each flaw of our
 * advisories that affects a package of an ecosystem that OSV knows.  A row of
 * exports.def.
 *
 * There is none for products that no ecosystem has: an invented one would be
 * matched by nobody.  Ids are those of advisories behind "x_", the prefix of
 * databases that are not registered.
 */
#ifndef EXPORT_PUBLIC_OSV_H
#define EXPORT_PUBLIC_OSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;
struct buf;
struct diags;
struct export_context;
struct page;
struct plan;
struct public_advisory;
struct public_view;

void osv_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c);

MUST_USE bool osv_render(const struct page *page, const struct public_view *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d);

/* Whether vulnerability i has a record: it is in a package of an ecosystem that
 * OSV knows, in versions that OSV can name. */
bool osv_has(struct arena *a, const struct public_view *v,
    const struct public_advisory *adv, size_t i);

/* The id of the record of vulnerability i. */
struct str osv_id(struct arena *a, const struct public_advisory *adv,
    size_t i);

/* How many flaws our advisories have, and how many of them no record. */
void osv_count(struct arena *a, const struct public_view *v, size_t *flaws,
    size_t *without);

#endif
