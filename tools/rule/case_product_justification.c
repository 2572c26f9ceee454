#include "rule/rule.h"

#include "rule/about.h"

RULE_TEXT(rule_case_product_justification,
    .why_en = "A justification says why a product is not affected. On one "
	      "that is, it is a contradiction in a document that machines act "
	      "upon.",
    .why_ja = "justification は影響がない理由です。影響のある製品に付くと、機"
	      "械が読む文書の中で矛盾します。",
    .bad = "{product: exagate-500, status: known_affected, justification: "
	   "component_not_present}",
    .good = "{product: exalink-20, status: known_not_affected, justification: "
	    "component_not_present}");

static bool
is_not_affected(int status)
{
	return status == STATUS_KNOWN_NOT_AFFECTED;
}

void
rule_case_product_justification(const struct check *k,
    const struct case_product *p)
{
	if (p->justification.v == 0 || about_has_status(p, is_not_affected))
		return;
	check_report(k, p->justification.at,
	    "a justification, but nothing "
	    "is known_not_affected");
	check_help(k, "take it out, or correct the status");
}
