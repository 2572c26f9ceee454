#include "rule/rule.h"

RULE_TEXT(rule_clock_setting,
    .why_en =
	"A case may waive a clock, fix its end or keep an older rule. "
	"That is a decision against what would be computed: it says what "
	"it changes, and a waiver needs a second person.",
    .why_ja =
	"案件では、期限を免除したり、終わりを固定したり、古い版の規則を使"
	"い続けたりできます。計算に逆らう判断なので、何を変えるかを書き、"
	"免除には二人目の承認が要ります。",
    .bad = "{clock: D-88, waived: yes, reason: late, by: sato, at: "
	   "2026-10-01}",
    .good = "{clock: D-88, waived: yes, reason: late, by: sato, at: "
	    "2026-10-01, approver: watanabe}");

void
rule_clock_setting(const struct check *k, const struct case_entry *c)
{
	for (size_t i = 0; i < c->c->clocks.n; i++) {
		const struct clock_setting *s = &c->c->clocks.v[i];

		if (s->waived.b &&
		    (s->approver.id.n == 0 ||
			str_eq(s->approver.id, s->by.id))) {
			check_report(k, s->waived.at,
			    "a waived clock needs a second person");
			check_help(k, "approver: somebody other than by");
		}
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
