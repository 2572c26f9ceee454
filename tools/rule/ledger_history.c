#include "rule/audited.h"
#include "rule/rule.h"

RULE_TEXT(rule_ledger_history,
    .why_en = "The revision history is what readers rely on to see "
	      "whether they have the newest text. What went out "
	      "stays as it was written; fields may be added, dates "
	      "do not go back, and a mistake is mended by another "
	      "revision.",
    .why_ja = "改訂履歴は、読み手が最新の内容を持っているかを確かめ"
	      "る拠り所です。公開した版の記載は変えません。項目の追"
	      "加はできますが、日時をさかのぼらせず、誤りは新しい版"
	      "で正します。",
    .bad = "revision 1.0.0 with another date than it was "
	   "published with",
    .good = "a revision 1.0.1 that says what was wrong");

void
rule_ledger_history(const struct check *k, const struct model *m)
{
	(void)m;
	audited_report(k);
}
