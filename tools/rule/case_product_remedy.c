#include "rule/rule.h"

#include "model/state.h"
#include "rule/about.h"

RULE_TEXT(rule_case_product_remedy,
    .why_en = "When remedies are planned, every affected product has one: a "
	      "fix, a workaround, or the plain word that there will be none. "
	      "Imported cases are left alone.",
    .why_ja = "対応計画が決まったら、影響のある製品すべてに対策を書きます。修"
	      "正、回避策、または修正しないという明言のどれかです。"
	      "取り込んだ案件は対象外です。",
    .bad = "{product: exagate-500, status: known_affected} after {event: "
	   "planned}",
    .good = "remediations: [{category: workaround, details: {ja: ..., en: "
	    "...}}]");

/* A remedy for several products stands at the flaw. */
static bool
is_helped(const struct vulnerability *v, struct str id)
{
	for (size_t i = 0; i < v->remediations.n; i++) {
		const struct ref_list *l = &v->remediations.v[i].products;

		if (l->n == 0)
			return true;
		for (size_t j = 0; j < l->n; j++) {
			if (str_eq(l->v[j].id, id))
				return true;
		}
	}
	return false;
}

void
rule_case_product_remedy(const struct check *k, const struct case_product *p)
{
	if (model_case_is_import(k->case_) || p->remediations.n > 0 ||
	    !about_has_status(p, status_is_affected) ||
	    is_helped(k->vulnerability, p->product.id) ||
	    (about_fact(k->case_, EVENT_PLANNED) == NULL &&
		!about_needs_text(k->case_)))
		return;
	check_report(k, p->product.at,
	    "'%.*s' is affected, but nothing says "
	    "what helps",
	    STR_ARG(p->product.id));
	check_help(k,
	    "add a remediation: vendor_fix, workaround, "
	    "mitigation, no_fix_planned or none_available");
}
