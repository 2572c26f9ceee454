#include "rule/rule.h"

#include "rule/about.h"

RULE_TEXT(rule_text_language,
    .why_en = "Japanese and English are equals. A page that is missing in one "
	      "language is a dead end for half of the readers. "
	      "Imported cases are left alone.",
    .why_ja = "日本語と英語は対等です。片方の言語しかないページは、読み手の半"
	      "分にとって行き止まりです。"
	      "取り込んだ案件は対象外です。",
    .bad = "advisory.ja.md alone",
    .good = "advisory.ja.md and advisory.en.md");

static bool
is_pair(const struct document *a, const struct document *b)
{
	return str_eq(a->path.id, b->path.id) &&
	    str_eq(a->path.dir, b->path.dir);
}

void
rule_text_language(const struct check *k, const struct document *doc)
{
	const struct document_list *l = &k->model->docs[doc->path.kind];
	const char *missing = str_eq(doc->path.lang, S("ja")) ? "en" : "ja";
	const struct case_entry *c;

	if (doc->path.lang.n == 0 ||
	    !about_has_language(k->model, str_z(missing)))
		return;
	if (doc->path.kind == KIND_ADVISORY) {
		c = (const void *)model_find(k->model, SPACE_CASE,
		    doc->path.id);
		if (c != NULL && model_case_is_import(c))
			return;
	}
	/* Sorted by path, the other one is a neighbour. */
	if ((doc > l->v && is_pair(doc, doc - 1)) ||
	    (doc + 1 < l->v + l->n && is_pair(doc, doc + 1)))
		return;
	check_report(k, check_file(doc), "there is no such text in '%s'",
	    missing);
	check_help(k, "write the file with .%s.md beside it", missing);
}
