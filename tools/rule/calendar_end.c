#include "rule/rule.h"

RULE_TEXT(rule_calendar_end,
    .why_en = "A clock that runs beyond its calendar cannot be computed. Half "
	      "a year ahead there is time to enter the next year.",
    .why_ja = "暦の終わりを越える期限は計算できません。半年前なら、翌年の休日"
	      "を入れる時間があります。",
    .bad = "to: 2026-12-31 in November 2026", .good = "to: 2027-12-31");

#define DAYS_LEFT_MIN	183

void
rule_calendar_end(const struct check *k, const struct document *doc)
{
	const struct calendar *c = doc->record;

	if (doc->path.kind != KIND_CALENDAR || c->to.w.kind != WHEN_DATE ||
	    c->to.w.day.n >= check_today(k).n + DAYS_LEFT_MIN)
		return;
	check_report(k, c->to.at, "the calendar ends within half a year");
	check_help(k, "enter the holidays of the next year");
}
