#include "pipeline/derive.h"

#include <stdlib.h>

#include "assess/assess.h"
#include "base/arena.h"
#include "base/pool.h"
#include "deadline/deadline.h"
#include "deadline/occurrence.h"
#include "model/model.h"
#include "stage/stage.h"

/* A run over the cases of a model. */
struct running {
	const struct derive *d;
	const struct model *m;
	struct mirror_lists feeds;	/* that m may know */
	struct assess assess;
	struct deadline_run deadline;
	struct stage_run stage;
	const struct policy_set *group;
	const struct policy_set **companies;	/* as m->companies */
	struct case_state *cases;
	struct arena **arenas;		/* one a worker */
};

/* ---- running ------------------------------------------------------------- */

/* Rules and tables, once a run. */
static void
prepare(struct running *r, const struct derive *d, const struct model *m)
{
	struct mirror_lists feeds = mirror_lists_for(&d->feeds, m->ceiling);

	*r = (struct running){
		.d = d,
		.m = m,
		.feeds = feeds,
		.assess = { m, d->places, assess_tables_make(d->perm, m),
		    feeds.kev, feeds.epss, d->now },
		.deadline = { m, d->places,
		    deadline_rules_make(d->perm, m, d->places), d->now },
		.stage = { m, d->places, d->now },
		.group = policy_of(d->perm, m, NULL),
		.companies = arena_array(d->perm, const struct policy_set *,
		    m->n_companies + 1),
	};
	for (size_t i = 0; i < m->n_companies; i++)
		r->companies[i] = policy_of(d->perm, m, &m->companies[i]);
}

static const struct policy_set *
policy_for(const struct running *r, const struct case_entry *c)
{
	const struct company_entry *of = c->c->company.target;

	return of == NULL ? r->group : r->companies[of - r->m->companies];
}

/* Each step reads what those before it found. */
static void
derive_case(const struct running *r, struct arena *perm,
    const struct case_entry *c, struct case_state *s)
{
	const struct policy_set *policy = policy_for(r, c);

	s->c = c;
	occurrences_of_case(perm, r->m, r->d->places, r->feeds.kev, s);
	stage_axes(&r->stage, policy, perm, s);
	assess_case(&r->assess, policy, perm, s);
	deadline_case(&r->deadline, policy, perm, s);
	assess_approval(&r->assess, policy, perm, s);
	stage_case(&r->stage, policy, perm, s);
}

static void
derive_one_of(void *ctx, size_t i, unsigned worker)
{
	struct running *r = ctx;

	derive_case(r, r->arenas[worker], &r->m->cases[i], &r->cases[i]);
}

/* All clocks of the model in one list. */
static void
join_clocks(struct derived *out, struct arena *perm,
    const struct clock_list *others)
{
	size_t n = others->n;

	for (size_t i = 0; i < out->n_cases; i++)
		n += out->cases[i].clocks.n;
	out->clocks.v = arena_array(perm, struct clock, n + 1);
	for (size_t i = 0; i < others->n; i++)
		out->clocks.v[out->clocks.n++] = others->v[i];
	for (size_t i = 0; i < out->n_cases; i++) {
		const struct clock_list *l = &out->cases[i].clocks;

		for (size_t j = 0; j < l->n; j++)
			out->clocks.v[out->clocks.n++] = l->v[j];
	}
	if (n > 0)
		qsort(out->clocks.v, n, sizeof(*out->clocks.v), clock_cmp);
}

void
derive_run(const struct derive *d, struct model *m)
{
	struct derived *out = arena_new(d->perm, struct derived);
	unsigned jobs = pool_jobs(d->pool);
	struct clock_list others = { 0 };
	struct running r;

	prepare(&r, d, m);
	out->now = d->now;
	if (d->with_cases) {
		out->n_cases = m->n_cases;
		out->cases = arena_array(d->perm, struct case_state,
		    m->n_cases + 1);
		r.cases = out->cases;
		r.arenas = arena_array(d->perm, struct arena *, jobs);
		for (unsigned i = 0; i < jobs; i++)
			r.arenas[i] = arena_open_in(d->perm);
		pool_run(d->pool, m->n_cases, derive_one_of, &r);
	}
	deadline_others(&r.deadline, d->perm, &others);
	join_clocks(out, d->perm, &others);
	m->derived = out;
}

const struct case_state *
derive_one(const struct derive *d, const struct model *m,
    const struct case_entry *c)
{
	struct case_state *s = arena_new(d->perm, struct case_state);
	struct running r;

	prepare(&r, d, m);
	derive_case(&r, d->perm, c, s);
	return s;
}
