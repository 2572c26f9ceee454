#include "rule/approvals.h"
#include "rule/rule.h"

RULE_TEXT(rule_approval_person,
    .why_en = "An approval counts when the person had the role on that day, "
	      "or stood in for somebody who was away; was not away; and did "
	      "not write the text. Whoever wrote it must be known, since "
	      "it could be the approver under another address.",
    .why_ja =
	"承認が有効なのは、その日にその役割を持っていた人、または不在者の"
	"代理が行い、本人が不在でなく、公開文の作成者でないときです。作成者が"
	"名簿にない名義のときも数えません。承認者本人かもしれないからです。",
    .bad = "{role: legal, by: tanaka, ...}, tanaka is an analyst",
    .good = "{role: legal, by: kato, ...}, kato has the role legal");

static const char *
help_for(enum approval_verdict v)
{
	switch (v) {
	case APPROVAL_NO_ROLE:
		return "have somebody with the role approve";
	case APPROVAL_ABSENT:
		return "the deputy approves, or correct `absence` in "
		       "content/people/";
	case APPROVAL_AUTHOR:
		return "have somebody approve who did not write the text";
	case APPROVAL_AUTHOR_UNKNOWN:
		return "add the identity to `git:` of the person in "
		       "content/people/, or have somebody known write and "
		       "commit those words again";
	case APPROVAL_FUTURE:
		return "approve it when it is time";
	case APPROVAL_GOOD:
	case APPROVAL_VOID:
	case APPROVAL_EARLIER:
	case APPROVAL_UNSIGNED:
	case APPROVAL_NOT_COMMITTED:
	case APPROVAL_NO_KEY:
	case APPROVAL_OTHER_KEY:
	case APPROVAL_KEY_ENDED:
	case APPROVAL_FORGED:
		break;
	}
	return NULL;
}

void
rule_approval_person(const struct check *k, const struct case_entry *c)
{
	const struct audit_case *x = audit_case(k->model, c);

	for (size_t i = 0; x != NULL && i < x->n_approvals; i++) {
		const struct audit_approval *a = &x->approvals[i];
		const char *help = help_for(a->verdict);

		/* Nobody on the roster: loading reports it. */
		if (help == NULL || a->approval->by.target == NULL)
			continue;
		approvals_report(k, a,
		    a->verdict == APPROVAL_FUTURE ? a->approval->at.at :
						    a->approval->by.at);
		check_help(k, "%s", help);
	}
}
