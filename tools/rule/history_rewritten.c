#include "rule/audited.h"
#include "rule/rule.h"

RULE_TEXT(rule_history_rewritten,
    .why_en = "Git is the record of what was done. Amending what "
	      "nobody has seen yet is fine; a shared branch that "
	      "loses commits has lost its record, by a mistake or "
	      "on purpose.",
    .why_ja = "git は作業の記録です。まだ誰にも見せていないものを直"
	      "すのはかまいませんが、共有のブランチからコミットが消"
	      "えたなら、過失か故意で記録が失われています。",
    .bad = "git push --force to a shared branch",
    .good = "git revert, which keeps both");

void
rule_history_rewritten(const struct check *k, const struct model *m)
{
	(void)m;
	audited_report(k);
}
