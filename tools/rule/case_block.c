#include "rule/rule.h"

#include "rule/about.h"

RULE_TEXT(rule_case_block,
    .why_en = "Numbers come in blocks, one a repository, so that two "
	      "repositories never give one number to two cases and gaps tell "
	      "outsiders nothing.",
    .why_ja = "番号はリポジトリごとのブロックから取ります。別のリポジトリと番"
	      "号が重ならず、欠番から外部に何かが知られることもありません。",
    .bad = "case_blocks: [{year: 2026, first: 1, last: 299}], "
	   "cases/2026/PS-2026-0300",
    .good = "cases/2026/PS-2026-0299");

void
rule_case_block(const struct check *k, const struct case_entry *c)
{
	struct str prefix = about_case_prefix(k->model);
	int64_t year, number;

	if (prefix.n == 0 || model_case_is_copy(c) ||
	    !about_is_own(k->model, c->e.at) ||
	    !about_number(c->e.id, prefix, &year, &number) ||
	    about_in_block(&k->model->organisation->ids->case_blocks, year,
		number))
		return;
	check_report(k, c->c->id.at,
	    "%.*s lies in no block of case numbers "
	    "of this repository",
	    STR_ARG(c->e.id));
	check_help(k,
	    "take a number of ids.case_blocks in "
	    "content/organisation.yaml, or add a block there");
}
