#include "rule/rule.h"

RULE_TEXT(rule_fact_verdict,
    .why_en = "The event qualified says that a report was judged; verdict "
	      "says how. One without the other leaves the stage undecided.",
    .why_ja = "qualified は判定したこと、verdict はその結果を表します。片方だ"
	      "けでは段階が決まりません。",
    .bad = "{at: 2026-09-03, event: qualified}",
    .good = "{at: 2026-09-03, event: qualified, verdict: accepted}");

void
rule_fact_verdict(const struct check *k, const struct case_entry *c)
{
	for (size_t i = 0; i < c->c->facts.n; i++) {
		const struct fact *f = &c->c->facts.v[i];
		bool is_judged = str_eq(f->event.s, S("qualified"));

		if (is_judged && f->verdict.v == 0) {
			check_report(k, f->event.at,
			    "a judgement without its "
			    "verdict");
			check_help(k, "add `verdict: accepted`, or why not");
		} else if (!is_judged && f->verdict.v != 0) {
			check_report(k, f->verdict.at,
			    "a verdict belongs to "
			    "the event qualified");
			check_help(k, "move it there");
		}
	}
}
