#include "model/audit.h"
#include "rule/rule.h"

RULE_TEXT(rule_published_changed,
    .why_en = "Pages are made anew from the case's files, so a change of them "
	      "would reach everybody without approval and without a revision "
	      "that tells of it.",
    .why_ja = "ページは案件のファイルから毎回作り直されます。そのまま直すと、"
	      "承認も改訂の記録もない変更が公開されてしまいます。",
    .bad = "advisory.en.md, edited after revision 1.0.0 went out",
    .good = "the same edit with its approvals and revision 1.0.1");

/* Another revision says something else, of itself at least. */
static void
see_repeated(const struct check *k, const struct revision_list *l)
{
	for (size_t i = 1; i < l->n; i++) {
		const struct text *view = &l->v[i].view;

		for (size_t j = 0; j < i && view->s.n > 0; j++) {
			if (!str_eq(view->s, l->v[j].view.s))
				continue;
			check_report(k, view->at,
			    "revision %.*s has the view of revision %.*s",
			    STR_ARG(l->v[i].version.s),
			    STR_ARG(l->v[j].version.s));
			check_note(k, l->v[j].view.at, "the earlier one");
			check_help(k,
			    "take the revision out, and let `hansho publish` "
			    "make it");
			break;
		}
	}
}

void
rule_published_changed(const struct check *k, const struct case_entry *c)
{
	const struct audit_case *x = audit_case(k->model, c);
	const struct revision_list *l = &c->published->revisions;
	const struct revision *out;

	if (model_case_is_import(c) || l->n == 0)
		return;
	see_repeated(k, l);
	if (x == NULL)
		return;
	if (model_case_is_copy(c) && l->v[l->n - 1].view.s.n == 0) {
		check_report(k, l->v[l->n - 1].where,
		    "a copy without `view` is not what its master says");
		check_help(k,
		    "publish the case in the restricted repository, and "
		    "lift it again: `hansho lift %.*s`",
		    STR_ARG(c->e.id));
	}
	out = model_released(c, k->now.s);
	if (!x->is_changed || out == NULL)
		return;
	check_report(k, out->view.at,
	    "the advisory is no longer what went out as revision %.*s",
	    STR_ARG(out->version.s));
	if (model_case_is_copy(c))
		check_help(k,
		    "lift it again: `hansho lift %.*s`, or undo the change, "
		    "also that of a product it names",
		    STR_ARG(c->e.id));
	else
		check_help(k,
		    "`hansho approve %.*s` and `hansho publish %.*s` make it "
		    "a revision; or undo the change, also that of a product "
		    "it names and of the words in the ledger",
		    STR_ARG(c->e.id), STR_ARG(c->e.id));
}
