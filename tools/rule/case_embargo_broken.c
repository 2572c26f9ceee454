#include "rule/rule.h"

#include "rule/about.h"

RULE_TEXT(rule_case_embargo_broken,
    .why_en = "When the flaw or an exploit is public, silence protects "
	      "nobody: the embargo ends, and all parties are told. Record "
	      "embargo_broken or embargo_lifted, so that the clocks and the "
	      "pages know.",
    .why_ja = "脆弱性や実証コードが公になったら、公開停止を続ける意味はありま"
	      "せん。関係者に知らせて解除し、embargo_broken か embargo_lifted "
	      "を記録します。",
    .bad = "facts: [{at: 2026-09-01, event: exploit_public}], embargo until "
	   "2026-12-01",
    .good = "facts: [..., {at: 2026-09-01T12:00+09:00, event: "
	    "embargo_broken}]");

static const enum event events[] = {
	EVENT_PUBLIC,
	EVENT_EXPLOIT_PUBLIC,
	EVENT_OTHER_PUBLICATION,
};

void
rule_case_embargo_broken(const struct check *k, const struct case_entry *c)
{
	const struct embargo *e = c->c->embargo;

	if (e == NULL || e->until.w.kind != WHEN_INSTANT ||
	    about_fact(c, EVENT_EMBARGO_BROKEN) != NULL ||
	    about_fact(c, EVENT_EMBARGO_LIFTED) != NULL)
		return;
	for (size_t i = 0; i < ARRAY_LEN(events); i++) {
		const struct fact *f = about_fact(c, events[i]);

		if (f == NULL || f->at.w.kind == WHEN_UNSET ||
		    when_start(f->at.w, k->model->zone).s >= e->until.w.at.s)
			continue;
		check_report(k, e->until.at,
		    "the embargo lasts beyond the "
		    "day on which the flaw became public");
		check_note(k, f->where, "it is public since then");
		check_help(k,
		    "agree to end it and record the fact "
		    "embargo_broken or embargo_lifted");
		return;
	}
}
