#include "rule/approvals.h"

#include "model/model.h"
#include "model/policy.h"

const struct revision *
approvals_revision(const struct case_entry *c, struct str view)
{
	for (size_t i = c->published != NULL ? c->published->revisions.n : 0;
	     i-- > 0;) {
		const struct revision *r = &c->published->revisions.v[i];

		if (r->view.s.n > 0 && str_eq(r->view.s, view))
			return r;
	}
	return NULL;
}

void
approvals_report(const struct check *k, const struct audit_approval *a,
    struct span at)
{
	const struct approval *x = a->approval;

	check_report(k, at, "the approval as %s by %.*s does not count: %s",
	    enum_name(&enum_role, x->role.v), STR_ARG(x->by.id),
	    computed_doc(&enum_approval_verdict, (int)a->verdict));
	if (a->why.n > 0)
		check_note(k, (struct span){ 0 }, "%.*s", STR_ARG(a->why));
}

bool
approvals_is_asked(const struct model *m)
{
	const struct document_list *docs = &m->docs[KIND_POLICY];

	for (size_t i = 0; i < docs->n; i++) {
		const struct policy *p = docs->v[i].record;

		if (policy_is_main(m, &docs->v[i]) && p->approvals.n > 0)
			return true;
	}
	return false;
}
