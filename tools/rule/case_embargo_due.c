#include "rule/rule.h"

#include "rule/about.h"

RULE_TEXT(rule_case_embargo_due,
    .why_en = "After the agreed instant every party may speak. Either publish "
	      "now, or agree on another instant and write it down.",
    .why_ja = "合意した日時を過ぎると、関係者は誰でも公表できます。公開するか"
	      "、あらためて合意した日時を書きます。",
    .bad = "embargo: {until: 2026-11-01T10:00+09:00} in December, nothing "
	   "published",
    .good = "embargo: {until: 2027-01-15T10:00+09:00}");

void
rule_case_embargo_due(const struct check *k, const struct case_entry *c)
{
	const struct embargo *e = c->c->embargo;

	if (e == NULL || e->until.w.kind != WHEN_INSTANT ||
	    e->until.w.at.s > check_now(k).s || c->published != NULL ||
	    c->c->exit != NULL ||
	    about_fact(c, EVENT_EMBARGO_LIFTED) != NULL ||
	    about_fact(c, EVENT_EMBARGO_BROKEN) != NULL ||
	    about_fact(c, EVENT_CLOSED) != NULL)
		return;
	check_report(k, e->until.at,
	    "the embargo has ended and nothing is "
	    "published");
	check_help(k,
	    "publish, agree on another instant, or record the fact "
	    "embargo_lifted");
}
