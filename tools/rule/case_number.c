#include "rule/rule.h"

#include "base/arena.h"
#include "rule/about.h"

RULE_TEXT(rule_case_number,
    .why_en = "The number of a case tells who keeps it and in which year it "
	      "began. Folders by year stay small, and a number of another "
	      "form is taken for one of somebody else. "
	      "Imported cases keep their publisher's.",
    .why_ja = "案件番号は、どこの案件でいつ始まったかを示します。年ごとのフォ"
	      "ルダーと番号の年が違うと探せず、形の違う番号は他組織のものに見"
	      "えます。",
    .bad = "cases/2026/PS-2025-0117/case.md",
    .good = "cases/2025/PS-2025-0117/case.md");

void
rule_case_number(const struct check *k, const struct case_entry *c)
{
	struct str prefix = about_case_prefix(k->model);
	struct str dir = c->e.doc->path.dir;
	int64_t year = 0, number;

	/* Imports are numbered by their publishers. */
	if (prefix.n == 0 || model_case_is_import(c))
		return;
	if (!about_number(c->e.id, prefix, &year, &number)) {
		check_report(k, c->c->id.at,
		    "'%.*s' is not of the form "
		    "%.*s-%.*s-0001",
		    STR_ARG(c->e.id), STR_ARG(prefix), STR_ARG(dir));
		check_help(k, "rename the folder and the id");
	} else if (!str_eq(str_fmt(k->tmp, "%04d", (int)year), dir)) {
		check_report(k, c->c->id.at,
		    "a case of %d lies in the folder "
		    "cases/%.*s",
		    (int)year, STR_ARG(dir));
		check_help(k, "move it to cases/%d", (int)year);
	}
}
