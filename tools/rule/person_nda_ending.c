#include "rule/rule.h"

#include "model/named.h"

/* Signing again takes the lawyers of both sides: two months. */
#define AHEAD_DAYS	60

RULE_TEXT(rule_person_nda_ending,
    .why_en = "Who works on a case under a secrecy agreement loses access on "
	      "the day it ends. Signing again takes weeks, so it is asked "
	      "for 60 days before.",
    .why_ja = "秘密保持の対象の案件に携わる人は、誓約の切れた日に閲覧できなく"
	      "なります。更新には数週間かかるので、60日前から知らせます。",
    .bad = "a TLP:RED case with team: [mori], mori's agreement expires: "
	   "2026-12-31, in November 2026",
    .good = "nda: [{scope: jpcert, signed_on: 2026-11-20, expires: "
	    "2027-11-19}]");

void
rule_person_nda_ending(const struct check *k, const struct case_entry *c)
{
	struct day today = check_today(k);
	struct named r;

	if (c->label != TLP_RED)
		return;
	r = named_of(k->tmp, c);
	for (size_t i = 0; i < r.n; i++) {
		const struct person_entry *p = r.v[i].person;
		const struct nda *n = named_nda(c, p->person);
		int32_t left;

		if (!named_holds(n, today) || n->expires.w.kind != WHEN_DATE)
			continue;
		left = n->expires.w.day.n - today.n;
		if (left > AHEAD_DAYS)
			continue;
		check_report(k, r.v[i].at,
		    "the secrecy agreement of %.*s ends in %ld days",
		    STR_ARG(p->e.id), (long)left);
		check_note(k, n->expires.at, "the agreement");
		check_help(k, "renew it under 'nda', or plan who takes over");
	}
}
