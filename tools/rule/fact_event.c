#include "rule/rule.h"

#include "model/event.h"

RULE_TEXT(rule_fact_event,
    .why_en = "Stages and clocks are computed from events. A misspelt one "
	      "starts nothing and stops nothing, in silence.",
    .why_ja = "段階と期限は event から計算します。綴りの違う event は、何も始"
	      "めず何も止めません。",
    .bad = "{at: 2026-09-01, event: verifed}",
    .good = "{at: 2026-09-01, event: verified}");

static void
report_of_field(const struct check *k, const struct text *t, enum event e)
{
	check_report(k, t->at, "'%.*s' is no fact: it follows from a field",
	    STR_ARG(t->s));
	check_help(k, "%s", event_info(e)->doc);
}

void
rule_fact_event(const struct check *k, const struct case_entry *c)
{
	for (size_t i = 0; i < c->c->facts.n; i++) {
		const struct text *t = &c->c->facts.v[i].event;
		struct str near;
		enum event e;

		if (t->s.n == 0)
			continue;
		if (event_find(t->s, &e)) {
			if (event_info(e)->of_field)
				report_of_field(k, t, e);
			continue;
		}
		check_report(k, t->at, "there is no event '%.*s'",
		    STR_ARG(t->s));
		near = event_nearest(t->s);
		if (near.n > 0)
			check_help(k, "did you mean '%.*s'?", STR_ARG(near));
		else
			check_help(k, "`hansho list events` names them all");
	}
}
