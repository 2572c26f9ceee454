#include "rule/approvals.h"
#include "rule/rule.h"

RULE_TEXT(rule_approval_signature,
    .why_en = "Anybody can write a line into a file. An approval is a "
	      "signature by a key that the roster gives to that person; "
	      "where the policy says so, a line that the person committed "
	      "is enough.",
    .why_ja =
	"ファイルに行を書くことは誰にでもできます。承認は、名簿にある本人"
	"の鍵による署名です。方針が認めるときは、本人がコミットした行で"
	"足ります。",
    .bad = "a signature by tanaka under {by: kato, ...}",
    .good = "kato signs: `hansho approve ID --role legal`");

static struct span
place_of(const struct approval *a)
{
	return span_is_set(a->signature.at) ? a->signature.at : a->by.at;
}

static void
report(const struct check *k, const struct audit_approval *a, const char *help)
{
	approvals_report(k, a, place_of(a->approval));
	check_help(k, "%s", help);
}

static void
see(const struct check *k, const struct case_entry *c,
    const struct audit_approval *a)
{
	switch (a->verdict) {
	case APPROVAL_FORGED:
	case APPROVAL_OTHER_KEY:
		report(k, a, "take the line out, and ask who put it in");
		break;
	case APPROVAL_NO_KEY:
		report(k, a,
		    "add the public key to `keys` of the person in "
		    "content/people/");
		break;
	case APPROVAL_KEY_ENDED:
		/* What went out was signed while the key was good. */
		if (approvals_revision(c, a->approval->digest.s) == NULL)
			report(k, a, "sign again with a key that counts");
		break;
	case APPROVAL_UNSIGNED:
	case APPROVAL_NOT_COMMITTED:
		if (approvals_is_asked(k->model))
			report(k, a,
			    "let that person sign it: `hansho approve`");
		break;
	case APPROVAL_GOOD:
	case APPROVAL_VOID:
	case APPROVAL_NO_ROLE:
	case APPROVAL_ABSENT:
	case APPROVAL_EARLIER:
	case APPROVAL_AUTHOR:
	case APPROVAL_AUTHOR_UNKNOWN:
	case APPROVAL_FUTURE:
		break;
	}
}

void
rule_approval_signature(const struct check *k, const struct case_entry *c)
{
	const struct audit_case *x = audit_case(k->model, c);

	for (size_t i = 0; x != NULL && i < x->n_approvals; i++)
		see(k, c, &x->approvals[i]);
}
