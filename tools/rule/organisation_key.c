#include "rule/audited.h"
#include "rule/rule.h"

RULE_TEXT(rule_organisation_key,
    .why_en = "Readers find the key by its fingerprint and check documents "
	      "with the file. When the two differ, every signature looks "
	      "forged.",
    .why_ja = "利用者は指紋で鍵を探し、ファイルの鍵で署名を確かめます。二つが"
	      "食い違うと、すべての署名が偽物に見えます。",
    .bad = "openpgp_fingerprint: of another key than openpgp_key",
    .good = "openpgp_fingerprint: what gpg --show-keys FILE says");

void
rule_organisation_key(const struct check *k, const struct model *m)
{
	(void)m;
	audited_report(k);
}
