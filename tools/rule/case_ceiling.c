#include "rule/rule.h"

RULE_TEXT(rule_case_ceiling,
    .why_en = "Who can read the repository can read the case, whatever its "
	      "label says, and git forgets nothing. A case of a stricter "
	      "label belongs into the restricted repository of its circle "
	      "before its first commit.",
    .why_ja = "リポジトリを読める人は、ラベルに関係なく案件を読めます。git の"
	      "履歴は消せません。上限を超える案件は、最初のコミットの前に制限"
	      "リポジトリへ移します。",
    .bad = "ceiling: AMBER+STRICT, case: tlp: RED",
    .good = "the case in a restricted repository with ceiling: RED");

void
rule_case_ceiling(const struct check *k, const struct case_entry *c)
{
	const struct organisation *o = k->model->organisation;
	struct span at = span_is_set(c->c->tlp.at) ? c->c->tlp.at : c->e.at;

	if (o == NULL || o->ceiling.v == 0 || (int)c->label <= o->ceiling.v)
		return;
	check_report(k, at, "TLP:%s in a repository with the ceiling TLP:%s",
	    enum_name(&enum_tlp, (int)c->label),
	    enum_name(&enum_tlp, o->ceiling.v));
	check_note(k, o->ceiling.at, "the ceiling");
	check_help(k,
	    "keep it in the restricted repository; if it was "
	    "committed, tell the PSIRT lead now");
}
