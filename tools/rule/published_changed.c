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

void
rule_published_changed(const struct check *k, const struct case_entry *c)
{
	const struct audit_case *x = audit_case(k->model, c);
	const struct revision *newest;

	if (x == NULL || !x->is_changed)
		return;
	newest = &c->published->revisions.v[c->published->revisions.n - 1];
	check_report(k, newest->view.at,
	    "the advisory is no longer what went out as revision %.*s",
	    STR_ARG(newest->version.s));
	check_help(k,
	    "`hansho approve %.*s` and `hansho publish %.*s` make it a "
	    "revision; or undo the change, also that of a product it names",
	    STR_ARG(c->e.id), STR_ARG(c->e.id));
}
