#include "rule/rule.h"

#include "rule/about.h"

RULE_TEXT(rule_published_fact,
    .why_en = "Stage and clocks go by facts. Without own_publication the case "
	      "counts as unpublished, and its deadlines run on. "
	      "Imported cases are left alone.",
    .why_ja = "段階と期限は facts で決まります。own_publication がないと未公"
	      "開とみなされ、期限が動き続けます。"
	      "取り込んだ案件は対象外です。",
    .bad = "published.yaml without {event: own_publication}",
    .good = "facts: [..., {at: 2026-11-04T14:00+09:00, event: "
	    "own_publication}]");

void
rule_published_fact(const struct check *k, const struct case_entry *c)
{
	if (model_case_is_import(c) || c->published->revisions.n == 0 ||
	    about_fact(c, EVENT_OWN_PUBLICATION) != NULL)
		return;
	check_report(k, c->published->revisions.v[0].where,
	    "the case does "
	    "not record its publication");
	check_note(k, c->e.at, "the case");
	check_help(k, "add a fact with event own_publication");
}
