#include <stdlib.h>

#include "base/arena.h"
#include "model/model.h"
#include "stage/stage_impl.h"

/* What was said on one day, and the day that it names. */
struct said {
	const struct negotiated_date *from;
	int64_t at; /* when; INT64_MIN where that is not written */
};

/* Whether an event happened after it was said, until the end of the day. */
static bool
happened(const struct stage_run *r, const struct case_state *s, enum event e,
    const struct said *said, int64_t end)
{
	for (size_t i = 0; i < s->n_occurrences; i++) {
		const struct occurrence *o = &s->occurrences[i];

		if (o->start.s > r->now.s || o->start.s > end)
			return false;
		if (o->event == e && o->stop.s > said->at)
			return true;
	}
	return false;
}

static void
add_promise(const struct stage_run *r, struct case_state *s, enum event e,
    const struct said *said, const struct moment *date)
{
	enum event kept_by = e == EVENT_UPDATE_PROMISED ?
	    EVENT_STATUS_SENT :
	    EVENT_OWN_PUBLICATION;
	struct promise *p;

	if (date->w.kind == WHEN_UNSET)
		return;
	p = &s->promises[s->n_promises++];
	p->event = e;
	p->from = said->from;
	p->at = when_stop(date->w, r->m->zone);
	p->is_past = p->at.s < r->now.s;
	p->is_kept = happened(r, s, kept_by, said, p->at.s);
}

static int
by_date(const void *a, const void *b)
{
	const struct promise *x = a, *y = b;

	if (x->at.s != y->at.s)
		return x->at.s < y->at.s ? -1 : 1;
	if (x->from != y->from)
		return span_cmp(x->from->where, y->from->where);
	return (x->event > y->event) - (x->event < y->event);
}

void
stage_promises(const struct stage_run *r, struct arena *perm,
    struct case_state *s)
{
	const struct disclosure *d = s->c->c->disclosure;
	size_t lines = d != NULL ? d->dates.n : 0;

	if (lines == 0)
		return;
	if (lines > LIMIT_STAGE_DATES)
		lines = LIMIT_STAGE_DATES;
	/* A line has four dates at most. */
	s->promises = arena_array(perm, struct promise, 4 * lines);
	for (size_t i = 0; i < lines; i++) {
		const struct negotiated_date *n = &d->dates.v[i];
		struct said said = { n, INT64_MIN };

		if (n->at.w.kind != WHEN_UNSET) {
			if (!stage_is_past(r, n->at.w))
				continue;
			said.at = when_start(n->at.w, r->m->zone).s;
		}
		add_promise(r, s, EVENT_DATE_ASKED, &said, &n->asked);
		add_promise(r, s, EVENT_DATE_OFFERED, &said, &n->offered);
		add_promise(r, s, EVENT_DATE_AGREED, &said, &n->agreed);
		add_promise(r, s, EVENT_UPDATE_PROMISED, &said,
		    &n->next_update);
	}
	if (s->n_promises > 0)
		qsort(s->promises, s->n_promises, sizeof(*s->promises),
		    by_date);
}
