#include "rule/rule.h"

RULE_TEXT(rule_label_ceiling,
    .why_en = "What is in the repository is read by everybody who can read "
	      "the repository. An alert or campaign of a stricter label does "
	      "not belong here.",
    .why_ja = "リポジトリにあるものは、読める人全員が読めます。上限を超えるラ"
	      "ベルの注意喚起やキャンペーンは、ここに置けません。",
    .bad = "ceiling: AMBER+STRICT, alert: tlp: RED", .good = "tlp: AMBER");

void
rule_label_ceiling(const struct check *k, const struct document *doc)
{
	const struct organisation *o = k->model->organisation;
	const struct choice *tlp = NULL;

	if (doc->path.kind == KIND_ALERT)
		tlp = &((const struct alert *)doc->record)->tlp;
	else if (doc->path.kind == KIND_CAMPAIGN)
		tlp = &((const struct campaign *)doc->record)->tlp;
	if (tlp == NULL || o == NULL || o->ceiling.v == 0 ||
	    tlp->v <= o->ceiling.v)
		return;
	check_report(k, tlp->at,
	    "TLP:%s in a repository with the ceiling "
	    "TLP:%s",
	    enum_name(&enum_tlp, tlp->v), enum_name(&enum_tlp, o->ceiling.v));
	check_note(k, o->ceiling.at, "the ceiling");
	check_help(k, "keep it in the restricted repository");
}
