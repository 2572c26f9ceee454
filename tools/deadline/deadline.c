#include "deadline/deadline.h"

#include <stdlib.h>

#include "deadline/clock_run.h"
#include "deadline/collect.h"
#include "model/model.h"

const struct deadline_rules *
deadline_rules_make(struct arena *perm, const struct model *m,
    const struct sources *places)
{
	return clock_rules_make(perm, m, places);
}

bool
deadline_is_enabled(const struct deadline *rule, const struct policy_set *p)
{
	const struct policy_clock *c = policy_clock_find(p, rule->id.s);

	return clock_rules_is_enabled(rule, c != NULL ? c->choice : NULL);
}

static void
sort(struct clock_list *l)
{
	if (l->n > 0)
		qsort(l->v, l->n, sizeof(*l->v), clock_cmp);
}

void
deadline_case(const struct deadline_run *r, const struct policy_set *p,
    struct arena *perm, struct case_state *s)
{
	const struct case_file *c = s->c->c;
	const struct company_entry *of = c->company.target;
	struct clocked k = {
		.owner = { CLOCK_ON_CASE, &s->c->e, s->c->e.id, of },
		.v = s->occurrences,
		.n = s->n_occurrences,
		.roots = {
			{ "case", &record_case_file, c },
			{ "assessment", &record_assessment, &s->assessment },
			{ "company", &record_company,
			    of != NULL ? of->company : NULL },
		},
		.n_roots = 3,
		.settings = &c->clocks,
		.regimes = &c->regimes,
		.assessment = &s->assessment,
		.waits = true,
	};

	clock_run(r, p, &k, perm, &s->clocks);
	sort(&s->clocks);
	s->leading = NULL;
	for (size_t i = 0; i < s->clocks.n && s->leading == NULL; i++) {
		const struct clock *clock = &s->clocks.v[i];

		if (clock_is_open(clock) && clock->has_due)
			s->leading = clock;
	}
}

void
deadline_others(const struct deadline_run *r, struct arena *perm,
    struct clock_list *out)
{
	collect_all(r, perm, out);
	sort(out);
}
