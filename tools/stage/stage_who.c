#include "base/arena.h"
#include "model/model.h"
#include "model/who.h"
#include "stage/stage_impl.h"

void
stage_who(const struct stage_run *r, const struct case_entry *c,
    struct arena *perm, struct requirement_state *q)
{
	struct who w;

	who_supplies(r->m, c, &q->r->supplies,
	    instant_day(zone_at(r->m->zone, r->now)), &w);
	if (w.n == 0)
		return;
	q->who = arena_array(perm, const struct person_entry *, w.n);
	for (size_t i = 0; i < w.n; i++)
		q->who[q->n_who++] = w.v[i];
}
