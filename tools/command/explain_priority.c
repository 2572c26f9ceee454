#include "command/explain_impl.h"

#include "base/attr.h"
#include "model/model.h"

/* The policy of a product is that of its company. */
static const struct policy_set *
policy_for(const struct tell *t, const struct case_state *s,
    const struct exposure_state *e)
{
	if (e->product != NULL && e->product->company != NULL)
		return tell_policy(t, e->product->company);
	return tell_policy(t, s->c->c->company.target);
}

struct str
explain_product(const struct tell *t, const struct exposure_state *e)
{
	return e->product != NULL ? say_entry(&t->say, &e->product->e) :
				    e->p->product.id;
}

/* Nothing asks for a priority where nothing is to be done. */
static bool
is_settled(const struct exposure_state *e)
{
	return e->priority.priority.n == 0 &&
	    (e->state == ROW_NOT_AFFECTED || e->state == ROW_FIXED);
}

/* Why a product has its priority. */
static struct str
why(const struct tell *t, const struct exposure_state *e)
{
	return is_settled(e) ? tell_word(t, "explain.not_asked") :
			       say_priority(&t->say, &e->priority);
}

static struct str
days(const struct tell *t, const struct case_state *s,
    const struct exposure_state *e)
{
	return e->priority.priority.n == 0 ?
	    S("") :
	    explain_days(t, policy_for(t, s, e), e->priority.priority);
}

/* A product, and those after it that are as they are for the same reasons. */
static void
put_products(const struct tell *t, const struct case_state *s,
    const struct flaw_state *f, size_t i)
{
	const struct exposure_state *e = &f->products[i];
	struct str reason = why(t, e), limit = days(t, s, e), names = S("");

	for (size_t j = 0; j < f->n_products; j++) {
		const struct exposure_state *o = &f->products[j];
		struct str state = say_enum(&t->say, &enum_row_state,
		    (int)o->state);

		if (!str_eq(why(t, o), reason) ||
		    !str_eq(days(t, s, o), limit))
			continue;
		if (j < i)
			return;
		names = tell_join(t, names,
		    tell_aside(t, explain_product(t, o), state));
	}
	tell_put(t, EXPLAIN_IN, names);
	tell_put(t, 2 * EXPLAIN_IN, reason);
	tell_pair(t, 2 * EXPLAIN_IN, "explain.days_to_fix", limit);
}

void
explain_priority(const struct tell *t, const struct case_state *s)
{
	tell_head(t,
	    tell_colon(t, tell_word(t, "explain.why_priority"),
		s->priority.priority.n > 0 ?
		    s->priority.priority :
		    tell_word(t, "explain.no_priority")));
	for (size_t i = 0; i < s->n_flaws; i++) {
		const struct flaw_state *f = &s->flaws[i];

		if (s->n_flaws > 1 && f->v->cve.s.n > 0)
			tell_put(t, EXPLAIN_IN, f->v->cve.s);
		for (size_t j = 0; j < f->n_products; j++)
			put_products(t, s, f, j);
	}
}
