#include "rule/rule.h"

#include "model/derived.h"
#include "model/state.h"

RULE_TEXT(rule_case_priority,
    .why_en = "The policy gives each affected product a priority. Where no "
	      "row of its map holds, there is no order of work and no day by "
	      "which a fix is due.",
    .why_ja =
	"方針は影響のある製品ごとに優先度を決めます。どの行も当てはまらな"
	"いと、作業の順番も修正の期限も決まりません。",
    .bad =
	"priorities: [{priority: immediate, when: {...active}}], and a flaw "
	"without attacks",
    .good = "a last row without when: {priority: scheduled}");

static void
check_flaw(const struct check *k, const struct flaw_state *f)
{
	for (size_t i = 0; i < f->n_products; i++) {
		const struct exposure_state *p = &f->products[i];

		if (p->state == ROW_NOT_AFFECTED || p->state == ROW_FIXED ||
		    p->priority.priority.n > 0)
			continue;
		check_report(k, p->p->product.at,
		    "no row of the policy gives this product a priority");
		check_help(k,
		    "end the map of the scoring policy with a row "
		    "without when");
	}
}

/* Whether the case has reached the stage at which it is assessed. */
static bool
is_assessed(const struct model *m, const struct case_state *s)
{
	const struct stages *l = m->docs[KIND_STAGES].n > 0 ?
	    m->docs[KIND_STAGES].v[0].record :
	    NULL;

	for (size_t i = 0; l != NULL && i < l->stages.n; i++) {
		const struct stage *stage = &l->stages.v[i];

		if (str_eq_z(stage->event.s, "assessed"))
			return s->stage != NULL &&
			    s->stage->number.n >= stage->number.n;
	}
	return false;
}

/* Before a case was assessed facts are still missing. */
void
rule_case_priority(const struct check *k, const struct case_entry *c)
{
	const struct case_state *s = derived_case(k->model, c);

	(void)check_now(k);
	if (s == NULL || s->exit != NULL || !is_assessed(k->model, s))
		return;
	for (size_t i = 0; i < s->n_flaws; i++)
		check_flaw(k, &s->flaws[i]);
}
