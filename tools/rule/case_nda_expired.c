#include "rule/rule.h"

#include "model/named.h"

RULE_TEXT(rule_case_nda_expired,
    .why_en = "An agreement that has run out binds nobody. The person signs "
	      "again or leaves the case.",
    .why_ja = "期限の切れた誓約は効力がありません。更新するか、案件から外れま"
	      "す。",
    .bad = "nda: [{scope: jpcert, signed_on: 2025-04-01, expires: "
	   "2026-03-31}] in November 2026",
    .good = "expires: 2027-03-31");

void
rule_case_nda_expired(const struct check *k, const struct case_entry *c)
{
	struct named r;
	struct day today = check_today(k);

	if (c->label != TLP_RED)
		return;
	r = named_of(k->tmp, c);
	for (size_t i = 0; i < r.n; i++) {
		const struct person_entry *p = r.v[i].person;
		const struct nda *n = named_nda(c, p->person);

		if (n == NULL || n->expires.w.kind != WHEN_DATE ||
		    n->expires.w.day.n >= today.n)
			continue;
		check_report(k, r.v[i].at,
		    "the secrecy agreement of %.*s has "
		    "expired",
		    STR_ARG(p->e.id));
		check_note(k, n->expires.at, "the agreement");
		check_help(k, "renew it, or take the person off the case");
	}
}
