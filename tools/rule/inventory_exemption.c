#include "rule/rule.h"

RULE_TEXT(rule_inventory_exemption,
    .why_en = "Without an inventory nobody is told of vulnerable parts. That "
	      "is agreed on for a time; after its last day somebody decides "
	      "again.",
    .why_ja = "部品の一覧がなければ、部品の脆弱性は誰にも知らされません。除外"
	      "は期限付きです。期限を過ぎたら、判断し直してください。",
    .bad = "inventory_exemption: {reason: ..., approver: sato, until: "
	   "2026-03-31}",
    .good = "inventory_exemption: {reason: ..., approver: sato, until: "
	    "2027-03-31}");

static void
check_one(const struct check *k, const struct inventory_exemption *x)
{
	if (x == NULL || x->until.w.kind != WHEN_DATE ||
	    x->until.w.day.n >= check_today(k).n)
		return;
	check_report(k, x->until.at, "this exemption has ended");
	check_help(k,
	    "add an inventory and take it out, or have it decided "
	    "anew");
}

void
rule_inventory_exemption(const struct check *k, const struct product_entry *p)
{
	check_one(k, p->product->inventory_exemption);
	for (size_t i = 0; i < p->product->versions.n; i++)
		check_one(k, p->product->versions.v[i].inventory_exemption);
}
