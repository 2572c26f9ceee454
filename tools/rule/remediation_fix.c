#include "rule/rule.h"

#include "rule/about.h"

RULE_TEXT(rule_remediation_fix,
    .why_en = "\"A fix is available\" helps when it says which version, or "
	      "where to get it. "
	      "Imported cases are left alone.",
    .why_ja = "修正版は、版の番号か入手先がなければ適用できません。"
	      "取り込んだ案件は対象外です。",
    .bad = "{category: vendor_fix, date: 2026-11-04}",
    .good = "{category: vendor_fix, version: 4.8.2, url: "
	    "\"https://example.com/fw\"}");

static void
check_list(const struct check *k, const struct remediation_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct remediation *r = &l->v[i];

		if (r->category.v != REMEDIATION_VENDOR_FIX ||
		    r->version.s.n > 0 || r->url.s.n > 0)
			continue;
		check_report(k, r->category.at,
		    "a fix with neither version "
		    "nor url");
		check_help(k,
		    "write the version that has it, or where it is "
		    "offered");
	}
}

void
rule_remediation_fix(const struct check *k, const struct vulnerability *v)
{
	if (model_case_is_import(k->case_))
		return;
	check_list(k, &v->remediations);
	for (size_t i = 0; i < v->products.n; i++)
		check_list(k, &v->products.v[i].remediations);
}
