#include "rule/rule.h"

RULE_TEXT(rule_product_exception,
    .why_en = "A priority that was decided against the map holds until a day. "
	      "After it the map counts again; then the exception is only "
	      "noise, or it should be decided anew.",
    .why_ja =
	"方針と違う優先度は期限付きです。期限を過ぎると方針の優先度に戻り"
	"ます。消すか、判断し直してください。",
    .bad = "exceptions: [{priority: defer, until: 2026-03-31, ...}]",
    .good = "exceptions: [{priority: defer, until: 2027-03-31, ...}]");

void
rule_product_exception(const struct check *k, const struct product_entry *p)
{
	struct day today = check_today(k);

	for (size_t i = 0; i < p->product->exceptions.n; i++) {
		const struct moment *u = &p->product->exceptions.v[i].until;

		if (u->w.kind == WHEN_UNSET || u->w.day.n >= today.n)
			continue;
		check_report(k, u->at, "this exception has ended");
		check_help(k, "take it out, or have it decided anew");
	}
}
