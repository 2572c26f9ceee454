#include "rule/rule.h"

RULE_TEXT(rule_system_checked,
    .why_en = "Alerts go by what people wrote. A list of last year warns of "
	      "software that is gone, and says nothing of what came since.",
    .why_ja = "通知は書かれた一覧をもとに届きます。古い一覧では、なくなったソ"
	      "フトを警告し、新しいソフトを見落とします。",
    .bad = "checked: 2025-01-15 in November 2026",
    .good = "checked: 2026-10-01");

#define DAYS_MAX	366

void
rule_system_checked(const struct check *k, const struct system_entry *s)
{
	const struct moment *t = &s->system->checked;
	struct span at = span_is_set(t->at) ? t->at : s->e.at;
	const struct moment *end = &s->system->until;

	if (end->w.kind == WHEN_DATE && end->w.day.n < check_today(k).n)
		return;
	if (t->w.kind == WHEN_DATE &&
	    t->w.day.n + DAYS_MAX >= check_today(k).n)
		return;
	check_report(k, at, "the list was %s",
	    t->w.kind == WHEN_DATE ? "not checked for over a year" :
				     "never checked");
	check_help(k, "read it with the owner and write `checked:`");
}
