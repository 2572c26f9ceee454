#include "rule/rule.h"

RULE_TEXT(rule_fact_order,
    .why_en = "Facts are read from top to bottom as the story of the case, "
	      "and the newest one of a kind counts. Out of order, both "
	      "readers and clocks are misled.",
    .why_ja = "facts は上から順に案件の経過として読まれ、同じ種類では最後のも"
	      "のが有効です。順序が違うと、人も期限の計算も誤ります。",
    .bad = "2026-09-08 verified above 2026-09-01 received",
    .good = "2026-09-01 received above 2026-09-08 verified");

/* A date alone may be any time of its day. */
static bool
is_before(const struct when *x, const struct when *y)
{
	if (x->kind == WHEN_UNSET || y->kind == WHEN_UNSET)
		return false;
	if (x->kind == WHEN_DATE || y->kind == WHEN_DATE)
		return x->day.n < y->day.n;
	return x->at.s < y->at.s;
}

void
rule_fact_order(const struct check *k, const struct case_entry *c)
{
	const struct fact_list *facts = &c->c->facts;

	for (size_t i = 1; i < facts->n; i++) {
		const struct fact *a = &facts->v[i - 1], *b = &facts->v[i];

		if (!is_before(&b->at.w, &a->at.w))
			continue;
		check_report(k, b->at.at,
		    "this fact is older than the one "
		    "above it");
		check_note(k, a->at.at, "the fact above");
		check_help(k, "put facts in order, oldest first");
	}
}
