#include "rule/rule.h"

#include "model/derived.h"

RULE_TEXT(rule_ssvc_drift,
    .why_en = "A decision by SSVC is kept with its table and version. When "
	      "the facts or the table have changed since, something else "
	      "comes out, and somebody should decide again.",
    .why_ja = "SSVC の判断は、表とその版とともに残します。事実や表が変わって別"
	      "の結果になったら、判断し直してください。",
    .bad = "decisions: [{table: cisa, version: 2.0.3, outcome: track}] while "
	   "attacks are known",
    .good = "decisions: [{table: cisa, version: 2.0.3, outcome: act}]");

static void
check_product(const struct check *k, const struct exposure_state *p)
{
	for (size_t i = 0; i < p->n_ssvc; i++) {
		const struct ssvc_state *s = &p->ssvc[i];

		if (!s->drifted || s->decided == NULL)
			continue;
		check_report(k, s->decided->outcome.at,
		    "%.*s now gives '%.*s', not '%.*s'", STR_ARG(s->table),
		    s->outcome != NULL ? (int)s->outcome->id.s.n : 9,
		    s->outcome != NULL ? s->outcome->id.s.p : "undecided",
		    STR_ARG(s->decided->outcome.s));
		check_help(k, "decide again, or mend what has changed");
	}
}

void
rule_ssvc_drift(const struct check *k, const struct case_entry *c)
{
	const struct case_state *s = derived_case(k->model, c);

	(void)check_now(k);
	for (size_t i = 0; s != NULL && i < s->n_flaws; i++) {
		for (size_t j = 0; j < s->flaws[i].n_products; j++)
			check_product(k, &s->flaws[i].products[j]);
	}
}
