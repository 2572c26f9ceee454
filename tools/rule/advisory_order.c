#include "rule/rule.h"

#include "rule/about.h"
#include "rule/section.h"

RULE_TEXT(rule_advisory_order,
    .why_en = "Readers of many advisories find what they look for because it "
	      "always stands in the same place: summary, impact, action, "
	      "check_version, workaround, detection, details. "
	      "Imported cases are left alone.",
    .why_ja = "読み慣れた人は、いつも同じ場所を見ます。summary、impact、"
	      "action、check_version、workaround、detection、details の順に書"
	      "きます。"
	      "取り込んだ案件は対象外です。",
    .bad = "## action above ## summary", .good = "## summary above ## action");

void
rule_advisory_order(const struct check *k, const struct document *doc)
{
	struct section_list l = section_list_of(k->tmp, k->model, k->case_,
	    doc);
	const struct section_at *last = NULL;

	if (model_case_is_import(k->case_))
		return;
	for (size_t i = 0; i < l.n; i++) {
		const struct section_at *s = &l.v[i];

		/* With titles, a section may stand several times. */
		if (last != NULL && s->flaw == last->flaw &&
		    (s->section < last->section ||
			(s->section == last->section && s->title.n == 0))) {
			check_report(k, s->at, "'%.*s' %s", STR_ARG(s->key),
			    s->section == last->section ? "stands twice" :
							  "stands too late");
			check_note(k, last->at, "the section before");
			check_help(k,
			    "the order is summary, impact, action, "
			    "check_version, workaround, detection, details");
		}
		last = s;
	}
}
