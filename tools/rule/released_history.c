#include "rule/audited.h"
#include "rule/rule.h"

RULE_TEXT(rule_released_history,
    .why_en = "Readers have a copy, and its digest and signature. "
	      "What stands under released/ is that copy; whoever "
	      "changes it makes the same address say two things.",
    .why_ja = "読み手は公開文書の写しとダイジェスト、署名を持ってい"
	      "ます。released/ の中身はその写しです。変えると、同じ"
	      "アドレスが二つのことを言うことになります。",
    .bad = "an edited released/1.0.0/exsa-2026-0042.json",
    .good = "a new revision below released/1.1.0/");

void
rule_released_history(const struct check *k, const struct model *m)
{
	(void)m;
	audited_report(k);
}
