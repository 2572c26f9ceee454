#include "rule/rule.h"

#include "rule/about.h"

RULE_TEXT(rule_case_owner,
    .why_en = "Somebody moves the case forward, and somebody else stands in. "
	      "The stage ASSIGNED is reached when both are named. "
	      "Imported cases are left alone.",
    .why_ja = "案件を進める人と、その代わりを務める人が要ります。両方が決まっ"
	      "て「担当決定」になります。"
	      "取り込んだ案件は対象外です。",
    .bad = "{event: assigned} without owner",
    .good = "owner: sato, deputy: tanaka");

void
rule_case_owner(const struct check *k, const struct case_entry *c)
{
	const struct fact *f = about_fact(c, EVENT_ASSIGNED);

	if (f == NULL || model_case_is_import(c))
		return;
	if (!span_is_set(c->c->owner.at) || !span_is_set(c->c->deputy.at)) {
		check_report(k, f->where,
		    "the case is assigned, but has no "
		    "%s",
		    span_is_set(c->c->owner.at) ? "deputy" : "owner");
		check_help(k, "write owner and deputy");
	} else if (str_eq(c->c->owner.id, c->c->deputy.id)) {
		check_report(k, c->c->deputy.at,
		    "owner and deputy are one "
		    "person");
		check_help(k, "name somebody else as deputy");
	}
}
