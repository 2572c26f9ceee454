#include "rule/rule.h"

#include "model/event.h"

RULE_TEXT(rule_fact_report,
    .why_en = "An authority gets an early warning, a notification and a final "
	      "report. A submission that does not say which of them it was "
	      "stops no clock, so that none stops by mistake.",
    .why_ja =
	"当局へは早期警戒、通知、最終報告の順に出します。どれを出したか書"
	"いていない提出は、誤って止めないよう、どの期限も止めません。",
    .bad = "{event: report_submitted, regime: cra}",
    .good = "{event: report_submitted, regime: cra, clocks: [D-01]}");

void
rule_fact_report(const struct check *k, const struct case_entry *c)
{
	for (size_t i = 0; i < c->c->facts.n; i++) {
		const struct fact *f = &c->c->facts.v[i];
		enum event e;

		if (!event_find(f->event.s, &e) ||
		    e != EVENT_REPORT_SUBMITTED || f->clocks.n > 0)
			continue;
		check_report(k, f->event.at,
		    "a report was submitted, but not which");
		check_help(k,
		    "name the clock that it answers: "
		    "clocks: [D-01]");
	}
}
