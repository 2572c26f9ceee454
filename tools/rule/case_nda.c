#include "rule/rule.h"

#include "model/named.h"

RULE_TEXT(rule_case_nda,
    .why_en = "A case under a secrecy agreement may name only persons who "
	      "signed one that covers it: for all, for the case, for the "
	      "party that reported it, or for the channel it came by.",
    .why_ja = "秘密保持の対象の案件に名前を書けるのは、その案件を対象に含む誓"
	      "約をした人だけです(全件、案件、報告元、経路のいずれか)。",
    .bad = "a TLP:RED case with team: [mori], mori without nda",
    .good = "mori: nda: [{scope: jpcert, signed_on: 2026-04-01}]");

void
rule_case_nda(const struct check *k, const struct case_entry *c)
{
	struct named r;

	if (c->label != TLP_RED)
		return;
	r = named_of(k->tmp, c);
	for (size_t i = 0; i < r.n; i++) {
		const struct person_entry *p = r.v[i].person;

		if (named_nda(c, p->person) != NULL)
			continue;
		check_report(k, r.v[i].at,
		    "%.*s has signed no secrecy "
		    "agreement that covers this case",
		    STR_ARG(p->e.id));
		check_note(k, p->e.at, "the person");
		check_help(k,
		    "take the person off the case until the "
		    "agreement is signed and recorded under 'nda'");
	}
}
