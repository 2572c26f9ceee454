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

/* Left or closed, and not reopened: nothing starts any more. */
static bool
is_over(const struct case_state *s, struct instant now)
{
	bool over = false;

	for (size_t i = 0; i < s->n_occurrences; i++) {
		const struct occurrence *o = &s->occurrences[i];

		if (o->start.s > now.s)
			continue;
		if (o->event == EVENT_CLOSED || o->event == EVENT_LEFT)
			over = true;
		else if (o->event == EVENT_REOPENED)
			over = false;
	}
	return over;
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
		.waits = !is_over(s, r->now),
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
