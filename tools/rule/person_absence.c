#include "rule/rule.h"

RULE_TEXT(rule_person_absence,
    .why_en = "While somebody is away, the deputy answers. A deputy who is "
	      "away on the same days answers nobody.",
    .why_ja = "不在の間は代わりの人が応じます。その人も同じ日に不在なら、誰も"
	      "応じられません。",
    .bad = "sato away 2026-12-28 to 2027-01-04, deputy tanaka as well",
    .good = "absence: [{from: 2026-12-28, to: 2027-01-04, deputy: suzuki}]");

static bool
is_away(const struct person *d, const struct absence *a)
{
	for (size_t i = 0; i < d->absence.n; i++) {
		const struct absence *b = &d->absence.v[i];

		if (b->from.w.day.n <= a->to.w.day.n &&
		    a->from.w.day.n <= b->to.w.day.n)
			return true;
	}
	return false;
}

void
rule_person_absence(const struct check *k, const struct person_entry *p)
{
	const struct person *x = p->person;

	for (size_t i = 0; i < x->absence.n; i++) {
		const struct absence *a = &x->absence.v[i];
		const struct ref *who = span_is_set(a->deputy.at) ?
		    &a->deputy :
		    &x->deputy;
		const struct person_entry *d = who->target;

		if (a->from.w.day.n > a->to.w.day.n) {
			check_report(k, a->to.at,
			    "the last day lies before "
			    "the first");
			check_help(k, "swap them");
		} else if (!span_is_set(who->at)) {
			check_report(k, a->where,
			    "nobody stands in on these "
			    "days");
			check_help(k, "add `deputy:`");
		} else if (d != NULL && is_away(d->person, a)) {
			check_report(k, a->where,
			    "'%.*s', who stands in, is "
			    "away as well",
			    STR_ARG(who->id));
			check_help(k, "add `deputy:` with somebody else");
		}
	}
}
