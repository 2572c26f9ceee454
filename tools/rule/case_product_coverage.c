#include "rule/rule.h"

#include "model/coverage.h"
#include "rule/about.h"

RULE_TEXT(rule_case_product_coverage,
    .why_en = "When the affected versions are said to be listed, customers "
	      "with any supported version must find theirs. What a case "
	      "leaves out, they must ask for. "
	      "Imported cases are left alone.",
    .why_ja = "影響範囲が確定したら、保守中の版を使う顧客は全員、自分の版の状"
	      "態を知ることができなければなりません。書いていない版は問い合わ"
	      "せになります。"
	      "取り込んだ案件は対象外です。",
    .bad = "1.0.0 supported, the case speaks of 1.1.0 alone",
    .good = "{version: 1.0.0, status: known_not_affected}");

static bool
is_listed(const struct case_entry *c)
{
	return about_fact(c, EVENT_AFFECTED_LISTED) != NULL ||
	    about_needs_text(c);
}

void
rule_case_product_coverage(const struct check *k, const struct case_product *p)
{
	const struct version *v;
	size_t i = 0;

	if (model_case_is_import(k->case_) || !is_listed(k->case_))
		return;
	while ((v = coverage_gap(k->tmp, p, &i)) != NULL) {
		const struct product_entry *e = coverage_product(p);

		check_report(k, p->product.at,
		    "nothing is said of version "
		    "%.*s of '%.*s'",
		    STR_ARG(v->version.s), STR_ARG(e->e.id));
		check_note(k, v->where, "it is supported");
		check_help(k, "add a row for it");
	}
}
