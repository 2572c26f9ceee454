#include "rule/rule.h"

#include "model/state.h"
#include "rule/about.h"

RULE_TEXT(rule_case_product_not_affected,
    .why_en = "\"Not affected\" is believed when the reason stands beside it: "
	      "a justification of CSAF for machines, or impact for people. "
	      "Imported cases are left alone.",
    .why_ja = "「影響なし」は理由があってはじめて信じてもらえます。機械には "
	      "justification、人には impact を書きます。"
	      "取り込んだ案件は対象外です。",
    .bad = "{product: exalink-20, status: known_not_affected}",
    .good = "{product: exalink-20, status: known_not_affected, justification: "
	    "component_not_present}");

static bool
is_all(int status)
{
	return status == STATUS_KNOWN_NOT_AFFECTED;
}

void
rule_case_product_not_affected(const struct check *k,
    const struct case_product *p)
{
	if (model_case_is_import(k->case_) || p->justification.v != 0 ||
	    span_is_set(p->impact.at) || !about_has_status(p, is_all))
		return;
	/* Beside affected or fixed versions the others explain themselves. */
	if (about_has_status(p, status_is_affected) ||
	    about_has_status(p, status_is_fixed))
		return;
	check_report(k, p->product.at,
	    "'%.*s' is not affected, but nothing "
	    "says why",
	    STR_ARG(p->product.id));
	check_help(k, "add `justification:`, or `impact:` in words");
}
