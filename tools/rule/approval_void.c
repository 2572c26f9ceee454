#include "rule/rule.h"

#include "rule/about.h"
#include "rule/approvals.h"

RULE_TEXT(rule_approval_void,
    .why_en = "Approvers sign what would be published. When it changes, the "
	      "signature is for another text: whoever gave it must look "
	      "again. Nothing goes out until then. The same holds when it "
	      "is to go out earlier than what was agreed at the signature.",
    .why_ja = "承認者は公開される内容に署名します。内容が変われば別の文面への"
	      "署名になるので、もう一度確かめて承認し直します。それまで公開は"
	      "できません。署名したときに合意していた日時より早く公開する"
	      "ことになったときも同じです。",
    .bad = "a word of advisory.en.md, changed after the approval",
    .good = "`hansho approve` again, after reading the change");

/* Whether the role was approved anew. */
static bool
is_replaced(const struct audit_case *x, const struct approval *a)
{
	for (size_t i = 0; i < x->n_approvals; i++) {
		if (x->approvals[i].verdict == APPROVAL_GOOD &&
		    x->approvals[i].approval->role.v == a->role.v)
			return true;
	}
	return false;
}

/* Whether a newer approval of the person in this role was for nothing, too. */
static bool
is_older(const struct audit_case *x, const struct approval *a)
{
	for (size_t i = 0; i < x->n_approvals; i++) {
		const struct approval *b = x->approvals[i].approval;

		if (b->role.v == a->role.v && str_eq(b->by.id, a->by.id) &&
		    b->at.w.at.s > a->at.w.at.s)
			return true;
	}
	return false;
}

void
rule_approval_void(const struct check *k, const struct case_entry *c)
{
	const struct audit_case *x = audit_case(k->model, c);

	for (size_t i = 0; x != NULL && i < x->n_approvals; i++) {
		const struct audit_approval *a = &x->approvals[i];
		bool is_earlier = a->verdict == APPROVAL_EARLIER;

		if ((a->verdict != APPROVAL_VOID && !is_earlier) ||
		    !about_is_sha256(a->approval->digest.s) ||
		    approvals_revision(c, a->approval->digest.s) != NULL ||
		    is_replaced(x, a->approval) || is_older(x, a->approval))
			continue;
		approvals_report(k, a,
		    is_earlier ? a->approval->not_before.at :
				 a->approval->digest.at);
		check_help(k,
		    "`hansho approve %.*s --role %s` again, after reading "
		    "what changed",
		    STR_ARG(c->e.id),
		    enum_name(&enum_role, a->approval->role.v));
	}
}
