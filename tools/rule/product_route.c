#include "rule/rule.h"

RULE_TEXT(rule_product_route,
    .why_en = "The route says whom to tell first; letters and pages follow "
	      "it. An unknown word leads nowhere.",
    .why_ja = "route は最初に知らせる相手です。通知やページがこれに従うため、"
	      "知らない語だと誰にも届きません。",
    .bad = "route: quality", .good = "route: qa");

void
rule_product_route(const struct check *k, const struct product_entry *p)
{
	static const struct str words[] = {
		STR_INIT("qa"),
		STR_INIT("design"),
		STR_INIT("owner"),
		STR_INIT("company"),
	};
	const struct text *t = &p->product->route;

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (str_eq(t->s, words[i]))
			return;
	}
	if (t->s.n == 0)
		return;
	check_report(k, t->at, "'%.*s' is no route", STR_ARG(t->s));
	check_help(k, "write qa, design, owner or company");
}
