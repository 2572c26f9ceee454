#include "rule/rule.h"

RULE_TEXT(rule_case_id,
    .why_en = "People find a case by its folder, the program by its id. "
	      "When the two differ, links and letters name a case that "
	      "nobody finds.",
    .why_ja = "人はフォルダー名で、プログラムは id で案件を探します。"
	      "二つが違うと、リンクや文書の番号から案件にたどり着けません。",
    .bad = "cases/2026/PS-2026-0117/case.md: id: PS-2026-0711",
    .good = "cases/2026/PS-2026-0117/case.md: id: PS-2026-0117");

void
rule_case_id(const struct check *k, const struct case_entry *c)
{
	if (c->c->id.s.n == 0 || str_eq(c->c->id.s, c->e.id))
		return;
	check_report(k, c->c->id.at, "id is '%.*s', but the folder is '%.*s'",
	    STR_ARG(c->c->id.s), STR_ARG(c->e.id));
	check_help(k, "write `id: %.*s`, or rename the folder",
	    STR_ARG(c->e.id));
}
