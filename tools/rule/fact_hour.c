#include "rule/rule.h"

#include "model/event.h"
#include "rule/about.h"

RULE_TEXT(rule_fact_hour,
    .why_en = "Some laws count hours from these events. A date alone means "
	      "00:00 when it starts a clock and 24:00 when it stops one, so "
	      "hours are lost, or are missing in an audit. "
	      "Imported cases are left alone.",
    .why_ja = "これらの事実から時間単位の期限が始まる法令があります。日付だけ"
	      "だと、開始は 0 時、終了は 24 時とみなすため、時間を失うか、監"
	      "査で説明できません。"
	      "取り込んだ案件は対象外です。",
    .bad = "{at: 2026-09-01, event: received}",
    .good = "{at: 2026-09-01T09:30+09:00, event: received}");

void
rule_fact_hour(const struct check *k, const struct case_entry *c)
{
	if (model_case_is_import(c))
		return;
	for (size_t i = 0; i < c->c->facts.n; i++) {
		const struct fact *f = &c->c->facts.v[i];
		enum event e;

		if (f->at.w.kind != WHEN_DATE || !event_find(f->event.s, &e) ||
		    event_info(e)->time != EVENT_HOUR)
			continue;
		check_report(k, f->at.at,
		    "'%.*s' may start or stop a clock "
		    "that counts hours",
		    STR_ARG(f->event.s));
		check_help(k,
		    "add the time and its zone: "
		    "2026-09-01T09:30+09:00");
	}
}
