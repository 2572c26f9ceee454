#include "deadline/dated.h"

#include <stdlib.h>

#include "base/arena.h"

static void
add(struct dated *l, struct occurrence o)
{
	l->v = arena_grow(l->perm, l->v, l->n, &l->cap, sizeof(*l->v));
	l->v[l->n++] = o;
}

void
dated_fact(struct dated *l, enum event e, const struct fact *f)
{
	add(l,
	    (struct occurrence){
		.event = e,
		.fact = f,
		.start = when_start(f->at.w, l->zone),
		.stop = when_stop(f->at.w, l->zone),
		.proof = proof_at(l->places, f->where, S("")),
	    });
}

void
dated_field(struct dated *l, const struct dated_field *f)
{
	bool has_at = f->at.w.kind != WHEN_UNSET;
	const struct moment *shown = has_at ? &f->at : &f->until;
	struct occurrence o = { .event = f->event, .key = f->key };
	struct fact *fact;

	if (shown->w.kind == WHEN_UNSET)
		return;
	fact = arena_new(l->perm, struct fact);
	fact->where = f->where;
	fact->at = f->at;
	fact->until = f->until;
	if (f->by != NULL)
		fact->by = *f->by;
	if (f->product != NULL)
		fact->product = *f->product;
	o.fact = fact;
	o.start = when_start(shown->w, l->zone);
	o.stop = has_at ? when_stop(shown->w, l->zone) : o.start;
	o.proof = proof_at(l->places,
	    span_is_set(shown->at) ? shown->at : f->where, f->text);
	add(l, o);
}

static int
occurrence_cmp(const void *a, const void *b)
{
	const struct occurrence *x = a, *y = b;
	int cmp = (x->start.s > y->start.s) - (x->start.s < y->start.s);

	if (cmp == 0)
		cmp = span_cmp(x->proof.at, y->proof.at);
	if (cmp == 0)
		cmp = (x->event > y->event) - (x->event < y->event);
	return cmp != 0 ? cmp : str_cmp(x->key, y->key);
}

void
dated_finish(struct dated *l)
{
	const struct occurrence *first = NULL;

	for (size_t i = 0; i < l->n; i++) {
		const struct occurrence *o = &l->v[i];

		if (o->fact->at.w.kind != WHEN_UNSET &&
		    (first == NULL || o->start.s < first->start.s))
			first = o;
	}
	for (size_t i = 0; first != NULL && i < l->n; i++) {
		struct occurrence *o = &l->v[i];

		if (o->fact->at.w.kind == WHEN_UNSET &&
		    first->start.s < o->start.s)
			o->start = o->stop = first->start;
	}
	if (l->n > 0)
		qsort(l->v, l->n, sizeof(*l->v), occurrence_cmp);
}
