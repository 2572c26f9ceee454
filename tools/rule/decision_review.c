#include "rule/rule.h"

RULE_TEXT(rule_decision_review,
    .why_en = "A judgement holds until its basis changes; the day of review "
	      "is when somebody looks.",
    .why_ja = "判断は根拠が変わるまで有効です。見直す日が来たら、根拠を確かめ"
	      "ます。",
    .bad = "review: 2026-04-01 in November 2026",
    .good = "review: 2027-04-01");

void
rule_decision_review(const struct check *k, const struct product_entry *p)
{
	size_t n = p->decisions != NULL ? p->decisions->decisions.n : 0;

	for (size_t i = 0; i < n; i++) {
		const struct moment *r = &p->decisions->decisions.v[i].review;

		if (r->w.kind != WHEN_DATE || r->w.day.n >= check_today(k).n)
			continue;
		check_report(k, r->at, "the day of review has passed");
		check_help(k,
		    "look at the basis again and write the next "
		    "day");
	}
}
