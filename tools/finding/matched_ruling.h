/*
 * What the decisions of decisions.yaml say of each version of their product:
 * how far they reach, which of several counts, and whether what they rest on
 * is still so (struct ruling of model/matched.h).
 *
 * A decision reaches the versions it names, or all when it names none; each
 * later version inherits it; one that is older than all it names does not.  Of
 * several on one vulnerability and part, one that reaches a version by itself
 * counts before one that is inherited, then the newest.  One whose time is yet
 * to come is none.
 *
 * It lapses for a version when what it rests on is no longer so there; where
 * nothing is known of the version (it has no inventory, the mirror has no such
 * record) nothing has changed.
 */
#ifndef FINDING_MATCHED_RULING_H
#define FINDING_MATCHED_RULING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/time.h"
#include "model/matched.h"

struct arena;
struct component;
struct index;
struct model;
struct stock_list;

struct ruling_ask {
	const struct model *m;	/* whose decisions: all, or those of a view */
	const struct stock_list *stocks;	/* by id and version: may be of
						 * the model behind the view */
	const struct index *x;	/* NULL: no mirror */
	bool (*is_known)(const void *of, uint32_t record);	/* whether the
				 * edition may know a record; NULL: all */
	const void *of;		/* for is_known */
	struct instant now;
};

/*
 * The rulings of all products, by product, version and as the decisions are
 * written; those that another one replaces are left out.  Lives in perm.
 */
size_t matched_rulings(struct arena *perm, const struct ruling_ask *q,
    struct ruling **out);

/* What a ruling is looked for. */
struct ruling_subject {
	struct str product;	/* ids, as the rulings' */
	struct str version;	/* empty: the product has none */
	const struct str *ids;	/* of the vulnerability, aliases too */
	size_t n_ids;
	const struct component *c;	/* NULL: whatever the part */
};

/* The ruling that counts, that of the part before that of the product as a
 * whole; NULL: nobody decided. */
const struct ruling *matched_ruling_find(const struct ruling *v, size_t n,
    const struct ruling_subject *s);

#endif
