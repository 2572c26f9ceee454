#include "rule/rule.h"

RULE_TEXT(rule_case_orphan,
    .why_en = "Without case.md the other files of a case are read by nobody: "
	      "an advisory would never appear, and nobody would know why.",
    .why_ja = "case.md がないと、同じフォルダーのほかのファイルは使われません"
	      "。アドバイザリーを書いても公開されず、理由も分かりません。",
    .bad = "cases/2026/PS-2026-0117/advisory.ja.md alone",
    .good = "cases/2026/PS-2026-0117/case.md and advisory.ja.md");

/* A case that could not be read is there all the same. */
static bool
has_case(const struct model *m, const struct document *doc)
{
	const struct document_list *cases = &m->docs[KIND_CASE];

	for (size_t i = 0; i < cases->n; i++) {
		if (str_eq(cases->v[i].path.id, doc->path.id) &&
		    str_eq(cases->v[i].path.dir, doc->path.dir))
			return true;
	}
	return false;
}

void
rule_case_orphan(const struct check *k, const struct document *doc)
{
	if (doc->path.kind != KIND_ADVISORY &&
	    doc->path.kind != KIND_APPROVALS &&
	    doc->path.kind != KIND_PUBLISHED)
		return;
	if (model_find(k->model, SPACE_CASE, doc->path.id) != NULL ||
	    has_case(k->model, doc))
		return;
	check_report(k, check_file(doc),
	    "there is no case.md beside this "
	    "file");
	check_help(k, "write cases/%.*s/%.*s/case.md, or take this file away",
	    STR_ARG(doc->path.dir), STR_ARG(doc->path.id));
}
