#include "rule/rule.h"

#include "model/approval.h"

RULE_TEXT(rule_case_origin,
    .why_en = "What others published needs no approval of ours, and what was "
	      "lifted is approved where it was made. So a case says that it "
	      "is one of these only when it is: an import names the document "
	      "of another publisher, a lifted copy its restricted master.",
    .why_ja = "他者の公開文書には当社の承認が要らず、移した写しは元の場所で承"
	      "認されています。そのため、他の発行者の文書を取り込んだ案件と、"
	      "秘密保持のリポジトリから移した写しだけが、そう名乗れます。",
    .bad = "origin: import, without `imported`, or with our own namespace in "
	   "it; master: elsewhere",
    .good = "imported: {publisher: {namespace: \"https://maker.example\", "
	    "...}, ...}");

/* Whether approvals are asked of its newest revision. */
static bool
is_asked(const struct model *m, const struct case_entry *c)
{
	const struct published *p = c->published;

	return p != NULL && p->revisions.n > 0 &&
	    approval_is_in_force(m,
		p->revisions.v[p->revisions.n - 1].at.w.day);
}

void
rule_case_origin(const struct check *k, const struct case_entry *c)
{
	const struct organisation *o = k->model->organisation;
	const struct imported *from = c->c->imported;
	const struct text *origin = &c->c->origin, *master = &c->c->master;

	if (origin->s.n > 0 && from == NULL) {
		check_report(k, origin->at,
		    "the case does not say what it was imported from");
		check_help(k,
		    "add `imported`, as `hansho import` writes it; a case of "
		    "our own has no `origin`");
	}
	if (from != NULL && from->publisher != NULL && o != NULL &&
	    o->publisher != NULL && is_asked(k->model, c) &&
	    str_eq(from->publisher->namespace.s, o->publisher->namespace.s)) {
		check_report(k, from->publisher->namespace.at,
		    "this is our own namespace: the case is no import");
		check_help(k,
		    "take `imported` and `origin` out; of documents from "
		    "before, say in the policy since when approvals are asked "
		    "for (approvals_since)");
	}
	if (master->s.n > 0 && !str_eq(master->s, S("restricted"))) {
		check_report(k, master->at, "'%.*s' is no place of a master",
		    STR_ARG(master->s));
		check_help(k,
		    "`hansho lift` writes restricted; a case of this "
		    "repository has no `master`");
	}
}
