/*
 * The clocks of everything that is no case: for each subject a function that
 * takes dated fields for facts, as events.def says.  For deadline/ only.
 */
#ifndef DEADLINE_COLLECT_H
#define DEADLINE_COLLECT_H

#include "deadline/clock_run.h"
#include "deadline/dated.h"

/* Going through all records. */
struct collect {
	const struct deadline_run *r;
	struct arena *perm;
	struct arena *tmp;		/* ends with the collecting */
	const struct policy_set **policies;	/* as m->companies, made when
						 * asked for; [n] the group's */
	struct clock *v;		/* in tmp */
	size_t n;
	size_t cap;
};

/* The clocks of all records, not sorted. */
void collect_all(const struct deadline_run *r, struct arena *perm,
    struct clock_list *out);

/* An empty list of occurrences. */
struct dated collect_dated(const struct collect *k);

/*
 * The clocks of one record: its owner, its record as the first root, and what
 * was dated.
 */
void collect_clocks(struct collect *k, const struct clock_owner *owner,
    const struct predicate_root *root, struct dated *l);

/* A field without key, person or product. */
void collect_field(struct dated *l, enum event event, const struct moment *at,
    const struct moment *until, struct span where);

/* One function a subject. */
void collect_products(struct collect *k);
void collect_campaigns(struct collect *k);
void collect_alerts(struct collect *k);
void collect_policies(struct collect *k);
void collect_companies(struct collect *k);
void collect_organisation(struct collect *k);
void collect_cves(struct collect *k);

#endif
