#include "rule/rule.h"

#include "rule/about.h"

RULE_TEXT(rule_product_contact,
    .why_en = "When a report arrives, the first question is whom to tell. For "
	      "every product that is answered beforehand: owner, quality, "
	      "design, and the route. "
	      "Imported products are left alone.",
    .why_ja = "報告が届いて最初に困るのは、誰に知らせるかです。製品ごとに、責"
	      "任者、品質、設計の連絡先と経路を先に決めておきます。"
	      "取り込んだ製品は対象外です。",
    .bad = "product.yaml without qa_contact",
    .good = "owner: suzuki, qa_contact: suzuki, design_contact: tanaka, "
	    "route: qa");

void
rule_product_contact(const struct check *k, const struct product_entry *p)
{
	const struct product *x = p->product;
	const char *missing = NULL;

	if (about_is_import_product(p) ||
	    (p->company != NULL &&
		p->company->company->kind.v == COMPANY_VENDOR))
		return;
	if (!span_is_set(x->owner.at))
		missing = "owner";
	else if (!span_is_set(x->qa_contact.at))
		missing = "qa_contact";
	else if (!span_is_set(x->design_contact.at))
		missing = "design_contact";
	else if (x->route.s.n == 0)
		missing = "route";
	if (missing == NULL)
		return;
	check_report(k, p->e.at, "'%s' is missing for '%.*s'", missing,
	    STR_ARG(p->e.id));
	check_help(k, "write owner, qa_contact, design_contact and route");
}
