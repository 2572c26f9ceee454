#include "export/say.h"

#include "base/arena.h"
#include "export/say_text.h"
#include "model/audit.h"

struct str
say_approval(const struct say *s, const struct audit_approval *a)
{
	const struct catalog_value v[] = {
		SAY_HOLE("who",
		    a->instead_of != NULL ? say_entry(s, &a->instead_of->e) :
					    S("")),
	};
	struct str text = say_text_join(s,
	    say_enum(s, &enum_approval_verdict, (int)a->verdict), "say.colon",
	    say_reason(s, a->why));

	if (a->instead_of == NULL)
		return text;
	return say_text_join(s, text, "say.comma",
	    say_text_fill(s, "say.approval.for", v, ARRAY_LEN(v)));
}

static struct str
when_given(const struct say *s, const struct approval *a)
{
	return say_when(s, a->at.w);
}

/* What is known of the approval that was lost; NULL when nothing. */
static const struct audit_approval *
lost_of(const struct approval_need *n, const struct audit_case *k)
{
	for (size_t i = 0; k != NULL && i < k->n_approvals; i++) {
		if (k->approvals[i].approval == n->lost)
			return &k->approvals[i];
	}
	return NULL;
}

static struct str
names_of(const struct say *s, const struct approval_need *n)
{
	struct str all = S("");

	for (size_t i = 0; i < n->n_who; i++)
		all = say_text_join(s, all, "say.comma",
		    say_entry(s, &n->who[i]->e));
	return all;
}

struct str
say_need(const struct say *s, const struct approval_need *n,
    const struct audit_case *k)
{
	const struct approval *a = n->given != NULL ? n->given : n->lost;
	const struct audit_approval *lost = lost_of(n, k);
	struct catalog_value v[] = {
		SAY_HOLE("role", say_enum(s, &enum_role, (int)n->role)),
		SAY_HOLE("who", a == NULL ? S("") : say_ref(s, &a->by)),
		SAY_HOLE("at", a == NULL ? S("") : when_given(s, a)),
		SAY_HOLE("why", lost == NULL ? S("") : say_approval(s, lost)),
	};
	struct str why = S("");

	if (n->given != NULL)
		return say_text_fill(s, "say.approval.given", v, ARRAY_LEN(v));
	if (lost != NULL)
		why = say_text_fill(s, "say.approval.lost", v, ARRAY_LEN(v));
	v[1].value = names_of(s, n);
	return say_text_join(s,
	    say_text_fill(s,
		n->n_who > 0 ? "say.approval.may_give" : "say.approval.nobody",
		v, ARRAY_LEN(v)),
	    "say.semicolon", why);
}
