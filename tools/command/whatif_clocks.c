#include "command/whatif_impl.h"

#include "base/arena.h"
#include "base/attr.h"
#include "model/model.h"

/* Whether two clocks of a case are the same clock of two states. */
static bool
is_same(const struct clock *x, const struct clock *y)
{
	return x->rule == y->rule && x->party == y->party &&
	    x->product == y->product && str_eq(x->key, y->key) &&
	    x->owner.company == y->owner.company;
}

static const struct clock *
find(const struct clock_list *l, const struct clock *c)
{
	for (size_t i = 0; i < l->n; i++) {
		if (is_same(&l->v[i], c))
			return &l->v[i];
	}
	return NULL;
}

static bool
is_open(const struct clock *c)
{
	return c != NULL && clock_is_open(c);
}

static bool
has_ended(const struct clock *c)
{
	return c->state == CLOCK_STATE_MET || c->state == CLOCK_STATE_MISSED ||
	    c->state == CLOCK_STATE_WAIVED;
}

/* How many extensions of it do not count. */
static size_t
count_refused(const struct clock *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->n_steps; i++)
		n += c->steps[i].kind == CLOCK_STEP_REFUSE;
	return n;
}

/* What became of a clock; false when nothing did. */
static bool
compare(const struct clock *before, const struct clock *after,
    enum whatif_kind *out)
{
	bool was = is_open(before), is = is_open(after);

	if (is && !was) {
		*out = WHATIF_START;
		return true;
	}
	if (was && !is) {
		*out = WHATIF_STOP;
		return true;
	}
	if (after == NULL)
		return false;
	if (!is && has_ended(after) &&
	    (before == NULL || before->state != after->state)) {
		*out = WHATIF_STOP;
		return true;
	}
	if (after->state == CLOCK_STATE_WAITING &&
	    (before == NULL || before->state != CLOCK_STATE_WAITING)) {
		*out = WHATIF_WAIT;
		return true;
	}
	*out = WHATIF_CHANGE;
	return before != NULL && is &&
	    (before->state != after->state ||
		before->has_due != after->has_due ||
		before->due.s != after->due.s ||
		count_refused(before) != count_refused(after));
}

static void
add(struct whatif *w, const struct clock *before, const struct clock *after)
{
	enum whatif_kind kind;

	if (compare(before, after, &kind))
		w->clocks[w->n_clocks++] = (struct whatif_clock){ kind, before,
			after };
}

void
whatif_clocks(struct whatif *w)
{
	const struct clock_list *old = &w->before->clocks;
	const struct clock_list *new = &w->after->clocks;

	w->clocks = arena_array(w->t->say.a, struct whatif_clock,
	    old->n + new->n + 1);
	for (size_t i = 0; i < new->n; i++)
		add(w, find(old, &new->v[i]), &new->v[i]);
	for (size_t i = 0; i < old->n; i++) {
		if (find(new, &old->v[i]) == NULL)
			add(w, &old->v[i], NULL);
	}
}

bool
whatif_differs(const struct whatif *w)
{
	const struct case_state *a = w->before, *b = w->after;
	bool differs = w->n_clocks > 0 || a->stage != b->stage ||
	    a->embargo != b->embargo ||
	    !str_eq(a->priority.priority, b->priority.priority);

	for (int i = 0; i < AXIS_FACTS; i++)
		differs = differs ||
		    (a->axes[i] == NULL) != (b->axes[i] == NULL);
	return differs;
}

/* A clock of law that would apply, and wait. */
static bool
waits(const struct whatif_clock *k)
{
	return k->kind == WHATIF_WAIT && clock_weight(k->after) == WEIGHT_LAW;
}

static bool
has_start(const struct deadline *d, struct str event)
{
	for (size_t i = 0; i < d->start.n; i++) {
		if (str_eq(d->start.v[i].s, event))
			return true;
	}
	return false;
}

/* How many of the waiting clocks a fact would start; their ids. */
static size_t
count_started(const struct whatif *w, struct str event, struct str *ids)
{
	size_t n = 0;

	*ids = S("");
	for (size_t i = 0; i < w->n_clocks; i++) {
		const struct whatif_clock *k = &w->clocks[i];

		if (!waits(k) || !has_start(k->after->rule, event))
			continue;
		*ids = tell_join(w->t, *ids, k->after->rule->id.s);
		n++;
	}
	return n;
}

