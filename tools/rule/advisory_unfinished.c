#include "rule/rule.h"

#include <stdint.h>

#include "rule/about.h"

RULE_TEXT(rule_advisory_unfinished,
    .why_en = "Notes to oneself in an advisory are published with it. Finish "
	      "the text before it is cleared. "
	      "Imported cases are left alone.",
    .why_ja = "書きかけの印はそのまま公開されます。承認の前に書き終えます。"
	      "取り込んだ案件は対象外です。",
    .bad = "Install version TBD.", .good = "Install version 4.8.2.");

void
rule_advisory_unfinished(const struct check *k, const struct document *doc)
{
	size_t len = 0;
	size_t at = about_unfinished(source_text(k->model->sources, doc->body),
	    &len);

	if (at == SIZE_MAX || model_case_is_import(k->case_))
		return;
	check_report(k, span_sub(doc->body, at, len),
	    "this text is not "
	    "finished");
	check_help(k, "finish it, or take the note out");
}
