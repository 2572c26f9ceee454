#include "rule/rule.h"

RULE_TEXT(rule_calendar_range,
    .why_en = "Business days are counted by calendars. A holiday outside the "
	      "days covered does not count, and nobody notices.",
    .why_ja = "営業日は暦で数えます。対象期間の外の休日は数に入らず、誰も気付"
	      "きません。",
    .bad = "from: 2026-01-01, to: 2026-12-31, holidays: [{date: 2027-01-01}]",
    .good = "to: 2027-12-31");

void
rule_calendar_range(const struct check *k, const struct document *doc)
{
	const struct calendar *c = doc->record;

	if (doc->path.kind != KIND_CALENDAR || c->from.w.kind != WHEN_DATE ||
	    c->to.w.kind != WHEN_DATE)
		return;
	if (c->from.w.day.n > c->to.w.day.n) {
		check_report(k, c->to.at,
		    "the calendar ends before it "
		    "begins");
		check_help(k, "swap from and to");
		return;
	}
	for (size_t i = 0; i < c->holidays.n; i++) {
		const struct moment *d = &c->holidays.v[i].date;
		int32_t day = d->w.day.n;

		if (d->w.kind != WHEN_DATE)
			continue;
		if (day < c->from.w.day.n || day > c->to.w.day.n) {
			check_report(k, d->at,
			    "this day lies outside the "
			    "calendar");
			check_help(k, "extend from or to, or take it out");
		}
		if (i > 0 && c->holidays.v[i - 1].date.w.day.n >= day) {
			check_report(k, d->at,
			    "holidays are not in order, "
			    "or one stands twice");
			check_help(k, "put them in order, oldest first");
		}
	}
}
