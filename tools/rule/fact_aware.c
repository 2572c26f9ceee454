#include "rule/rule.h"

#include "model/event.h"

RULE_TEXT(rule_fact_aware,
    .why_en = "To be aware in the sense of the law is a decision. An "
	      "authority will ask who took it, when, and on what evidence.",
    .why_ja =
	"法令でいう「認識」は判断です。誰が、いつ、何を根拠に判断したかを"
	"当局から問われます。",
    .bad = "{at: 2026-10-02T09:00+09:00, event: aware}",
    .good = "{at: 2026-10-02T09:00+09:00, event: aware, by: kato, note: logs "
	    "of a customer show the attack}");

void
rule_fact_aware(const struct check *k, const struct case_entry *c)
{
	for (size_t i = 0; i < c->c->facts.n; i++) {
		const struct fact *f = &c->c->facts.v[i];
		enum event e;

		if (!event_find(f->event.s, &e) ||
		    (e != EVENT_AWARE && e != EVENT_SEVERE_INCIDENT_AWARE))
			continue;
		if (f->by.id.n > 0 && f->note.s.n > 0)
			continue;
		check_report(k, f->event.at, "aware, without %s",
		    f->by.id.n > 0 ? "the evidence" : "who decided it");
		check_help(k, "by: PERSON, note: on what evidence");
	}
}
