#include "assess/assess_impl.h"

#include <stdlib.h>

#include "base/arena.h"

/* The value that follows from other facts: the first whose condition holds. */
static bool
derive_value(struct assess_work *w, const struct ssvc_point *p,
    const struct predicate_root *roots, struct ssvc_answer *out)
{
	for (size_t i = 0; i < p->when.n; i++) {
		const struct ssvc_value *row = &p->when.v[i];
		struct predicate_trace trace = { 0 };

		if (!ssvc_has_value(p, row->value.s) ||
		    !predicate_holds(row->when.p, roots, ASSESS_ROOTS, w->tmp,
			NULL))
			continue;
		(void)predicate_holds(row->when.p, roots, ASSESS_ROOTS, w->tmp,
		    &trace);
		out->value = row->value.s;
		out->proof = assess_proof(w, trace.value_at,
		    str_dup(w->perm, trace.text));
		out->proof.parts = trace.parts;
		return true;
	}
	return false;
}

/* What people wrote comes first, then what follows. */
static struct ssvc_answer
answer_point(struct assess_work *w, const struct ssvc_point *p,
    const struct predicate_root *roots)
{
	struct ssvc_answer out = { .point = p };
	struct str field = p->field.s.n > 0 ?
	    p->field.s :
	    str_cat(w->tmp, S("vulnerability.ssvc."), p->id.s);
	struct text said;

	if (predicate_value(field, roots, ASSESS_ROOTS, &said) &&
	    ssvc_has_value(p, said.s)) {
		out.value = said.s;
		out.proof = assess_proof(w, said.at, S(""));
	} else {
		(void)derive_value(w, p, roots, &out);
	}
	return out;
}

/* The newest decision by a table; NULL when nobody decided. */
static const struct ssvc_decision *
find_decision(const struct vulnerability *v, struct str table)
{
	const struct ssvc_decision *last = NULL;

	for (size_t i = 0; v->ssvc != NULL && i < v->ssvc->decisions.n; i++) {
		if (str_eq(v->ssvc->decisions.v[i].table.s, table))
			last = &v->ssvc->decisions.v[i];
	}
	return last;
}

static struct ssvc_state
answer_table(struct assess_work *w, const struct assess_table *t,
    const struct assess_subject *x, const struct predicate_root *roots)
{
	size_t n = t->t->points.n;
	struct ssvc_answer *answers = arena_array(w->perm, struct ssvc_answer,
	    n);
	struct str *values = arena_array(w->tmp, struct str, n);
	struct ssvc_state out = {
		.table = t->id,
		.t = t->t,
		.answers = answers,
		.decided = find_decision(x->f->v, t->id),
	};

	for (size_t i = 0; i < n; i++) {
		answers[i] = answer_point(w, &t->t->points.v[i], roots);
		values[i] = answers[i].value;
	}
	if (t->lookup != NULL)
		out.outcome = ssvc_look_up(t->lookup, values);
	/* What is undecided now contradicts nobody. */
	out.drifted = out.decided != NULL && out.outcome != NULL &&
	    !str_eq(out.decided->outcome.s, out.outcome->id.s);
	return out;
}

void
assess_ssvc_product(struct assess_work *w, struct assess_subject *x)
{
	const struct assess_tables *tables = w->a->tables;
	struct predicate_root roots[ASSESS_ROOTS];
	struct text_list *list = &x->assessment.ssvc;

	if (tables->n == 0)
		return;
	x->e->ssvc = arena_array(w->perm, struct ssvc_state, tables->n);
	list->v = arena_array(w->perm, struct text, tables->n);
	assess_roots(w, x, roots);
	for (size_t i = 0; i < tables->n; i++) {
		struct ssvc_state s = answer_table(w, &tables->v[i], x, roots);

		x->e->ssvc[x->e->n_ssvc++] = s;
		if (s.outcome == NULL)
			continue;
		list->v[list->n++] = (struct text){
			str_fmt(w->perm, "%.*s:%.*s", STR_ARG(s.table),
			    STR_ARG(s.outcome->id.s)),
			x->f->v->where,
		};
	}
}
