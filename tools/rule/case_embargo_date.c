#include "rule/rule.h"

RULE_TEXT(rule_case_embargo_date,
    .why_en = "Silence without an end is no agreement. Write the instant "
	      "agreed, or at least the date proposed.",
    .why_ja = "終わりのない沈黙は合意とはいえません。合意した日時か、せめて提"
	      "案した日を書きます。",
    .bad = "embargo: {reason: fix not ready}",
    .good = "embargo: {proposed: 2026-12-01, reason: fix not ready}");

void
rule_case_embargo_date(const struct check *k, const struct case_entry *c)
{
	const struct embargo *e = c->c->embargo;

	if (e == NULL || span_is_set(e->until.at) ||
	    span_is_set(e->proposed.at))
		return;
	check_report(k, e->where, "an embargo without a date");
	check_help(k, "add `until:` with the instant agreed, or `proposed:`");
}
