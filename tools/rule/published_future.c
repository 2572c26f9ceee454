#include "rule/rule.h"

RULE_TEXT(rule_published_future,
    .why_en = "The ledger is written at or after the instant of publication. "
	      "A revision to come stays invisible until then; if that was not "
	      "meant, the instant is misspelt.",
    .why_ja = "台帳は公開の時点以降に書きます。未来の改訂はその日時まで表示さ"
	      "れません。意図していなければ書き間違いです。",
    .bad = "at: 2027-11-04T14:00+09:00 in 2026",
    .good = "at: 2026-11-04T14:00+09:00");

void
rule_published_future(const struct check *k, const struct case_entry *c)
{
	for (size_t i = 0; i < c->published->revisions.n; i++) {
		const struct moment *t = &c->published->revisions.v[i].at;

		if (t->w.kind != WHEN_INSTANT || t->w.at.s <= check_now(k).s)
			continue;
		check_report(k, t->at, "this revision is not published yet");
		check_help(k,
		    "it will show from that instant on; correct it "
		    "if that was not meant");
	}
}
