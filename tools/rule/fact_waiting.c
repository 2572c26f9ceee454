#include "rule/rule.h"

RULE_TEXT(rule_fact_waiting,
    .why_en = "Who waits without a date waits for ever. The date also says "
	      "when the clocks that pause meanwhile are looked at again.",
    .why_ja = "期日のない待ちは終わりません。止めている期限をいつ見直すかも、"
	      "この日付で決まります。",
    .bad = "{at: 2026-09-10T10:00+09:00, event: waiting, by: jpcert}",
    .good = "{..., event: waiting, by: jpcert, until: 2026-09-24}");

void
rule_fact_waiting(const struct check *k, const struct case_entry *c)
{
	for (size_t i = 0; i < c->c->facts.n; i++) {
		const struct fact *f = &c->c->facts.v[i];

		if (!str_eq(f->event.s, S("waiting")) ||
		    span_is_set(f->until.at))
			continue;
		check_report(k, f->event.at, "waiting without a date");
		check_help(k, "add `until:` with the day to ask again");
	}
}
