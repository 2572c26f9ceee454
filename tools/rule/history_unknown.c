#include "rule/audited.h"
#include "rule/rule.h"

RULE_TEXT(rule_history_unknown,
    .why_en = "Everybody who writes in cases has a role, perhaps a "
	      "secrecy agreement, and somebody to ask. An identity "
	      "that no person has is a new colleague, a second "
	      "machine, or an intruder.",
    .why_ja = "案件に書き込む人には役割があり、必要なら秘密保持契約"
	      "があり、問い合わせることができます。名簿にない名義は"
	      "、新しい同僚か、別の端末か、侵入者です。",
    .bad = "commits by Somebody <somebody@example.net>",
    .good = "git: [\"Ai Suzuki <suzuki@example.com>\"] in "
	    "content/people/");

void
rule_history_unknown(const struct check *k, const struct model *m)
{
	(void)m;
	audited_report(k);
}
