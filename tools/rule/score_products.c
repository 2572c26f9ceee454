#include "rule/rule.h"

#include "model/state.h"
#include "rule/about.h"

RULE_TEXT(rule_score_products,
    .why_en = "A score says how bad a flaw is where it is. On a product that "
	      "does not have it, it frightens customers for nothing.",
    .why_ja = "スコアは影響のある製品での深刻さを表します。影響のない製品に付"
	      "けると、顧客を無用に心配させます。",
    .bad = "scores: [{vector: ..., products: [exalink-20]}], exalink-20 "
	   "known_not_affected",
    .good = "products: [exagate-500]");

static bool
is_open(int status)
{
	return status_is_affected(status) ||
	    status == STATUS_UNDER_INVESTIGATION;
}

static bool
may_be_affected(const struct vulnerability *v, struct str id)
{
	for (size_t i = 0; i < v->products.n; i++) {
		const struct case_product *p = &v->products.v[i];

		if ((str_eq(p->product.id, id) ||
			str_eq(p->component.id, id)) &&
		    about_has_status(p, is_open))
			return true;
	}
	return false;
}

void
rule_score_products(const struct check *k, const struct vulnerability *v)
{
	for (size_t i = 0; i < v->scores.n; i++) {
		const struct ref_list *l = &v->scores.v[i].products;

		for (size_t j = 0; j < l->n; j++) {
			if (may_be_affected(v, l->v[j].id))
				continue;
			check_report(k, l->v[j].at,
			    "a score for '%.*s', "
			    "which is not affected",
			    STR_ARG(l->v[j].id));
			check_help(k, "take it out of this score");
		}
	}
}
