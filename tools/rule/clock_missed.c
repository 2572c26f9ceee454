#include "rule/rule.h"

#include "model/derived.h"

RULE_TEXT(rule_clock_missed,
    .why_en = "A clock that was missed stays on record for ever, and the next "
	      "one will be missed too unless somebody says why.",
    .why_ja =
	"過ぎた期限は記録に残り続けます。理由を書かないと、次も同じことが"
	"起きます。",
    .bad = "D-80 was met two days late",
    .good = "clocks: [{clock: D-80, explanation: the mail went to a former "
	    "address, reason: ..., by: sato, at: 2026-10-01}]");

void
rule_clock_missed(const struct check *k, const struct case_entry *c)
{
	const struct case_state *s = derived_case(k->model, c);

	(void)check_now(k);
	for (size_t i = 0; s != NULL && i < s->clocks.n; i++) {
		const struct clock *x = &s->clocks.v[i];

		if (x->state != CLOCK_STATE_MISSED ||
		    (x->setting != NULL &&
			span_is_set(x->setting->explanation.at)))
			continue;
		check_report(k, x->stop->proof.at,
		    "%.*s was missed, and nobody said why",
		    STR_ARG(x->rule->id.s));
		check_note(k, x->start->proof.at, "it started here");
		check_help(k,
		    "clocks: [{clock: %.*s, explanation: ..., "
		    "reason: ..., by: ..., at: ...}]",
		    STR_ARG(x->rule->id.s));
	}
}
