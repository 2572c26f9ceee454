#include "rule/rule.h"

RULE_TEXT(rule_published_order,
    .why_en = "A revision of today is not older than one of yesterday. Feeds "
	      "and caches go by these instants: one that goes back is never "
	      "fetched.",
    .why_ja = "今日の改訂が昨日より古いことはありません。配信やキャッシュはこ"
	      "の日時で動くため、戻った改訂は取得されません。",
    .bad = "1.0.0 at 2026-11-04, 1.1.0 at 2026-11-01",
    .good = "1.1.0 at 2026-11-20");

void
rule_published_order(const struct check *k, const struct case_entry *c)
{
	const struct revision_list *l = &c->published->revisions;

	for (size_t i = 1; i < l->n; i++) {
		const struct moment *a = &l->v[i - 1].at, *b = &l->v[i].at;

		/* Some publishers give two revisions one instant. */
		if (a->w.kind != WHEN_INSTANT || b->w.kind != WHEN_INSTANT ||
		    b->w.at.s > a->w.at.s ||
		    (c->c->imported != NULL && b->w.at.s == a->w.at.s))
			continue;
		check_report(k, b->at,
		    "this revision is not later than the "
		    "one above it");
		check_note(k, a->at, "the one above");
		check_help(k, "put revisions in order, oldest first");
	}
}
