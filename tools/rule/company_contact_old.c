#include "rule/rule.h"

RULE_TEXT(rule_company_contact_old,
    .why_en = "People change posts. A contact that nobody tried for a year "
	      "fails on the day it is needed.",
    .why_ja = "担当者は異動します。一年以上確かめていない連絡先は、必要な日に"
	      "通じません。",
    .bad = "confirmed: 2025-01-15 in November 2026",
    .good = "confirmed: 2026-10-01");

#define DAYS_MAX	366

void
rule_company_contact_old(const struct check *k, const struct company_entry *c)
{
	for (size_t i = 0; i < c->company->contacts.n; i++) {
		const struct company_contact *x = &c->company->contacts.v[i];
		const struct moment *t = &x->confirmed;

		if (t->w.kind != WHEN_DATE ||
		    t->w.day.n + DAYS_MAX >= check_today(k).n)
			continue;
		check_report(k, t->at, "'%.*s' was not tried for over a year",
		    STR_ARG(x->person.id));
		check_help(k, "call, and write the day");
	}
}
