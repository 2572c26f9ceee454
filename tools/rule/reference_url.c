#include "rule/rule.h"

#include <stdint.h>

#include "rule/about.h"
#include "rule/walk.h"

RULE_TEXT(rule_reference_url,
    .why_en = "Anybody between the reader and the page can change what comes "
	      "over http, and advisories are read when there is trouble. "
	      "Imported cases are left alone.",
    .why_ja = "http のページは途中で書き換えられます。アドバイザリーは危ない"
	      "ときにこそ読まれるため、https で示します。"
	      "取り込んだ案件は対象外です。",
    .bad = "url: \"http://example.com/fw\"",
    .good = "url: \"https://example.com/fw\"");

static void
check_one(void *ctx, const void *item)
{
	const struct reference *r = item;
	const struct check *k = ctx;

	if (!str_starts(r->url.s, S("http://")))
		return;
	check_report(k, r->url.at, "the address is not https");
	check_help(k,
	    "use https; if the site has none, link to another "
	    "source");
}

static bool
is_import(const struct check *k, const struct document *doc)
{
	const struct case_entry *c;

	if (doc->path.kind != KIND_CASE)
		return false;
	c = (const void *)model_find(k->model, SPACE_CASE, doc->path.id);
	return c != NULL && model_case_is_import(c);
}

void
rule_reference_url(const struct check *k, const struct document *doc)
{
	if (is_import(k, doc))
		return;
	walk_records(kind_info(doc->path.kind)->record, doc->record,
	    &record_reference, check_one, (void *)(uintptr_t)k);
}
