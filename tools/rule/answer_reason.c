#include "rule/rule.h"

RULE_TEXT(rule_answer_reason,
    .why_en = "\"Not affected\" and \"no fix planned\" are believed with a "
	      "reason only, and the commander cannot close the row without.",
    .why_ja = "「影響なし」と「修正予定なし」は、理由があってはじめて確定でき"
	      "ます。",
    .bad = "{vulnerability: CVE-1900-0007, status: not_affected, ...}",
    .good = "{..., status: not_affected, justification: "
	    "component_not_present}");

void
rule_answer_reason(const struct check *k, const struct document *doc)
{
	const struct answers *f = doc->record;

	if (doc->path.kind != KIND_ANSWERS)
		return;
	for (size_t i = 0; i < f->answers.n; i++) {
		const struct answer *a = &f->answers.v[i];

		if ((a->status.v != ANSWER_NOT_AFFECTED &&
			a->status.v != ANSWER_WONTFIX) ||
		    a->reason.s.n > 0 || a->justification.v != 0)
			continue;
		check_report(k, a->status.at, "'%s' without a reason",
		    enum_name(&enum_answer_status, a->status.v));
		check_help(k, "add `reason:` or `justification:`");
	}
}
