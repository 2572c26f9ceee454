#include "rule/rule.h"

#include "base/arena.h"

RULE_TEXT(rule_alert_year,
    .why_en = "Alerts lie in the folder of the year in which they were "
	      "issued; people look for them there.",
    .why_ja = "注意喚起は発行した年のフォルダーに置きます。読み手はそこを探し"
	      "ます。",
    .bad = "content/alerts/2025/A-0001.md with at: 2026-11-01",
    .good = "content/alerts/2026/A-0001.md");

void
rule_alert_year(const struct check *k, const struct document *doc)
{
	const struct alert *a = doc->record;
	int year;

	if (doc->path.kind != KIND_ALERT || a->at.w.kind != WHEN_INSTANT)
		return;
	year = day_to_civil(a->at.w.day).year;
	if (str_eq(str_fmt(k->tmp, "%d", year), doc->path.dir))
		return;
	check_report(k, a->at.at, "an alert of %d lies in the folder of %.*s",
	    year, STR_ARG(doc->path.dir));
	check_help(k, "move it to content/alerts/%d", year);
}
