#include "rule/rule.h"

RULE_TEXT(rule_waiver_long,
    .why_en = "A waiver is a loan of time. Half a year is enough for a reason "
	      "to be looked at again.",
    .why_ja = "免除は猶予です。半年あれば、理由を見直す機会が来ます。",
    .bad = "until: 2030-12-31", .good = "until: 2027-03-31");

#define DAYS_MAX	184

void
rule_waiver_long(const struct check *k, const struct document *doc)
{
	const struct field *f = field_find(kind_info(doc->path.kind)->record,
	    S("waivers"));
	const struct waiver *v;
	size_t n;

	if (f == NULL)
		return;
	v = field_items(f, doc->record, &n);
	for (size_t i = 0; i < n; i++) {
		const struct moment *t = &v[i].until;

		if (t->w.kind != WHEN_DATE ||
		    t->w.day.n <= check_today(k).n + DAYS_MAX)
			continue;
		check_report(k, t->at,
		    "the waiver lasts for more than half a "
		    "year");
		check_help(k, "write an earlier day");
	}
}
