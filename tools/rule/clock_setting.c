#include "rule/rule.h"

#include "model/clock.h"
#include "rule/clocks.h"

RULE_TEXT(rule_clock_setting,
    .why_en =
	"A case may waive a clock, fix its end or keep an older rule. "
	"That is a decision against what would be computed: it says what "
	"it changes. A waiver needs a second person, and so does another "
	"end of a clock that rests on law: no one person moves that.",
    .why_ja =
	"案件では、期限を免除したり、終わりを固定したり、古い版の規則を使"
	"い続けたりできます。計算に逆らう判断なので、何を変えるかを書きま"
	"す。免除には二人目の承認が要ります。法令による期限の終わりを動かすと"
	"きも同じで、一人では動かせません。",
    .bad = "{clock: D-88, waived: yes, reason: late, by: sato, at: "
	   "2026-10-01}",
    .good = "{clock: D-88, waived: yes, reason: late, by: sato, at: "
	    "2026-10-01, approver: watanabe}");

/* Whether a clock rests on law, in any version of its rule. */
static bool
rests_on_law(const struct model *m, struct str clock)
{
	size_t n = clocks_len(m);

	for (size_t i = 0; i < n; i++) {
		const struct deadline *rule = clocks_at(m, i);

		if (str_eq(rule->id.s, clock) && clock_rests_on_law(rule))
			return true;
	}
	return false;
}

static void
check_second(const struct check *k, const struct clock_setting *s)
{
	if (s->approver.id.n > 0 && !str_eq(s->approver.id, s->by.id))
		return;
	if (s->waived.b)
		check_report(k, s->waived.at,
		    "a waived clock needs a second person");
	else if (span_is_set(s->due.at) && rests_on_law(k->model, s->clock.s))
		check_report(k, s->due.at,
		    "%.*s rests on law: another end needs a second person",
		    STR_ARG(s->clock.s));
	else
		return;
	check_help(k, "approver: somebody other than by");
}

void
rule_clock_setting(const struct check *k, const struct case_entry *c)
{
	for (size_t i = 0; i < c->c->clocks.n; i++) {
		const struct clock_setting *s = &c->c->clocks.v[i];

		check_second(k, s);
		if (s->waived.b || span_is_set(s->due.at) ||
		    span_is_set(s->source_version.at) ||
		    span_is_set(s->explanation.at))
			continue;
		check_report(k, s->where, "this changes nothing of the clock");
		check_help(k,
		    "write due, source_version, waived or "
		    "explanation");
	}
}
