#include "rule/audited.h"
#include "rule/rule.h"

RULE_TEXT(rule_history_date,
    .why_en = "The dates of commits tell who knew what when, and "
	      "whether something had gone out when it was changed. "
	      "A wrong clock makes that story wrong; a false one "
	      "may be meant to.",
    .why_ja = "コミットの日時は、誰がいつ何を知っていたか、変更の時"
	      "点で公開済みだったかを示します。時計が狂っていると経"
	      "緯が狂い、偽りの日時はそれを狙ったものかもしれません"
	      "。",
    .bad = "a commit of 2036-01-01 on a machine whose battery "
	   "was empty",
    .good = "a machine that asks the network for the time");

void
rule_history_date(const struct check *k, const struct model *m)
{
	(void)m;
	audited_report(k);
}
