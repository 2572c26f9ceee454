#include "rule/rule.h"

#include "base/arena.h"

RULE_TEXT(rule_case_regime,
    .why_en = "Whether a duty to report applies is decided for each regime of "
	      "content/deadlines. A decision on a name that none of them has "
	      "decides nothing.",
    .why_ja =
	"報告義務の有無は content/deadlines の制度ごとに決めます。どの制度"
	"の名前でもない判断は、何も決めていません。",
    .bad = "regimes: [{regime: CRA, applies: yes, ...}]",
    .good = "regimes: [{regime: cra, applies: yes, ...}]");

static void
check_regime(const struct check *k, const struct text *t)
{
	const struct document_list *docs = &k->model->docs[KIND_DEADLINES];
	struct str *ids = arena_array(k->tmp, struct str, docs->n + 1);
	struct str near;

	if (t->s.n == 0)
		return;
	for (size_t i = 0; i < docs->n; i++) {
		ids[i] = docs->v[i].path.id;
		if (str_eq(ids[i], t->s))
			return;
	}
	check_report(k, t->at, "there is no regime '%.*s'", STR_ARG(t->s));
	near = str_nearest(t->s, ids, docs->n);
	if (near.n > 0)
		check_help(k, "did you mean '%.*s'?", STR_ARG(near));
	else
		check_help(k, "regimes are the files of content/deadlines");
}

void
rule_case_regime(const struct check *k, const struct case_entry *c)
{
	for (size_t i = 0; i < c->c->regimes.n; i++)
		check_regime(k, &c->c->regimes.v[i].regime);
	for (size_t i = 0; i < c->c->facts.n; i++)
		check_regime(k, &c->c->facts.v[i].regime);
}
