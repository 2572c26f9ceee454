#include "rule/rule.h"

#include "model/derived.h"

RULE_TEXT(rule_clock_calendar,
    .why_en = "Business days are counted by a calendar, and a calendar ends. "
	      "Beyond its end there is no answer and no guess: the clock has "
	      "no date until the year is added.",
    .why_ja = "営業日は暦で数えますが、暦には終わりがあります。その先は推測せ"
	      "ず、年を加えるまで期限は出ません。",
    .bad = "jp.yaml: to: 2026-12-31, and a clock that ends in January 2027",
    .good = "jp.yaml: to: 2027-12-31");

void
rule_clock_calendar(const struct check *k, const struct model *m)
{
	(void)check_now(k);
	for (size_t i = 0; m->derived != NULL && i < m->derived->clocks.n;
	     i++) {
		const struct clock *c = &m->derived->clocks.v[i];

		if (c->state != CLOCK_STATE_UNKNOWN)
			continue;
		if (c->year_missing != 0)
			check_report(k, c->start->proof.at,
			    "the end of %.*s cannot be counted: its calendar "
			    "does not cover %d",
			    STR_ARG(c->rule->id.s), c->year_missing);
		else
			check_report(k, c->start->proof.at,
			    "the end of %.*s cannot be counted: it has no "
			    "calendar, or lies beyond all years",
			    STR_ARG(c->rule->id.s));
		check_note(k, c->rule_proof.at, "the rule");
		check_help(k,
		    "add the year to content/calendars, or name the "
		    "rule's calendar");
	}
}
