/*
 * Parts of the rule for CPE names that others use.
 */
#ifndef MATCH_MATCH_CPE_H
#define MATCH_MATCH_CPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"
#include "feed/affects.h"
#include "match/match_range.h"

struct arena;
struct cpe;
struct match_entry;
struct match_look;
struct match_self;
struct match_try;

/*
 * A CPE name as matching holds it: cpe_bind_read(), with '_' for each slash in
 * the product, as sources write both for the same thing (jp1\/base, jp1_base).
 * False: it is none.
 */
MUST_USE bool match_cpe_read(struct arena *a, struct str name,
    struct cpe *out);

/* A text without backslashes. */
struct str match_cpe_unquoted(struct arena *a, struct str s);

/* Whether a component may be what a configuration names: part, vendor and
 * product count. */
bool match_cpe_is_like(const struct cpe *rule, const struct cpe *c);

/* The same of a component that was read. */
bool match_cpe_is_product(const struct cpe *rule, const struct match_self *s);

/* The i-th vendor under which a product is filed as well; empty: no more. */
struct str match_cpe_alias(struct str vendor, struct str product, size_t i);

/*
 * The name, editions and version of an entry against the component, without
 * its configuration.  False: another product.  Sets miss, confidence, steps.
 */
bool match_cpe_entry(struct match_look *k, struct match_try *t, uint8_t all);

/*
 * Whether a component is what an entry of a configuration names: MATCH_SOME
 * when it may be.  A platform without a version is any version of it.
 */
enum match_in match_cpe_holds(struct match_look *k, const struct match_self *s,
    const struct feed_affects *e, const struct match_entry *p);

/*
 * The same of a component of the family that the platform names: versions of
 * a kernel say nothing of distributions.
 */
enum match_in match_cpe_kin_holds(const struct feed_affects *e,
    const struct match_entry *p);

/*
 * Whether the configuration of the entry, which the component matches, holds
 * for the inventory.  Sets miss or lowers the confidence of t.
 */
void match_config(struct match_look *k, struct match_try *t);

#endif
