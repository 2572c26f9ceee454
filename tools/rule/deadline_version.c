#include "rule/rule.h"

#include "rule/clocks.h"

RULE_TEXT(rule_deadline_version,
    .why_en = "Versions of a clock rule share its id and tell by valid_from "
	      "and valid_to which of them starts clocks on a day. Where two "
	      "are in force at once, nobody can say which one counts.",
    .why_ja =
	"期限の版は同じ id を持ち、valid_from と valid_to でどの日にどの"
	"版が効くかを示します。同じ日に二つの版が効くと、どちらが正しいか"
	"決まりません。",
    .bad = "{id: D-19, valid_to: 2026-06-10}, {id: D-19, valid_from: "
	   "2026-06-10}",
    .good = "{id: D-19, valid_to: 2026-06-09}, {id: D-19, valid_from: "
	    "2026-06-10}");

static int32_t
first_day(const struct deadline *r)
{
	return r->valid_from.w.kind != WHEN_UNSET ? r->valid_from.w.day.n :
						    INT32_MIN;
}

static int32_t
last_day(const struct deadline *r)
{
	return r->valid_to.w.kind != WHEN_UNSET ? r->valid_to.w.day.n :
						  INT32_MAX;
}

void
rule_deadline_version(const struct check *k, const struct model *m)
{
	size_t n = clocks_len(m);

	for (size_t i = 0; i < n; i++) {
		const struct deadline *r = clocks_at(m, i);

		if (first_day(r) > last_day(r)) {
			check_report(k, r->valid_to.at,
			    "valid_to lies before valid_from");
			check_help(k, "swap them");
		}
		for (size_t j = 0; j < i; j++) {
			const struct deadline *o = clocks_at(m, j);

			if (!str_eq(o->id.s, r->id.s) ||
			    first_day(r) > last_day(o) ||
			    first_day(o) > last_day(r))
				continue;
			check_report(k, r->id.at,
			    "'%.*s' stands twice, for the same days",
			    STR_ARG(r->id.s));
			check_note(k, o->id.at, "there");
			check_help(k,
			    "give them valid_from and valid_to that "
			    "do not meet, or another id");
		}
	}
}
