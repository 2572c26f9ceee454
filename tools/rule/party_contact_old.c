#include "rule/rule.h"

RULE_TEXT(rule_party_contact_old,
    .why_en = "A relation that nobody keeps is gone when it is needed. Speak "
	      "with coordinators, authorities and communities once a year, "
	      "and write the day.",
    .why_ja = "手入れしない関係は、必要なときには切れています。調整機関、官庁"
	      "、共有組織とは年に一度は連絡し、日付を残します。",
    .bad = "last_contact: 2025-01-15 in November 2026",
    .good = "last_contact: 2026-10-01");

#define DAYS_MAX	366

void
rule_party_contact_old(const struct check *k, const struct party_entry *p)
{
	const struct moment *t = &p->party->last_contact;

	if (p->party->kind.v == PARTY_FINDER ||
	    (t->w.kind == WHEN_DATE &&
		t->w.day.n + DAYS_MAX >= check_today(k).n))
		return;
	check_report(k, span_is_set(t->at) ? t->at : p->e.at,
	    t->w.kind == WHEN_DATE ?
		"we have not spoken with '%.*s' for "
		"over a year" :
		"nothing says when we last spoke with '%.*s'",
	    STR_ARG(p->e.id));
	check_help(k, "get in touch and write `last_contact:`");
}
