#include "rule/rule.h"

#include "rule/about.h"

RULE_TEXT(rule_case_credit,
    .why_en = "Before publication the finder says how to be named, or that no "
	      "name is wanted. A name without consent cannot be taken back.",
    .why_ja = "公開の前に、発見者に謝辞の書き方を確かめます。同意のない名前は"
	      "、出してしまうと取り消せません。",
    .bad = "credit: {consent: undecided} on a cleared case",
    .good = "credit: {name: Kim M., consent: named}");

void
rule_case_credit(const struct check *k, const struct case_entry *c)
{
	const struct credit *r = c->c->source != NULL ? c->c->source->credit :
							NULL;

	if (r == NULL)
		return;
	if (r->consent.v == CONSENT_UNDECIDED && about_needs_text(c)) {
		check_report(k, r->consent.at,
		    "the finder has not said how "
		    "to be thanked");
		check_help(k,
		    "ask, and write named, organization or "
		    "anonymous");
	} else if (r->consent.v == CONSENT_NAMED && r->name.s.n == 0) {
		check_report(k, r->consent.at, "'named' without a name");
		check_help(k, "write `name:` as the finder wishes it");
	} else if (r->consent.v == CONSENT_ORGANIZATION &&
	    r->organization.s.n == 0) {
		check_report(k, r->consent.at, "'organization' without one");
		check_help(k, "write `organization:`");
	}
}
