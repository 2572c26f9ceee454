#include "rule/rule.h"

RULE_TEXT(rule_case_product_status,
    .why_en = "A product stands in a case because something is known, or "
	      "being found out, about it. Without a status nobody can tell "
	      "what.",
    .why_ja = "製品を案件に書くのは、分かったこと、または調査中のことがあるか"
	      "らです。状態がなければ何も伝わりません。",
    .bad = "{product: exagate-500}",
    .good = "{product: exagate-500, status: under_investigation}");

void
rule_case_product_status(const struct check *k, const struct case_product *p)
{
	if (p->status.v == 0 && p->versions.n == 0) {
		check_report(k, p->where, "neither status nor versions");
		check_help(k,
		    "write `status: under_investigation` while it "
		    "is not known");
	} else if (p->status.v != 0 && p->versions.n > 0) {
		check_report(k, p->status.at, "status and versions at once");
		check_help(k,
		    "the status of the whole product stands instead "
		    "of versions");
	}
}
