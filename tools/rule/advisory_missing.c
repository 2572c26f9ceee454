#include "rule/rule.h"

#include "rule/about.h"

RULE_TEXT(rule_advisory_missing,
    .why_en = "When the text is said to be ready, cleared or out, it must be "
	      "there: advisory.ja.md and advisory.en.md beside the case.",
    .why_ja = "公開文ができた、承認された、公開したという事実があるなら、"
	      "advisory.ja.md と advisory.en.md がなければなりません。",
    .bad = "{event: text_ready} without an advisory file",
    .good = "advisory.ja.md and advisory.en.md");

void
rule_advisory_missing(const struct check *k, const struct case_entry *c)
{
	if (c->ja != NULL || c->en != NULL || !about_needs_text(c))
		return;
	check_report(k, c->e.at,
	    "there is no advisory.ja.md or "
	    "advisory.en.md");
	check_help(k, "write them beside case.md, or decide not to publish");
}
