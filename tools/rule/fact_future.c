#include "rule/rule.h"

RULE_TEXT(rule_fact_future,
    .why_en = "A fact has happened. A date to come is a plan: "
	      "disclosure.planned, embargo.until or a target. Only the events "
	      "that announce a date may lie ahead.",
    .why_ja = "facts には起きたことだけを書きます。これからの日付は予定で、"
	      "disclosure.planned、embargo.until、target などに書きます。",
    .bad = "{at: 2027-03-01, event: fix_available} in 2026",
    .good = "remediations: [{category: vendor_fix, version: 4.8.2, date: "
	    "2027-03-01}]");

static bool
announces(struct str event)
{
	return str_eq(event, S("agreed_publication")) ||
	    str_eq(event, S("support_end"));
}

void
rule_fact_future(const struct check *k, const struct case_entry *c)
{
	struct day today = check_today(k);

	for (size_t i = 0; i < c->c->facts.n; i++) {
		const struct fact *f = &c->c->facts.v[i];
		const struct when *w = &f->at.w;

		if (w->kind == WHEN_UNSET || announces(f->event.s) ||
		    (w->kind == WHEN_DATE ? w->day.n <= today.n :
					    w->at.s <= check_now(k).s))
			continue;
		check_report(k, f->at.at, "this fact has not happened yet");
		check_help(k,
		    "write down plans under disclosure, embargo or "
		    "remediations");
	}
}
