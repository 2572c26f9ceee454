#include "rule/audited.h"
#include "rule/rule.h"

RULE_TEXT(rule_history_mail,
    .why_en = "Who changed a case is told by the address in git. "
	      "An address that two persons have tells nothing: "
	      "changes of one count as the other's, and so do "
	      "approvals.",
    .why_ja = "誰が案件を変えたかは、git のメールアドレスで分かりま"
	      "す。二人が同じアドレスを使うと、一方の変更や承認が他"
	      "方のものとして扱われます。",
    .bad = "git: [\"PSIRT <psirt@example.com>\"] at two persons",
    .good = "git: [\"Megumi Sato <sato@example.com>\"]");

void
rule_history_mail(const struct check *k, const struct model *m)
{
	(void)m;
	audited_report(k);
}
