#include "rule/audited.h"
#include "rule/rule.h"

RULE_TEXT(rule_alert_revision,
    .why_en = "An alert keeps its address and always shows its newest "
	      "state. Who read it yesterday must be told what changed "
	      "since, in words; who made the change and when, git knows.",
    .why_ja = "注意喚起は同じアドレスで常に最新の状態を見せます。昨日読んだ人"
	      "には、何が変わったかを言葉で伝えます。誰がいつ変えたかは git が"
	      "知っています。",
    .bad = "a commit that changes the text of an alert, and no row in "
	   "`revisions`",
    .good = "revisions: [..., {number: 3, at: 2026-11-22T10:00+09:00, "
	    "summary: {ja: 回避策を追加, en: Workaround added}}]");

void
rule_alert_revision(const struct check *k, const struct model *m)
{
	(void)m;
	audited_report(k);
}
