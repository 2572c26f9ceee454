#include "rule/rule.h"

#include "base/limits.h"

RULE_TEXT(rule_calendar_base,
    .why_en = "A calendar takes over the holidays of the one it rests on. "
	      "Calendars that rest on each other in a circle have no end, and "
	      "none of them counts.",
    .why_ja =
	"暦は base の暦の休日を引き継ぎます。互いを base にする暦は終わり"
	"がなく、どれも数えられません。",
    .bad = "group.yaml: base: jp, jp.yaml: base: group",
    .good = "group.yaml: base: jp");

void
rule_calendar_base(const struct check *k, const struct document *doc)
{
	const struct calendar *c = doc->record;
	const struct plain_entry *e;

	if (doc->path.kind != KIND_CALENDAR)
		return;
	e = c->base.target;
	for (int depth = 1; e != NULL; depth++) {
		if (e->record == doc->record || depth > LIMIT_CALENDAR_DEPTH) {
			check_report(k, c->base.at,
			    "this calendar rests on itself, or on too many");
			check_help(k,
			    "leave base out where the circle should "
			    "end");
			return;
		}
		e = ((const struct calendar *)e->record)->base.target;
	}
}
