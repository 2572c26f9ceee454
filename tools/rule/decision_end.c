#include "rule/rule.h"

RULE_TEXT(rule_decision_end,
    .why_en = "A risk is accepted for a time, never for good: on the last day "
	      "somebody decides again. Other judgements hold until what they "
	      "rest on changes, and have no end.",
    .why_ja = "リスクの受容には必ず期限を設け、最後の日に改めて判断します。ほ"
	      "かの判断は根拠が変わるまで有効で、期限はありません。",
    .bad = "{vulnerability: CVE-1900-0117, verdict: accepted, ...}",
    .good = "{..., verdict: accepted, until: 2027-03-31}");

void
rule_decision_end(const struct check *k, const struct product_entry *p)
{
	size_t n = p->decisions != NULL ? p->decisions->decisions.n : 0;

	for (size_t i = 0; i < n; i++) {
		const struct decision *d = &p->decisions->decisions.v[i];
		bool is_ending = span_is_set(d->until.at);

		/* What could not be read is reported already. */
		if (d->verdict.v == 0)
			continue;
		if (d->verdict.v == DECISION_ACCEPTED && !is_ending) {
			check_report(k, d->verdict.at,
			    "accepted, without an end");
			check_help(k, "add `until:`, the last day");
		} else if (d->verdict.v != DECISION_ACCEPTED && is_ending) {
			check_report(k, d->until.at, "an end for '%s'",
			    enum_name(&enum_decision_verdict, d->verdict.v));
			check_help(k,
			    "write `review:`, the day to look at it "
			    "again");
		}
	}
}
