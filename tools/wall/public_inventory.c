#include "wall/public_impl.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "version/vers.h"

/* A product that advisories name, and the versions that they name of it. */
struct named {
	const struct product_entry *p;
	struct map *versions;
};

/* A version on its way into order. */
struct sorting {
	struct public_version v;
	struct str scheme;
	size_t i;	/* as it came */
};

static void
see_leaf(const struct wall *w, struct map *all, const struct public_leaf *leaf)
{
	struct named *n = map_get(all, leaf->inventory);
	const struct product_entry *p;

	if (leaf->is_combination)
		return;
	if (n == NULL) {
		p = (const void *)model_find(w->model, SPACE_PRODUCT,
		    leaf->inventory);
		if (p == NULL || !public_may_name(p->product))
			return;
		n = arena_new(w->perm, struct named);
		n->p = p;
		n->versions = map_open(w->perm);
		map_put(all, leaf->inventory, n);
	}
	if (leaf->version.n > 0)
		(void)map_add(n->versions, leaf->version, n);
}

/* Planned versions are for the inside, but where an advisory promises one. */
static bool
is_released(const struct wall *w, const struct version *v)
{
	return v->released.w.kind != WHEN_UNSET && !public_is_to_come(w, v);
}

static struct str
day_of(struct arena *a, struct when w)
{
	return w.kind == WHEN_UNSET ? S("") : day_format(a, w.day);
}

/* Of one that is promised the name alone. */
static struct public_version
public_of(const struct wall *w, const struct version *v)
{
	if (public_is_to_come(w, v))
		return (struct public_version){ .version = v->version.s };
	return (struct public_version){
		.version = v->version.s,
		.purl = v->purl.s,
		.cpe = v->cpe.s,
		.released = day_of(w->perm, v->released.w),
		.support_ends = day_of(w->perm, v->support_ends.w),
		.bom_link = v->bom_link.s,
	};
}

/* Oldest first by the scheme; what is equal there as it came. */
static int
version_cmp(const void *a, const void *b)
{
	const struct sorting *x = a, *y = b;
	int cmp;

	(void)vers_compare(x->scheme, x->v.version, y->v.version, &cmp);
	if (cmp != 0)
		return cmp;
	return x->i < y->i ? -1 : 1;
}

static void
set_versions(const struct wall *w, const struct named *n,
    struct public_product *out)
{
	const struct version_list *l = &n->p->product->versions;
	size_t cap = l->n + map_len(n->versions), n_all = 0;
	struct sorting *all = arena_array(w->perm, struct sorting, cap + 1);
	struct map *seen = map_open(w->perm);

	for (size_t i = 0; i < l->n; i++) {
		const struct version *v = &l->v[i];

		if (v->version.s.n == 0 || v->combines != NULL ||
		    (!is_released(w, v) &&
			map_get(n->versions, v->version.s) == NULL) ||
		    !map_add(seen, v->version.s, all))
			continue;
		all[n_all] = (struct sorting){ public_of(w, v), out->scheme,
			n_all };
		n_all++;
	}
	for (size_t i = 0; i < map_len(n->versions); i++) {
		struct str version = map_at(n->versions, i)->key;

		if (!map_add(seen, version, all))
			continue;
		all[n_all] = (struct sorting){ { .version = version },
			out->scheme, n_all };
		n_all++;
	}
	if (n_all > 0)
		qsort(all, n_all, sizeof(*all), version_cmp);
	out->versions = arena_array(w->perm, struct public_version, n_all + 1);
	for (size_t i = 0; i < n_all; i++)
		out->versions[out->n_versions++] = all[i].v;
}

static int
product_cmp(const void *a, const void *b)
{
	const struct public_product *x = a, *y = b;

	return str_cmp(x->id, y->id);
}

void
public_inventory(const struct wall *w, struct public_view *view)
{
	struct map *all = map_open(w->perm);

	for (size_t i = 0; i < view->n_advisories; i++) {
		const struct public_advisory *adv = &view->advisories[i];

		for (size_t j = 0; j < adv->n_leaves; j++)
			see_leaf(w, all, &adv->leaves[j]);
	}
	view->n_products = map_len(all);
	view->products = arena_array(w->perm, struct public_product,
	    view->n_products + 1);
	for (size_t i = 0; i < view->n_products; i++) {
		const struct named *n = map_at(all, i)->value;
		const struct product *p = n->p->product;
		struct public_product *out = &view->products[i];

		*out = (struct public_product){
			.id = map_at(all, i)->key,
			.name = words_in(&p->name, S("en")),
			.vendor = public_vendor(n->p),
			.family = p->family.s,
			.kind = str_z(
			    enum_name(&enum_product_kind, p->kind.v)),
			.scheme = p->scheme.s,
			.purl = p->purl.s,
			.cpe = p->cpe.s,
		};
		set_versions(w, n, out);
	}
	if (view->n_products > 0)
		qsort(view->products, view->n_products,
		    sizeof(*view->products), product_cmp);
}
