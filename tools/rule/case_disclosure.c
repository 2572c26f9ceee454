#include "rule/rule.h"

RULE_TEXT(rule_case_disclosure,
    .why_en = "Publication is the rule. Who decides otherwise says why, "
	      "answers for it by name, and sets the day on which it is looked "
	      "at again.",
    .why_ja = "公開が原則です。公開しないなら、理由と決めた人の名前、見直す日"
	      "を残します。",
    .bad = "disclosure: {decision: customers_only}",
    .good = "disclosure: {decision: customers_only, reason: one customer, "
	    "approver: sato, review: 2027-04-01}");

void
rule_case_disclosure(const struct check *k, const struct case_entry *c)
{
	const struct disclosure *d = c->c->disclosure;
	const char *missing;

	if (d == NULL || d->decision.v == 0 ||
	    d->decision.v == DISCLOSURE_PUBLISH)
		return;
	if (d->reason.s.n == 0)
		missing = "reason";
	else if (!span_is_set(d->approver.at))
		missing = "approver";
	else if (!span_is_set(d->review.at))
		missing = "review";
	else
		return;
	check_report(k, d->decision.at, "'%s' needs '%s' as well",
	    enum_name(&enum_disclosure_decision, d->decision.v), missing);
	check_help(k, "write reason, approver and review (a date)");
}
