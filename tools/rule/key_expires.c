#include "rule/audited.h"
#include "rule/rule.h"

RULE_TEXT(rule_key_expires,
    .why_en = "With a key that has ended nothing can be published, and "
	      "readers may refuse what it signed. A new key takes days to "
	      "reach them: it is told 90 days before.",
    .why_ja = "期限の切れた鍵では公表できず、過去の署名も受け付けられないこと"
	      "があります。新しい鍵が行き渡るには日数がかかるため、90 日前から"
	      "知らせます。",
    .bad = "contact.openpgp_key: a key that ends in 20 days",
    .good = "gpg --quick-set-expire FINGERPRINT 2y, and export it again");

void
rule_key_expires(const struct check *k, const struct model *m)
{
	(void)m;
	audited_report(k);
}
