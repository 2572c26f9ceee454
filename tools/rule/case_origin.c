#include "rule/rule.h"

#include "model/approval.h"
#include "model/audit.h"

RULE_TEXT(rule_case_origin,
    .why_en = "What others published needs no approval of ours, and what was "
	      "lifted is approved where it was made. So a case says that it "
	      "is one of these only when it is: an import names the document "
	      "of another publisher, a lifted copy its restricted master. "
	      "Documents of our own are imported before the policy asks for "
	      "approvals; what comes later is as new as the day on which it "
	      "came, whatever its date.",
    .why_ja =
	"他者の公開文書には当社の承認が要らず、移した写しは元の場所で承"
	"認されています。そのため、他の発行者の文書を取り込んだ案件と、"
	"秘密保持のリポジトリから移した写しだけが、そう名乗れます。自社の"
	"以前の文書は、方針が承認を求め始める日より前に取り込みます。後から"
	"入れたものは、書かれた日付ではなく入れた日で判断します。",
    .bad = "origin: import, without `imported`, or with our own namespace in "
	   "it; master: elsewhere",
    .good = "imported: {publisher: {namespace: \"https://maker.example\", "
	    "...}, ...}");

/*
 * Whether approvals are asked of any of its revisions: what came to the
 * repository since is as new as that, however early it is dated.
 */
static bool
is_asked(const struct model *m, const struct case_entry *c)
{
	const struct audit_case *x = audit_case(m, c);
	const struct published *p = c->published;

	for (size_t i = 0; p != NULL && i < p->revisions.n; i++) {
		struct instant at = p->revisions.v[i].at.w.at;

		if (x != NULL && i < x->n_revisions)
			at = x->revisions[i];
		if (p->revisions.v[i].at.w.kind == WHEN_INSTANT &&
		    approval_is_in_force(m, instant_day(zone_at(m->zone, at))))
			return true;
	}
	return false;
}

/* "psirt.example.com" of "https://psirt.example.com/". */
static struct str
place_of(struct str url)
{
	size_t at = str_find(url, S("://"), 0);

	if (at != SIZE_MAX)
		url = str_from(url, at + 3);
	while (str_ends(url, S("/")))
		url = str_sub(url, 0, url.n - 1);
	return url;
}

/* Readers take one that is written otherwise for ours all the same. */
static bool
is_ours(const struct organisation *o, const struct publisher *p)
{
	return o != NULL && o->publisher != NULL && p != NULL &&
	    str_eq_nocase(place_of(p->namespace.s),
		place_of(o->publisher->namespace.s));
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
	if (from != NULL && is_ours(o, from->publisher) &&
	    is_asked(k->model, c)) {
		check_report(k, from->publisher->namespace.at,
		    "this is our own namespace: the case is no import");
		check_help(k,
		    "take `imported` and `origin` out; documents from "
		    "before approvals are imported before the day on which "
		    "the policy begins to ask for them (approvals_since)");
	}
	if (master->s.n > 0 && !str_eq(master->s, S("restricted"))) {
		check_report(k, master->at, "'%.*s' is no place of a master",
		    STR_ARG(master->s));
		check_help(k,
		    "`hansho lift` writes restricted; a case of this "
		    "repository has no `master`");
	}
}
