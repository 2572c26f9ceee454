#include "rule/rule.h"

#include "rule/about.h"

RULE_TEXT(rule_case_product_target,
    .why_en = "A target day or a fix for a product that does not have the "
	      "flaw is left over from before the judgement. It keeps clocks "
	      "and boards busy for nothing. "
	      "Imported cases are left alone.",
    .why_ja = "影響のない製品に目標日や修正が残っていると、期限や一覧が無駄に"
	      "動きます。判定前の残りを消します。"
	      "取り込んだ案件は対象外です。",
    .bad = "{product: exalink-20, status: known_not_affected, target: "
	   "2026-12-01, ...}",
    .good = "no target");

static bool
is_not(int status)
{
	return status == STATUS_KNOWN_NOT_AFFECTED;
}

static bool
is_other(int status)
{
	return status != 0 && !is_not(status);
}

void
rule_case_product_target(const struct check *k, const struct case_product *p)
{
	struct span at = p->target.at;

	if (model_case_is_import(k->case_) || !about_has_status(p, is_not) ||
	    about_has_status(p, is_other))
		return;
	for (size_t i = 0; i < p->remediations.n && !span_is_set(at); i++) {
		if (p->remediations.v[i].category.v == REMEDIATION_VENDOR_FIX)
			at = p->remediations.v[i].where;
	}
	if (!span_is_set(at))
		return;
	check_report(k, at, "'%.*s' is not affected", STR_ARG(p->product.id));
	check_help(k, "take out what was planned, or correct the status");
}
