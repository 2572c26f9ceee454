#include "deadline/collect.h"
#include "model/model.h"

/* Versions that are only planned are nobody's yet. */
static void
add_version(struct dated *l, const struct version *v)
{
	struct dated_field f = {
		.event = EVENT_VERSION_ISSUED,
		.key = v->version.s.n > 0 ? v->version.s : v->range.s,
		.at = v->released,
		.where = v->where,
	};

	if (v->life.v == (int)LIFE_PLANNED)
		return;
	dated_field(l, &f);
	f.event = EVENT_SUPPORT_ENDS;
	f.until = v->support_ends;
	if (v->support_ends.w.kind != WHEN_UNSET)
		dated_field(l, &f);
}

void
collect_products(struct collect *k)
{
	const struct model *m = k->r->m;

	for (size_t i = 0; i < m->n_products; i++) {
		const struct product_entry *e = &m->products[i];
		const struct product *p = e->product;
		struct dated l = collect_dated(k);

		if (p == NULL)
			continue;
		collect_field(&l, EVENT_ON_MARKET, &p->placed_on_market, NULL,
		    p->where);
		if (p->support_ends.w.kind != WHEN_UNSET)
			collect_field(&l, EVENT_SUPPORT_ENDS,
			    &p->placed_on_market, &p->support_ends, p->where);
		for (size_t j = 0; j < p->versions.n; j++)
			add_version(&l, &p->versions.v[j]);
		collect_clocks(k,
		    &(struct clock_owner){ CLOCK_ON_PRODUCT, &e->e, e->e.id,
			e->company },
		    &(struct predicate_root){ "product", &record_product, p },
		    &l);
	}
}
