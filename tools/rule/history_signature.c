#include "rule/audited.h"
#include "rule/rule.h"

RULE_TEXT(rule_history_signature,
    .why_en = "The policy asks for signed commits, since anybody "
	      "can write any name into one. Only a signature with "
	      "a key of the roster shows who it was.",
    .why_ja = "ポリシーが署名付きコミットを求めています。コミットに"
	      "は誰の名前でも書けるため、名簿の鍵による署名だけが本"
	      "人であることを示します。",
    .bad = "git commit without a signature, with "
	   "signed_commits: yes",
    .good = "git commit -S with the key of `keys:`");

void
rule_history_signature(const struct check *k, const struct model *m)
{
	(void)m;
	audited_report(k);
}
