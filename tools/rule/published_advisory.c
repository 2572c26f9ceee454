#include "rule/rule.h"

#include "rule/about.h"

RULE_TEXT(rule_published_advisory,
    .why_en = "What is published has a number, by which it is found for ever. "
	      "Imported cases are left alone.",
    .why_ja = "公開したものには番号が必要です。番号はずっと変わらない目印です"
	      "。"
	      "取り込んだ案件は対象外です。",
    .bad = "published.yaml, and no advisory in case.md",
    .good = "advisory: EXSA-2026-0042");

void
rule_published_advisory(const struct check *k, const struct case_entry *c)
{
	if (c->c->advisory.s.n > 0 || model_case_is_import(c))
		return;
	check_report(k, c->published->where,
	    "this case is published, but "
	    "has no advisory number");
	check_note(k, c->e.at, "the case");
	check_help(k, "write `advisory:` in case.md");
}
