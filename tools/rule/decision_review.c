#include "rule/rule.h"

RULE_TEXT(rule_decision_review,
    .why_en = "A judgement holds until its basis changes; the day of review "
	      "is when somebody looks. What was accepted ends by itself.",
    .why_ja = "判断は根拠が変わるまで有効です。見直す日が来たら、根拠を確かめ"
	      "ます。リスクの受容は期限の日で終わります。",
    .bad = "review: 2026-04-01 in November 2026",
    .good = "review: 2027-04-01");

/* The last day of what was accepted. */
static void
check_end(const struct check *k, const struct moment *t)
{
	if (t->w.kind != WHEN_DATE || t->w.day.n >= check_today(k).n)
		return;
	check_report(k, t->at, "what was accepted is accepted no longer");
	check_help(k,
	    "decide again: repair it, or accept it for a new reason");
}

void
rule_decision_review(const struct check *k, const struct product_entry *p)
{
	size_t n = p->decisions != NULL ? p->decisions->decisions.n : 0;

	for (size_t i = 0; i < n; i++) {
		const struct moment *r = &p->decisions->decisions.v[i].review;

		check_end(k, &p->decisions->decisions.v[i].until);
		if (r->w.kind != WHEN_DATE || r->w.day.n >= check_today(k).n)
			continue;
		check_report(k, r->at, "the day of review has passed");
		check_help(k,
		    "look at the basis again and write the next "
		    "day");
	}
}
