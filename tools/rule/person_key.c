#include "rule/rule.h"

RULE_TEXT(rule_person_key,
    .why_en = "Approvals are checked against these keys: one of an unknown "
	      "kind proves nothing. An agreement with its days swapped covers "
	      "nothing.",
    .why_ja = "承認の署名はこの鍵で確かめます。種類の分からない鍵では確かめら"
	      "れません。日付が逆の誓約は何も守りません。",
    .bad = "keys: [{kind: pgp, ...}]", .good = "keys: [{kind: openpgp, ...}]");

void
rule_person_key(const struct check *k, const struct person_entry *p)
{
	const struct person *x = p->person;

	for (size_t i = 0; i < x->keys.n; i++) {
		const struct text *t = &x->keys.v[i].kind;

		if (t->s.n == 0 || str_eq(t->s, S("ssh")) ||
		    str_eq(t->s, S("openpgp")))
			continue;
		check_report(k, t->at, "'%.*s' is no kind of key",
		    STR_ARG(t->s));
		check_help(k, "write ssh or openpgp");
	}
	for (size_t i = 0; i < x->nda.n; i++) {
		const struct nda *n = &x->nda.v[i];

		if (n->expires.w.kind != WHEN_DATE ||
		    n->signed_on.w.kind != WHEN_DATE ||
		    n->expires.w.day.n >= n->signed_on.w.day.n)
			continue;
		check_report(k, n->expires.at,
		    "the agreement expires before "
		    "it was signed");
		check_help(k, "correct one of the days");
	}
}
