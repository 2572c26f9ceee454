#include "rule/rule.h"

RULE_TEXT(rule_published_decision,
    .why_en = "The ledger says that it went out, the decision that it must "
	      "not. One of them is wrong, and readers of the public edition "
	      "see the first.",
    .why_ja = "台帳では公開済み、判断では非公開になっています。どちらかが誤り"
	      "で、公開サイトの読み手に見えているのは前者です。",
    .bad = "published.yaml, and disclosure: {decision: not_published}",
    .good = "disclosure: {decision: publish}");

void
rule_published_decision(const struct check *k, const struct case_entry *c)
{
	const struct disclosure *d = c->c->disclosure;

	if (d == NULL || d->decision.v == 0 ||
	    d->decision.v == DISCLOSURE_PUBLISH)
		return;
	check_report(k, d->decision.at,
	    "the decision is '%s', but there is "
	    "a ledger of published revisions",
	    enum_name(&enum_disclosure_decision, d->decision.v));
	check_note(k, c->published->where, "the ledger");
	check_help(k,
	    "if it went out, decide `publish`; if not, take the "
	    "ledger away");
}
