#include "wall/public_impl.h"

void
public_select_in(struct public_making *k, const struct case_product *p,
    const struct aim *s, struct public_leaves *out)
{
	if (aim_version(s, p, NULL))
		public_leaves_add(k->a, out, public_leaf(k, p, NULL));
	for (size_t i = 0; i < p->versions.n; i++) {
		const struct product_version *v = &p->versions.v[i];

		if (aim_version(s, p, v))
			public_leaves_add(k->a, out, public_leaf(k, p, v));
	}
}

/* Products without a status are meant only where a version is named. */
static void
select_named(struct public_making *k, const struct named_product *n,
    const struct aim *s, struct public_leaves *out)
{
	struct case_product p = {
		.product = n->product,
		.component = n->component,
		.platform_version = n->version,
	};
	struct str version = n->component.id.n > 0 ? n->component_version.s :
						     n->version.s;

	if (s->versions == NULL || s->versions->n == 0 ||
	    (s->statuses != NULL && s->statuses->n > 0) ||
	    !aim_names(s->versions, version) || !aim_product(s, &p))
		return;
	public_leaves_add(k->a, out, public_leaf_named(k, n));
}

struct public_leaves
public_select(struct public_making *k, const struct vulnerability *v,
    const struct aim *s)
{
	struct public_leaves out = { 0 };

	for (size_t i = 0; i < v->products.n; i++) {
		const struct case_product *p = &v->products.v[i];

		if (aim_product(s, p))
			public_select_in(k, p, s, &out);
	}
	for (size_t i = 0; i < v->without_status.n; i++)
		select_named(k, &v->without_status.v[i], s, &out);
	return out;
}
