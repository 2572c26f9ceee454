#include "rule/rule.h"

#include "model/derived.h"

RULE_TEXT(rule_clock_extension,
    .why_en = "How often and how far a clock may be extended, and by whom, "
	      "stands in its rule. An extension beyond that does not count: "
	      "the old end holds.",
    .why_ja =
	"期限を誰が何回どこまで延ばせるかは規則で決まっています。それを超"
	"える延長は数えず、元の終わりが有効です。",
    .bad = "{event: extension_granted, by: tanaka, clocks: [D-88], until: "
	   "2027-12-01}",
    .good = "{event: extension_granted, by: takahashi, clocks: [D-88], until: "
	    "2027-01-15}");

static void
check_clock(const struct check *k, const struct clock *x)
{
	for (size_t i = 0; i < x->n_steps; i++) {
		if (x->steps[i].kind != CLOCK_STEP_REFUSE)
			continue;
		check_report(k, x->steps[i].proof.at,
		    "this extension of %.*s does not count",
		    STR_ARG(x->rule->id.s));
		check_note(k, x->rule_proof.at, "the rule");
		check_help(k,
		    "stay within extension, or let somebody grant "
		    "it who may");
	}
}

void
rule_clock_extension(const struct check *k, const struct case_entry *c)
{
	const struct case_state *s = derived_case(k->model, c);

	(void)check_now(k);
	for (size_t i = 0; s != NULL && i < s->clocks.n; i++)
		check_clock(k, &s->clocks.v[i]);
}
