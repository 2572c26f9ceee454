#include "rule/rule.h"

#include <stdint.h>

#include "rule/about.h"
#include "rule/walk.h"

RULE_TEXT(rule_words_language,
    .why_en = "Japanese and English are equals: a text in one language leaves "
	      "readers of the other with a gap or with words they cannot "
	      "read. Imported documents keep the language they came in.",
    .why_ja = "日本語と英語は対等です。片方しかないと、もう一方の読み手には空"
	      "欄か読めない文章が出ます。取り込んだ文書は元の言語のままで構い"
	      "ません。",
    .bad = "title: {ja: 認証回避の脆弱性}",
    .good = "title: {ja: 認証回避の脆弱性, en: Authentication bypass}");

static void
check_one(void *ctx, const struct field *f, const struct words *w)
{
	const struct check *k = ctx;
	const char *missing = w->ja.s.n == 0 ? "ja" : "en";

	if (w->ja.s.n > 0 && w->en.s.n > 0)
		return;
	check_report(k, w->at, "'%s' has no text in '%s'", f->name, missing);
	check_help(k, "add %s: to the braces", missing);
}

/* Other people's documents and names have the languages they have. */
static bool
is_exempt(const struct check *k, const struct document *doc)
{
	const struct case_entry *c;

	if (doc->path.kind == KIND_COMPANY)
		return ((const struct company *)doc->record)->kind.v ==
		    COMPANY_VENDOR;
	if (doc->path.kind == KIND_PRODUCT)
		return str_eq(((const struct product *)doc->record)->origin.s,
		    S("import"));
	if (doc->path.kind != KIND_CASE && doc->path.kind != KIND_PUBLISHED)
		return false;
	c = (const void *)model_find(k->model, SPACE_CASE, doc->path.id);
	return c != NULL && model_case_is_import(c);
}

void
rule_words_language(const struct check *k, const struct document *doc)
{
	if (!about_has_language(k->model, S("ja")) ||
	    !about_has_language(k->model, S("en")) || is_exempt(k, doc))
		return;
	walk_words(kind_info(doc->path.kind)->record, doc->record, check_one,
	    (void *)(uintptr_t)k);
}
