#include "rule/rule.h"

RULE_TEXT(rule_decision_justification,
    .why_en = "\"Not affected\" holds as long as its reason does, so the "
	      "reason is written; what was accepted is looked at again on a "
	      "day.",
    .why_ja = "「影響なし」は理由がある間だけ有効なので、理由を書きます。",
    .bad = "{vulnerability: CVE-1900-0117, verdict: not_affected, ...}",
    .good = "{..., verdict: not_affected, justification: "
	    "component_not_present}");

void
rule_decision_justification(const struct check *k,
    const struct product_entry *p)
{
	size_t n = p->decisions != NULL ? p->decisions->decisions.n : 0;

	for (size_t i = 0; i < n; i++) {
		const struct decision *d = &p->decisions->decisions.v[i];

		/* What could not be read is reported already. */
		if (d->verdict.v == 0)
			continue;
		if (d->verdict.v == DECISION_NOT_AFFECTED &&
		    d->justification.v == 0) {
			check_report(k, d->verdict.at,
			    "not affected, without "
			    "a justification");
			check_help(k, "add `justification:`");
		} else if (d->verdict.v != DECISION_NOT_AFFECTED &&
		    d->justification.v != 0) {
			check_report(k, d->justification.at,
			    "a justification "
			    "for '%s'",
			    enum_name(&enum_decision_verdict, d->verdict.v));
			check_help(k, "it is for not_affected only");
		}
	}
}
