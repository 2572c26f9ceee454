#include "rule/rule.h"

RULE_TEXT(rule_company_contact,
    .why_en = "With dozens of companies nobody knows all of them. Each names "
	      "whom to call, first one first.",
    .why_ja = "会社が数十社あると、全員を知る人はいません。会社ごとに、最初に"
	      "連絡する人を登録します。",
    .bad = "contacts: []", .good = "contacts: [{person: mori, deputy: sato}]");

void
rule_company_contact(const struct check *k, const struct company_entry *c)
{
	const struct company *x = c->company;

	if (x->contacts.n > 0 || x->kind.v == COMPANY_VENDOR ||
	    x->kind.v == COMPANY_UNIT)
		return;
	check_report(k, c->e.at, "'%.*s' has no contact", STR_ARG(c->e.id));
	check_help(k, "add `contacts: [{person: ..., deputy: ...}]`");
}
