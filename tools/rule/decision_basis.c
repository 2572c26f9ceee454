#include "rule/rule.h"

#include "base/span.h"
#include "model/shelf.h"

RULE_TEXT(rule_decision_basis,
    .why_en = "Later versions inherit a judgement until what it rests on "
	      "changes. Of words alone the program cannot see that, although "
	      "it has the product's bill of materials.",
    .why_ja = "判断は、根拠が変わるまで後の版に引き継がれます。文章だけの根拠"
	      "は、部品表があっても、変わったことを検知できません。",
    .bad =
	"{..., verdict: not_affected, basis: zlib is built without minizip}",
    .good = "{..., rests_on: [{component: pkg:generic/zlib, "
	    "component_version: 1.3.1}]}");

/* Of any version: what is written once is asked of all. */
static bool
has_inventory(const struct shelf *s, const struct product_entry *p)
{
	const struct version_list *l = &p->product->versions;

	if (p->product->components.n > 0 || p->product->base.id.n > 0)
		return true;
	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].components.n > 0)
			return true;
	}
	for (size_t i = 0; i < s->n; i++) {
		if (s->v[i].product == p && s->v[i].version != NULL)
			return true;
	}
	return false;
}

static bool
tells_configuration(const struct product *p)
{
	bool tells = p->configuration.s.n > 0;

	for (size_t i = 0; i < p->versions.n; i++)
		tells = tells || p->versions.v[i].configuration.s.n > 0;
	return tells;
}

static void
check_one(const struct check *k, const struct product_entry *p,
    const struct decision *d)
{
	bool tells = tells_configuration(p->product);

	if (d->rests_on.n == 0) {
		check_report(k, d->basis.at,
		    "nothing to rest on that can be seen to change");
		check_help(k, "add `rests_on:` with the part and its version");
	}
	for (size_t i = 0; i < d->rests_on.n; i++) {
		const struct text *c = &d->rests_on.v[i].configuration;

		if (c->s.n == 0 || tells)
			continue;
		check_report(k, c->at,
		    "'%.*s' does not tell its configuration",
		    STR_ARG(p->e.id));
		check_help(k, "add `configuration:` to its versions");
	}
}

static void
check_product(const struct check *k, const struct product_entry *p)
{
	for (size_t i = 0; i < p->decisions->decisions.n; i++) {
		const struct decision *d = &p->decisions->decisions.v[i];

		if (d->verdict.v != 0 && span_is_set(d->basis.at))
			check_one(k, p, d);
	}
}

void
rule_decision_basis(const struct check *k, const struct model *m)
{
	struct shelf s;

	shelf_read(k->tmp, m, &s);
	for (size_t i = 0; i < m->n_products; i++) {
		const struct product_entry *p = &m->products[i];

		if (p->decisions != NULL && has_inventory(&s, p))
			check_product(k, p);
	}
}
