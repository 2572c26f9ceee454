#include "audit/audit_view_source.h"

#include "base/map.h"
#include "model/model.h"
#include "text/json_write.h"
#include "wall/public_document.h"
#include "wall/public_name.h"
#include "wall/wall.h"

static bool
is_named(const struct public_advisory *p, struct str product,
    const struct version *v)
{
	for (size_t i = 0; i < p->n_leaves; i++) {
		const struct public_leaf *l = &p->leaves[i];

		if (l->is_combination || !str_eq(l->inventory, product))
			continue;
		if (str_eq(l->version, v->version.s))
			return true;
	}
	return false;
}

static void
put_versions(struct json_writer *j, const struct public_advisory *p,
    const struct product_entry *e)
{
	const struct version_list *l = &e->product->versions;

	json_name(j, "versions");
	json_opt_array(j);
	for (size_t i = 0; i < l->n; i++) {
		const struct version *v = &l->v[i];

		if (v->version.s.n == 0 || v->combines != NULL ||
		    !is_named(p, e->e.id, v))
			continue;
		json_object(j);
		json_pair(j, "version", v->version.s);
		if (v->life.v != (int)LIFE_PLANNED) {
			json_pair_opt(j, "purl", v->purl.s);
			json_pair_opt(j, "cpe", v->cpe.s);
			json_pair_opt(j, "bom_link", v->bom_link.s);
		}
		json_end(j);
	}
	json_end(j);
}

static void
put_product(struct json_writer *j, const struct public_advisory *p,
    const struct product_entry *e)
{
	json_object(j);
	json_pair(j, "key", e->e.id);
	if (e->product->kind.v != 0)
		json_pair_z(j, "kind",
		    enum_name(&enum_product_kind, e->product->kind.v));
	if (!public_may_name(e->product)) {
		json_name(j, "public");
		json_bool(j, false);
	}
	json_pair_opt(j, "purl", e->product->purl.s);
	json_pair_opt(j, "cpe", e->product->cpe.s);
	put_versions(j, p, e);
	json_end(j);
}

void
audit_view_inventory(struct json_writer *j, struct arena *a,
    const struct model *m, const struct public_advisory *p)
{
	struct map *seen = map_open(a);

	json_name(j, "inventory");
	json_opt_array(j);
	for (size_t i = 0; i < p->n_leaves; i++) {
		const struct public_leaf *l = &p->leaves[i];
		const struct product_entry *e = (const void *)model_find(m,
		    SPACE_PRODUCT, l->inventory);

		if (!l->is_combination && e != NULL &&
		    map_add(seen, l->inventory, seen))
			put_product(j, p, e);
	}
	json_end(j);
}

static bool
has_ours(const struct public_advisory *p)
{
	for (size_t i = 0; i < p->n_vulnerabilities; i++) {
		if (p->vulnerabilities[i].is_ours)
			return true;
	}
	return false;
}

void
audit_view_source(struct json_writer *j, const struct model *m,
    const struct public_advisory *p)
{
	const struct organisation *o = m->organisation;

	json_name(j, "source");
	json_opt_object(j);
	json_pair_opt(j, "base_url", p->base_url);
	if (o->cna != NULL && has_ours(p)) {
		json_pair_opt(j, "org_id", o->cna->org_id.s);
		json_pair_opt(j, "short_name", o->cna->short_name.s);
	}
	json_end(j);
}
