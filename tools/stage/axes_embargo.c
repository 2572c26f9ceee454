#include "model/model.h"
#include "stage/stage_impl.h"

/* An instant that may be unknown: INT64_MAX, later than all others. */
#define NEVER INT64_MAX

static int64_t
start_of(const struct occurrence *o)
{
	return o != NULL ? o->start.s : NEVER;
}

static void
lower(int64_t *to, int64_t s)
{
	if (s < *to)
		*to = s;
}

static int64_t
stop_of(const struct stage_run *r, const struct moment *m)
{
	return m->w.kind == WHEN_UNSET ? NEVER : when_stop(m->w, r->m->zone).s;
}

/* What was said of the date: by the case's embargo, facts and dates. */
struct terms {
	bool is_proposed;
	bool is_agreed;
	int64_t proposed; /* the shortest proposal; NEVER if undated */
	int64_t agreed; /* the instant agreed last */
};

static void
read_dates(const struct stage_run *r, const struct disclosure *d,
    struct terms *t)
{
	int64_t said = INT64_MIN;

	for (size_t i = 0; d != NULL && i < d->dates.n; i++) {
		const struct negotiated_date *n = &d->dates.v[i];
		int64_t at = INT64_MIN;

		if (n->at.w.kind != WHEN_UNSET)
			at = when_start(n->at.w, r->m->zone).s;
		if (at > r->now.s)
			continue;
		lower(&t->proposed, stop_of(r, &n->asked));
		lower(&t->proposed, stop_of(r, &n->offered));
		if (n->agreed.w.kind != WHEN_UNSET && at >= said) {
			said = at;
			t->is_agreed = true;
			t->agreed = stop_of(r, &n->agreed);
		}
	}
}

static struct terms
read_terms(const struct stage_run *r, const struct case_state *s)
{
	const struct embargo *e = s->c->c->embargo;
	struct terms t = { .proposed = NEVER, .agreed = NEVER };

	read_dates(r, s->c->c->disclosure, &t);
	if (stage_newest(r, s, EVENT_EMBARGO_AGREED) != NULL)
		t.is_agreed = true;
	if (t.agreed == NEVER)
		t.agreed = start_of(
		    stage_newest(r, s, EVENT_AGREED_PUBLICATION));
	if (e != NULL && e->until.w.kind != WHEN_UNSET) {
		t.is_agreed = true;
		t.agreed = stop_of(r, &e->until);
	}
	if (e != NULL)
		lower(&t.proposed, stop_of(r, &e->proposed));
	t.is_proposed = t.proposed != NEVER || e != NULL ||
	    stage_newest(r, s, EVENT_EMBARGO_PROPOSED) != NULL;
	return t;
}

/* When it first became known without us, before the instant. */
static int64_t
leaked(const struct stage_run *r, const struct case_state *s, int64_t instant)
{
	static const enum event leaks[] = {
		EVENT_PUBLIC,
		EVENT_EXPLOIT_PUBLIC,
		EVENT_OTHER_PUBLICATION,
	};
	int64_t first = start_of(stage_oldest(r, s, EVENT_EMBARGO_BROKEN));

	for (size_t i = 0; i < ARRAY_LEN(leaks); i++) {
		const struct occurrence *o = stage_oldest(r, s, leaks[i]);

		/* A date alone is before it when the whole day is. */
		if (o != NULL && o->start.s < instant && o->stop.s <= instant)
			lower(&first, o->start.s);
	}
	return first;
}

/*
 * The first thing that ended the silence decides: our own publication or the
 * fact that it was lifted; or that it became known.  Who agrees again after it
 * was lifted begins anew.
 */
enum embargo_state
stage_embargo(const struct stage_run *r, const struct case_state *s)
{
	const struct occurrence *agreed = stage_newest(r, s,
	    EVENT_EMBARGO_AGREED);
	struct terms t = read_terms(r, s);
	int64_t instant = t.is_agreed ? t.agreed : t.proposed;
	int64_t leak = leaked(r, s, instant);
	int64_t lifted = start_of(stage_newest(r, s, EVENT_EMBARGO_LIFTED));

	if (!t.is_agreed && !t.is_proposed && lifted == NEVER &&
	    stage_newest(r, s, EVENT_EMBARGO_BROKEN) == NULL)
		return EMBARGO_NONE;
	if (lifted != NEVER && agreed != NULL && agreed->start.s > lifted)
		lifted = NEVER;
	lower(&lifted, start_of(stage_oldest(r, s, EVENT_OWN_PUBLICATION)));
	if (leak != NEVER && leak < lifted)
		return EMBARGO_BROKEN;
	if (lifted != NEVER)
		return EMBARGO_LIFTED;
	if (instant != NEVER && instant <= r->now.s)
		return EMBARGO_DUE;
	return t.is_agreed ? EMBARGO_AGREED : EMBARGO_PROPOSED;
}
