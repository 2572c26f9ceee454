#include "rule/rule.h"

RULE_TEXT(rule_organisation_security_txt,
    .why_en = "After Expires nobody should trust the file, and finders look "
	      "for another way to reach us. The RFC recommends less than a "
	      "year.",
    .why_ja = "期限を過ぎた security.txt は信用されず、発見者は別の連絡先を探"
	      "します。RFC は一年未満を勧めています。",
    .bad = "security_txt_expires: 2026-12-01T00:00+09:00 in November 2026",
    .good = "security_txt_expires: 2027-10-31T00:00+09:00");

#define SECONDS_LEFT_MIN	(30 * 86400)

void
rule_organisation_security_txt(const struct check *k,
    const struct organisation *o)
{
	const struct moment *t = &o->security_txt_expires;
	struct span at = span_is_set(t->at) ?
	    t->at :
	    check_file(&k->model->docs[KIND_ORGANISATION].v[0]);

	if (t->w.kind == WHEN_INSTANT &&
	    t->w.at.s >= check_now(k).s + SECONDS_LEFT_MIN)
		return;
	check_report(k, at,
	    t->w.kind == WHEN_INSTANT ? "security.txt "
					"expires within 30 days" :
					"security.txt would have no end");
	check_help(k,
	    "write `security_txt_expires:` with an instant within "
	    "the next year");
}
