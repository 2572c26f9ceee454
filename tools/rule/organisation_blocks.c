#include "rule/rule.h"

RULE_TEXT(rule_organisation_blocks,
    .why_en = "Blocks keep two repositories from giving one number twice. "
	      "Within one file they must be in order as well.",
    .why_ja = "ブロックは番号の重複を防ぐためのものです。範囲が逆や重複してい"
	      "ては役に立ちません。",
    .bad = "{year: 2026, first: 300, last: 1}",
    .good = "{year: 2026, first: 1, last: 300}");

static bool
overlap(const struct id_block *a, const struct id_block *b)
{
	return a->year.n == b->year.n && a->first.n <= b->last.n &&
	    b->first.n <= a->last.n;
}

static void
check_list(const struct check *k, const struct id_block_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].first.n > l->v[i].last.n) {
			check_report(k, l->v[i].where,
			    "the block ends "
			    "before it begins");
			check_help(k, "swap first and last");
		}
		for (size_t j = 0; j < i; j++) {
			if (!overlap(&l->v[i], &l->v[j]))
				continue;
			check_report(k, l->v[i].where,
			    "the block overlaps "
			    "another one");
			check_note(k, l->v[j].where, "the other one");
			check_help(k, "a number lies in one block");
		}
	}
}

void
rule_organisation_blocks(const struct check *k, const struct organisation *o)
{
	if (o->ids == NULL)
		return;
	check_list(k, &o->ids->case_blocks);
	check_list(k, &o->ids->advisory_blocks);
}
