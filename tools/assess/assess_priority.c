#include "assess/assess_impl.h"

#include "base/arena.h"

static size_t
rank_of(const struct policy_set *p, struct str priority)
{
	for (size_t i = 0; i < p->n_order; i++) {
		if (str_eq(p->order[i], priority))
			return i;
	}
	return p->n_order;
}

/* Whether an exception holds today, for this flaw or case. */
static bool
holds(const struct assess_work *w, const struct product_exception *e,
    const struct vulnerability *v)
{
	const struct text_list *only = &e->vulnerabilities;

	if (e->until.w.day.n < w->today.n)
		return false;
	for (size_t i = 0; i < only->n; i++) {
		if (only->v[i].s.n > 0 &&
		    (str_eq(only->v[i].s, v->cve.s) ||
			str_eq(only->v[i].s, w->s->c->e.id)))
			return true;
	}
	return only->n == 0;
}

static const struct product_exception *
find_exception(const struct assess_work *w, const struct assess_subject *x)
{
	const struct product_entry *product = x->e != NULL ? x->e->product :
							     NULL;

	if (product == NULL)
		return NULL;
	for (size_t i = 0; i < product->product->exceptions.n; i++) {
		const struct product_exception *e =
		    &product->product->exceptions.v[i];

		if (holds(w, e, x->f->v))
			return e;
	}
	return NULL;
}

static struct priority_state
by_exception(struct assess_work *w, const struct product_exception *e,
    const struct policy_set *p)
{
	return (struct priority_state){
		.priority = e->priority.s,
		.rank = rank_of(p, e->priority.s),
		.exception = e->reason.s,
		.origin = POLICY_OF_PRODUCT,
		.rule = assess_proof(w, e->where, S("")),
		.proof = assess_proof(w, e->until.at, S("")),
	};
}

/* The row that holds, with the words of its condition and what made it so. */
static struct priority_state
by_row(struct assess_work *w, const struct policy_priority *pp,
    const struct policy_set *p, const struct predicate_root *roots)
{
	const struct priority_row *row = pp->row;
	struct predicate_trace trace = { 0 };
	struct proof proof;
	bool has_reason = row->reason.ja.s.n > 0 || row->reason.en.s.n > 0;

	(void)predicate_holds(row->when.p, roots, ASSESS_ROOTS, w->tmp,
	    &trace);
	proof = assess_proof(w, trace.value_at, str_dup(w->perm, trace.text));
	proof.parts = trace.parts;
	return (struct priority_state){
		.priority = row->priority.s,
		.rank = rank_of(p, row->priority.s),
		.reason = has_reason ? &row->reason : NULL,
		.origin = pp->origin,
		.rule = assess_proof(w, row->where,
		    predicate_text(w->perm, row->when.p)),
		.proof = proof,
	};
}

struct priority_state
assess_priority_of(struct assess_work *w, const struct assess_subject *x)
{
	const struct policy_set *p = assess_policy(w, x);
	const struct product_exception *e = find_exception(w, x);
	struct predicate_root roots[ASSESS_ROOTS];

	if (e != NULL)
		return by_exception(w, e, p);
	assess_roots(w, x, roots);
	for (size_t i = 0; i < p->n_priorities; i++) {
		const struct policy_priority *row = &p->priorities[i];

		if (predicate_holds(row->row->when.p, roots, ASSESS_ROOTS,
			w->tmp, NULL))
			return by_row(w, row, p, roots);
	}
	return (struct priority_state){ .rank = PRIORITY_NONE };
}
