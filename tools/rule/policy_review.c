#include "rule/rule.h"

RULE_TEXT(rule_policy_review,
    .why_en = "A policy that nobody reads again drifts away from what is "
	      "done. On the day its owner reads it, changes it or confirms "
	      "it.",
    .why_ja = "読み返さない方針は実態から離れます。見直す日が来たら、責任者が"
	      "読み、直すか確認します。",
    .bad = "review: 2026-04-01 in November 2026",
    .good = "review: 2027-04-01");

void
rule_policy_review(const struct check *k, const struct document *doc)
{
	const struct policy *p = doc->record;

	if (p->review.w.kind != WHEN_DATE ||
	    p->review.w.day.n >= check_today(k).n)
		return;
	check_report(k, p->review.at, "the day of review has passed");
	check_help(k, "read it again, and write the next day");
}