struct str
whatif_hint(const struct whatif *w, struct str *ids)
{
	struct str best = S("");
	size_t most = 0;

	*ids = S("");
	for (size_t i = 0; i < w->n_clocks; i++) {
		const struct whatif_clock *k = &w->clocks[i];

		for (size_t j = 0; waits(k) && j < k->after->rule->start.n;
		     j++) {
			struct str name = k->after->rule->start.v[j].s, all;
			size_t n = count_started(w, name, &all);
			enum event e;

			if (n <= most || !event_find(name, &e) ||
			    event_info(e)->of_field)
				continue;
			most = n;
			best = name;
			*ids = all;
		}
	}
	return best;
}

static bool
is_listed(const struct clock_list *l, const struct clock *c)
{
	const struct clock *same = find(l, c);

	return same != NULL &&
	    (is_open(same) || same->state == CLOCK_STATE_WAITING ||
		has_ended(same));
}

/* Clocks of a regime that only its decision keeps away; their ids. */
static struct str
kept_away(const struct whatif *w, struct str regime,
    const struct clock_list *all, const struct clock_list *before)
{
	struct str ids = S("");

	for (size_t i = 0; i < all->n; i++) {
		const struct clock *c = &all->v[i];

		if (str_eq(c->regime, regime) && is_listed(all, c) &&
		    !is_listed(&w->after->clocks, c) && !is_listed(before, c))
			ids = tell_join(w->t, ids, c->rule->id.s);
	}
	return ids;
}

void
whatif_regimes(struct whatif *w, const struct derive *d)
{
	const struct model *m = w->t->r.model;
	const struct case_state *s = w->after, *all = NULL, *before = NULL;
	struct str *notes = arena_array(w->t->say.a, struct str,
	    w->n_notes + s->n_regimes + 1);

	for (size_t i = 0; i < w->n_notes; i++)
		notes[i] = w->notes[i];
	w->notes = notes;
	for (size_t i = 0; i < s->n_regimes; i++) {
		const struct regime_state *r = &s->regimes[i];
		struct str ids;

		if (r->standing != REGIME_NOT_APPLICABLE ||
		    r->decision == NULL)
			continue;
		if (all == NULL) {
			all = derive_one(d, m, whatif_suppose(w, true, true));
			before = derive_one(d, m,
			    whatif_suppose(w, false, true));
		}
		ids = kept_away(w, r->regime, &all->clocks, &before->clocks);
		if (ids.n > 0)
			w->notes[w->n_notes++] = tell_aside(w->t,
			    tell_fill(w->t, "whatif.kept_away", ids,
				r->regime),
			    tell_place(w->t, r->decision->where));
	}
}

/* What a clock asks people to write: by what stops it, weightiest first. */
static const char *
draft_of(const struct deadline *d)
{
	static const struct {
		const char *stop, *what;
	} rows[] = {
		{ "report_submitted", "report" },
		{ "users_informed", "notice" },
		{ "upstream_informed", "upstream" },
		{ "downstream_notified", "downstream" },
		{ "cve_published", "cve" },
		{ "acknowledged", "acknowledgement" },
		{ "coordinator_answered", "status" },
		{ "status_sent", "status" },
		{ "own_publication", "advisory" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		for (size_t j = 0; j < d->stop.n; j++) {
			if (str_eq_z(d->stop.v[j].s, rows[i].stop))
				return rows[i].what;
		}
	}
	return NULL;
}

void
whatif_drafts(struct whatif *w)
{
	w->drafts = arena_array(w->t->say.a, struct whatif_draft,
	    w->n_clocks + 1);
	for (size_t i = 0; i < w->n_clocks; i++) {
		const struct whatif_clock *k = &w->clocks[i];
		const char *what;

		if (k->kind != WHATIF_START)
			continue;
		what = draft_of(k->after->rule);
		if (what != NULL)
			w->drafts[w->n_drafts++] = (struct whatif_draft){ what,
				k->after };
	}
}
