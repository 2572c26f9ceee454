#include "rule/rule.h"

RULE_TEXT(rule_alert_unaffected,
    .why_en = "An alert that calls a product concerned and not affected "
	      "tells its owner nothing; one that says \"not affected\" of "
	      "nobody does not either.",
    .why_ja = "同じ製品を「関係する」とも「影響を受けない」とも書くと、担当者"
	      "は動けません。誰のことか書いていない「影響なし」も同じです。",
    .bad = "products: [gateway] with unaffected: [{products: [gateway], "
	   "why: ...}]",
    .good = "unaffected: [{products: [sensor], why: {ja: 組み込んでいない, "
	    "en: does not contain it}}]");

static bool
concerns(const struct alert *a, struct str id)
{
	for (size_t i = 0; i < a->products.n; i++) {
		if (str_eq(a->products.v[i].id, id))
			return true;
	}
	return false;
}

void
rule_alert_unaffected(const struct check *k, const struct document *doc)
{
	const struct alert *a = doc->record;

	if (doc->path.kind != KIND_ALERT)
		return;
	for (size_t i = 0; i < a->unaffected.n; i++) {
		const struct alert_exempt *x = &a->unaffected.v[i];

		if (x->products.n == 0 && x->systems.n == 0 &&
		    x->condition.ja.s.n == 0 && x->condition.en.s.n == 0) {
			check_report(k, x->where, "nobody is named");
			check_help(k,
			    "add `products`, `systems` or `condition`");
		}
		for (size_t j = 0; j < x->products.n; j++) {
			const struct ref *p = &x->products.v[j];

			if (!concerns(a, p->id))
				continue;
			check_report(k, p->at,
			    "'%.*s' is a product concerned, too",
			    STR_ARG(p->id));
			check_help(k,
			    "name it once; versions that are not affected are "
			    "a `condition`");
		}
	}
}
