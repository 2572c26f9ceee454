#include "rule/rule.h"

#include "base/map.h"

RULE_TEXT(rule_product_identity,
    .why_en = "Feeds find products by these names. With two of one name a "
	      "match goes to both, and one of them is wrong.",
    .why_ja = "フィードとの照合はこの名前で行います。同じ名前の製品が二つある"
	      "と両方に一致し、片方は誤りです。",
    .bad = "two product.yaml with cpe: \"cpe:2.3:h:example:gateway:*:...\"",
    .good = "one of them with its own name");

static void
look_up(const struct check *k, struct map *seen, struct product_entry *p,
    const struct text *t)
{
	const struct product_entry *first = map_get(seen, t->s);

	if (t->s.n == 0 || map_add(seen, t->s, p))
		return;
	check_report(k, t->at, "'%.*s' has this name as well",
	    STR_ARG(first->e.id));
	check_note(k, first->e.at, "there");
	check_help(k, "give each product its own, or leave it to one");
}

void
rule_product_identity(const struct check *k, const struct model *m)
{
	struct map *seen = map_open(k->tmp);

	for (size_t i = 0; i < m->n_products; i++) {
		const struct product *p = m->products[i].product;

		look_up(k, seen, &m->products[i], &p->purl);
		look_up(k, seen, &m->products[i], &p->cpe);
	}
}
