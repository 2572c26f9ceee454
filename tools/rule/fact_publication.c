#include "model/event.h"
#include "rule/rule.h"

RULE_TEXT(rule_fact_publication,
    .why_en =
	"Whether a case is out decides who approves its next revision "
	"and which stage it is in. The ledger tells, which is signed for; "
	"a fact alone does not.",
    .why_ja =
	"公開済みかどうかで、次の改訂を承認する人や段階が変わります。"
	"その根拠は承認を経た台帳であり、fact だけでは根拠になりません。",
    .bad = "{at: 2026-11-04, event: own_publication}, and no published.yaml",
    .good = "the same beside a revision of 2026-11-04 in published.yaml");

/* Whether a revision had gone out by the end of what a fact names. */
static bool
has_revision(const struct check *k, const struct case_entry *c,
    const struct fact *f)
{
	struct instant stop = when_stop(f->at.w, k->model->zone);

	return c->published != NULL && c->published->revisions.n > 0 &&
	    c->published->revisions.v[0].at.w.at.s <= stop.s;
}

void
rule_fact_publication(const struct check *k, const struct case_entry *c)
{
	/* A ledger that cannot be read is reported as such. */
	if (model_case_is_import(c) ||
	    (c->published == NULL && c->published_doc != NULL))
		return;
	for (size_t i = 0; i < c->c->facts.n; i++) {
		const struct fact *f = &c->c->facts.v[i];
		enum event e;

		if (!event_find(f->event.s, &e) ||
		    e != EVENT_OWN_PUBLICATION || f->at.w.kind == WHEN_UNSET ||
		    has_revision(k, c, f))
			continue;
		check_report(k, f->at.at, "no revision had gone out by then");
		check_help(k,
		    "take the fact out: `hansho publish %.*s` writes it "
		    "with the revision",
		    STR_ARG(c->e.id));
	}
}
