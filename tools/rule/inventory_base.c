#include "rule/rule.h"

#include "base/limits.h"

RULE_TEXT(rule_inventory_base,
    .why_en = "What a product or system is based on is written down once and "
	      "counts for all that name it. A circle, or a version that the "
	      "base does not have, leaves components out of matching without "
	      "a word.",
    .why_ja = "共通の土台は一度だけ書き、指した製品とシステムのすべてに効きま"
	      "す。土台が輪になっていたり、土台にない版を指していたりすると、"
	      "部品が黙って照合から外れます。",
    .bad = "base: city-portal (whose own base is this system)",
    .good = "base: linux-standard");

static const struct ref *
base_of(const struct entry *e)
{
	if (e->space == SPACE_SYSTEM)
		return &((const struct system_entry *)(const void *)e)
			    ->system->base;
	return &((const struct product_entry *)(const void *)e)->product->base;
}

/* What a base's target begins with. */
static const struct entry *
next(const struct entry *e)
{
	const struct ref *r = base_of(e);

	if (e->space == SPACE_SYSTEM)
		return r->target != NULL ?
		    &((const struct system_entry *)r->target)->e :
		    NULL;
	return r->target != NULL ?
	    &((const struct product_entry *)r->target)->e :
	    NULL;
}

static void
check_depth(const struct check *k, const struct entry *e)
{
	const struct entry *at = next(e);
	unsigned depth = 1;

	for (; at != NULL && at != e && depth < LIMIT_INVENTORY_BASES; depth++)
		at = next(at);
	if (at == NULL)
		return;
	/* Who leads into a circle of others is not told as well. */
	if (at != e && depth < LIMIT_INVENTORY_BASES)
		return;
	check_report(k, base_of(e)->at,
	    at == e ? "what '%.*s' is based on is in the end based on itself" :
		      "what '%.*s' is based on goes on for too long",
	    STR_ARG(e->id));
	check_help(k, "take one of the bases out");
}

static bool
has_version(const struct product *p, struct str name)
{
	for (size_t i = 0; i < p->versions.n; i++) {
		if (str_eq(p->versions.v[i].version.s, name))
			return true;
	}
	return false;
}

static void
check_versions(const struct check *k, const struct product *p)
{
	const struct product_entry *base = p->base.target;

	for (size_t i = 0; i < p->versions.n; i++) {
		const struct text *t = &p->versions.v[i].base_version;

		if (t->s.n == 0)
			continue;
		if (p->base.id.n == 0) {
			check_report(k, t->at,
			    "base_version without a base of the product");
			check_help(k,
			    "write `base:` with the product that "
			    "this version is of");
		} else if (base != NULL && !has_version(base->product, t->s)) {
			check_report(k, t->at, "'%.*s' has no version '%.*s'",
			    STR_ARG(p->base.id), STR_ARG(t->s));
			check_help(k, "add it there, or name one of those");
		}
	}
}

void
rule_inventory_base(const struct check *k, const struct model *m)
{
	for (size_t i = 0; i < m->n_products; i++) {
		check_depth(k, &m->products[i].e);
		check_versions(k, m->products[i].product);
	}
	for (size_t i = 0; i < m->n_systems; i++)
		check_depth(k, &m->systems[i].e);
}
