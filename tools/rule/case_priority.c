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

/* Only once the case was assessed: before that facts are still missing. */
void
rule_case_priority(const struct check *k, const struct case_entry *c)
{
	const struct case_state *s = derived_case(k->model, c);

	(void)check_now(k);
	if (s == NULL || s->stage == NULL || s->stage->number.n < 5 ||
	    s->exit != NULL)
		return;
	for (size_t i = 0; i < s->n_flaws; i++)
		check_flaw(k, &s->flaws[i]);
}
