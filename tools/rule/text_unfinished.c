#include "rule/rule.h"

#include <stdint.h>

#include "rule/about.h"

RULE_TEXT(rule_text_unfinished,
    .why_en = "Notes to oneself end up in front of all readers. Finish the "
	      "text, or take the note out.",
    .why_ja = "書きかけの印は、そのまま読み手の目に触れます。書き終えるか、印"
	      "を消します。",
    .bad = "Contact: TBD", .good = "Contact: psirt@example.com");

void
rule_text_unfinished(const struct check *k, const struct document *doc)
{
	size_t len = 0, at;

	if (doc->path.kind != KIND_POLICY && doc->path.kind != KIND_PAGE &&
	    doc->path.kind != KIND_ALERT && doc->path.kind != KIND_CAMPAIGN)
		return;
	at = about_unfinished(source_text(k->model->sources, doc->body), &len);
	if (at == SIZE_MAX)
		return;
	check_report(k, span_sub(doc->body, at, len),
	    "this text is not "
	    "finished");
	check_help(k, "finish it, or take the note out");
}
