#include "rule/rule.h"

RULE_TEXT(rule_case_review_due,
    .why_en = "A risk was accepted, or publication was put off, until a day. "
	      "On that day somebody decides anew.",
    .why_ja = "受容や非公開の判断には期限を決めています。その日が来たら、あら"
	      "ためて判断します。",
    .bad = "disclosure: {decision: not_published, review: 2026-04-01, ...} in "
	   "November 2026",
    .good = "review: 2027-04-01");

void
rule_case_review_due(const struct check *k, const struct case_entry *c)
{
	const struct disclosure *d = c->c->disclosure;
	const struct moment *days[] = {
		d != NULL && d->decision.v != DISCLOSURE_PUBLISH ? &d->review :
								   NULL,
		c->c->exit != NULL ? &c->c->exit->review : NULL,
	};

	for (size_t i = 0; i < ARRAY_LEN(days); i++) {
		if (days[i] == NULL || days[i]->w.kind != WHEN_DATE ||
		    days[i]->w.day.n >= check_today(k).n)
			continue;
		check_report(k, days[i]->at, "the day of review has passed");
		check_help(k, "decide anew and write the next day");
	}
}
