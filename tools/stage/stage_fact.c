#include "base/arena.h"
#include "model/model.h"
#include "stage/stage_impl.h"

/* An event, and what it takes back. */
static const struct void_row {
	enum event by;
	enum event of;
} takes_back[] = {
	{ EVENT_REOPENED, EVENT_CLOSED },
	{ EVENT_INCOMPLETE_FIX, EVENT_FIX_READY },
	{ EVENT_INCOMPLETE_FIX, EVENT_FIX_AVAILABLE },
	{ EVENT_INCOMPLETE_FIX, EVENT_FIX_DEPLOYED },
};

bool
stage_is_past(const struct stage_run *r, struct when at)
{
	return at.kind != WHEN_UNSET &&
	    when_start(at, r->m->zone).s <= r->now.s;
}

void
stage_voids_find(const struct stage_run *r, const struct case_file *c,
    struct stage_voids *out)
{
	out->n = 0;
	/* The newest stand last. */
	for (size_t i = c->facts.n; i > 0 && out->n < ARRAY_LEN(out->v); i--) {
		const struct fact *f = &c->facts.v[i - 1];
		enum event e;

		if (event_find(f->event.s, &e) &&
		    (e == EVENT_REOPENED || e == EVENT_INCOMPLETE_FIX) &&
		    stage_is_past(r, f->at.w))
			out->v[out->n++] = f;
	}
}

/* By time; what was written later comes after. */
static bool
is_before(const struct stage_run *r, const struct fact *a,
    const struct fact *b)
{
	int64_t x = when_start(a->at.w, r->m->zone).s;
	int64_t y = when_start(b->at.w, r->m->zone).s;

	return x != y ? x < y : span_cmp(a->where, b->where) < 0;
}

static bool
takes(const struct fact *by, enum event of)
{
	enum event e;

	if (!event_find(by->event.s, &e))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(takes_back); i++) {
		if (takes_back[i].by == e && takes_back[i].of == of)
			return true;
	}
	return false;
}

bool
stage_is_void(const struct stage_run *r, const struct stage_voids *v,
    const struct fact *f)
{
	enum event e;

	if (v->n == 0 || !event_find(f->event.s, &e))
		return false;
	for (size_t i = 0; i < v->n; i++) {
		const struct fact *by = v->v[i];

		if (takes(by, e) && is_before(r, f, by) &&
		    (by->product.id.n == 0 || f->product.id.n == 0 ||
			str_eq(by->product.id, f->product.id)))
			return true;
	}
	return false;
}

struct fact_list
stage_facts(const struct stage_run *r, struct arena *a,
    const struct case_file *c)
{
	struct fact_list out = {
		.v = arena_array(a, struct fact, c->facts.n + 1),
	};
	struct stage_voids voids;

	stage_voids_find(r, c, &voids);
	for (size_t i = 0; i < c->facts.n; i++) {
		const struct fact *f = &c->facts.v[i];

		if (stage_is_past(r, f->at.w) && !stage_is_void(r, &voids, f))
			out.v[out.n++] = *f;
	}
	return out;
}

const struct occurrence *
stage_newest(const struct stage_run *r, const struct case_state *s,
    enum event e)
{
	for (size_t i = s->n_occurrences; i > 0; i--) {
		const struct occurrence *o = &s->occurrences[i - 1];

		if (o->event == e && o->start.s <= r->now.s)
			return o;
	}
	return NULL;
}

const struct occurrence *
stage_oldest(const struct stage_run *r, const struct case_state *s,
    enum event e)
{
	for (size_t i = 0; i < s->n_occurrences; i++) {
		const struct occurrence *o = &s->occurrences[i];

		if (o->start.s > r->now.s)
			return NULL;
		if (o->event == e)
			return o;
	}
	return NULL;
}
