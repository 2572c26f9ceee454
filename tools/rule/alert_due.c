#include "rule/rule.h"

RULE_TEXT(rule_alert_due,
    .why_en = "Who is asked to answer or act needs a date; without one the "
	      "request is read as information.",
    .why_ja = "回答や対応を求めるなら期日が要ります。期日がなければ、参考情報"
	      "として読まれます。",
    .bad = "level: answer without due",
    .good = "level: answer, due: 2026-12-01T17:00+09:00");

void
rule_alert_due(const struct check *k, const struct document *doc)
{
	const struct alert *a = doc->record;

	if (doc->path.kind != KIND_ALERT || a->level.v == 0 ||
	    a->level.v == ALERT_INFORM || span_is_set(a->due.at))
		return;
	check_report(k, a->level.at, "'%s' without a date",
	    enum_name(&enum_alert_level, a->level.v));
	check_help(k, "add `due:`, or write `level: inform`");
}
