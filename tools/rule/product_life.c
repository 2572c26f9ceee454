#include "rule/rule.h"

#include "rule/about.h"

RULE_TEXT(rule_product_life,
    .why_en = "What is supported must be repaired. When the last day of "
	      "support has passed, the inventory says so, or the day is "
	      "extended. A version that is to come is planned: "
	      "until the day of another, nothing is published that a range "
	      "of an advisory would name it in. "
	      "Imported products are left alone.",
    .why_ja = "保守中の版は直す義務があります。保守の最終日が過ぎたら life: "
	      "ended とするか、日付を延ばします。これから出る版は planned で"
	      "す。そうでない版がアドバイザリの範囲に入ると、その日まで公開が"
	      "止まります。"
	      "取り込んだ製品は対象外です。",
    .bad = "{version: 2.9.7, support_ends: 2023-03-31}",
    .good = "{version: 2.9.7, support_ends: 2023-03-31, life: ended}");

void
rule_product_life(const struct check *k, const struct product_entry *p)
{
	const struct version_list *l = &p->product->versions;

	if (about_is_import_product(p))
		return;
	for (size_t i = 0; i < l->n; i++) {
		const struct version *v = &l->v[i];

		if (v->life.v != LIFE_PLANNED &&
		    v->released.w.kind == WHEN_DATE &&
		    v->released.w.day.n > check_today(k).n) {
			check_report(k, v->released.at,
			    "%.*s is still to come, but does not count as "
			    "planned",
			    STR_ARG(v->version.s));
			check_help(k, "write `life: planned` until that day");
		}
		if (v->life.v == LIFE_ENDED ||
		    v->support_ends.w.kind != WHEN_DATE ||
		    v->support_ends.w.day.n >= check_today(k).n)
			continue;
		check_report(k, v->support_ends.at,
		    "support of %.*s has "
		    "ended, but it counts as supported",
		    STR_ARG(v->version.s));
		check_help(k, "write `life: ended`, or the new last day");
	}
}
