#include "rule/rule.h"

#include "model/approval.h"

RULE_TEXT(rule_inventory_approver,
    .why_en = "To go without an inventory is a risk, and whoever agrees to it "
	      "must be in a position to: the PSIRT's lead, an executive, or "
	      "an owner of products who does not answer for this one.",
    .why_ja = "一覧なしで済ませるのは危険を受け入れることです。承認できるのは"
	      "、PSIRT の責任者、役員、または別の製品の責任者です。",
    .bad = "inventory_exemption: {approver: a person without such a role}",
    .good = "inventory_exemption: {approver: the PSIRT's lead}");

static bool
may(const struct product_entry *p, const struct person_entry *who)
{
	if (approval_has_role(who->person, ROLE_PSIRT_LEAD) ||
	    approval_has_role(who->person, ROLE_EXECUTIVE))
		return true;
	return approval_has_role(who->person, ROLE_PRODUCT_OWNER) &&
	    p->product->owner.target != who;
}

static void
check_one(const struct check *k, const struct product_entry *p,
    const struct inventory_exemption *x)
{
	if (x == NULL || x->approver.target == NULL ||
	    may(p, x->approver.target))
		return;
	check_report(k, x->approver.at,
	    "'%.*s' has no role that could agree to this",
	    STR_ARG(x->approver.id));
	check_help(k,
	    "ask the PSIRT's lead, an executive, or the owner of "
	    "another product");
}

void
rule_inventory_approver(const struct check *k, const struct product_entry *p)
{
	check_one(k, p, p->product->inventory_exemption);
	for (size_t i = 0; i < p->product->versions.n; i++)
		check_one(k, p, p->product->versions.v[i].inventory_exemption);
}
