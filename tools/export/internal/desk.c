#include "export/internal/desk.h"

#include <stdlib.h>

#include "base/arena.h"
#include "export/internal/board.h"
#include "export/internal/days.h"
#include "export/internal/tally.h"
#include "model/model.h"

#define DAY_S		(INT64_C(24) * 60 * 60)
#define COMING_S	(30 * DAY_S)
#define PROMISE_S	(14 * DAY_S)

struct making {
	struct arena *a;
	const struct model *m;
	struct instant now;
	struct desk *d;
};

static void
list_push(struct making *k, struct desk_list *l, struct desk_row row)
{
	l->v = arena_grow(k->a, l->v, l->n, &l->cap, sizeof(*l->v));
	row.number = l->n;
	l->v[l->n++] = row;
}

static int
row_cmp(const void *a, const void *b)
{
	const struct desk_row *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->number < y->number ? -1 : 1;
}

static void
list_sort(struct desk_list *l)
{
	if (l->n > 0)
		qsort(l->v, l->n, sizeof(*l->v), row_cmp);
}

static size_t
severity_of(const struct row_case *r)
{
	return r->grade.is_set ? (size_t)r->grade.severity : DESK_UNRATED;
}

static size_t
age_of(const struct row_case *r, struct instant now)
{
	static const int days[DESK_AGES - 1] = { 7, 30, 60, 90 };
	int age = instant_day(now).n - r->received.day.n;
	size_t i = 0;

	while (i < ARRAY_LEN(days) && age > days[i])
		i++;
	return i;
}

/* A promise that was broken, or may be soon. */
static void
add_promises(struct making *k, struct desk_row row)
{
	for (size_t i = 0; i < row.s->n_promises; i++) {
		const struct promise *p = &row.s->promises[i];

		if (p->is_kept || p->at.s > k->now.s + PROMISE_S)
			continue;
		row.of.promise = p;
		row.at = p->at.s;
		list_push(k, &k->d->promises, row);
	}
}

static void
add_duties(struct making *k, struct desk_row row)
{
	for (size_t i = 0; i < row.s->n_regimes; i++) {
		const struct regime_state *r = &row.s->regimes[i];

		if (r->standing < REGIME_REQUIRED ||
		    r->standing > REGIME_SUBMITTED)
			continue;
		row.of.regime = r;
		row.at = row.s->leading != NULL ? row.s->leading->due.s :
						  INT64_MAX;
		list_push(k, &k->d->duties, row);
	}
}

/* A case once, by the newest of what is dated within the last days. */
static void
add_news(struct making *k, struct desk_row row)
{
	row.of.occurrence = NULL;
	for (size_t i = row.s->n_occurrences; i > 0; i--) {
		const struct occurrence *o = &row.s->occurrences[i - 1];

		if (o->start.s > k->now.s)
			continue;
		if (o->start.s < k->now.s - DESK_NEWS_S)
			break;
		if (row.of.occurrence == NULL)
			row.of.occurrence = o;
		k->d->n_facts++;
	}
	if (row.of.occurrence == NULL)
		return;
	row.at = -row.of.occurrence->start.s;
	list_push(k, &k->d->news, row);
}

static void
count_stage(struct desk *d, const struct desk_row *row)
{
	for (size_t i = 0; i < d->n_stages; i++) {
		if (d->stages[i].stage != row->s->stage)
			continue;
		d->stages[i].n++;
		d->stages[i].severities[severity_of(row->row)]++;
	}
}

/* What was computed of a case. */
static void
add_state(struct making *k, struct desk_row row)
{
	const struct occurrence *waiting = row.s->waiting;

	add_news(k, row);
	if (row.s->exit != NULL)
		return;
	count_stage(k->d, &row);
	add_promises(k, row);
	add_duties(k, row);
	if (waiting != NULL) {
		row.of.occurrence = waiting;
		row.at = waiting->start.s;
		list_push(k, &k->d->waiting, row);
	}
}

static void
count_priority(struct desk *d, const struct desk_row *row)
{
	const struct priority_state *p = &row->s->priority;
	size_t rank = DESK_PRIORITIES;

	if (p->priority.n > 0 && p->rank < DESK_PRIORITIES) {
		rank = p->rank;
		d->priority_names[rank] = p->priority;
	}
	d->priorities[severity_of(row->row)][rank]++;
}

static void
add_embargo(struct making *k, struct desk_row row)
{
	const struct embargo *e = row.row->e->c->embargo;
	struct when until;
	int64_t s;

	if (e == NULL || row_is_published(row.row))
		return;
	until = e->until.w.kind != WHEN_UNSET ? e->until.w : e->proposed.w;
	if (until.kind == WHEN_UNSET ||
	    (row.s != NULL &&
		(row.s->embargo == EMBARGO_LIFTED ||
		    row.s->embargo == EMBARGO_BROKEN)))
		return;
	s = when_stop(until, k->m->zone).s;
	row.at = s;
	list_push(k, &k->d->embargoes, row);
	if (e->until.w.kind != WHEN_INSTANT || s < k->now.s ||
	    s >= k->now.s + COMING_S)
		return;
	k->d->n_coming++;
	if (k->d->coming.kind == WHEN_UNSET || s < k->d->coming.at.s)
		k->d->coming = e->until.w;
}

/* A case that is on its way. */
static void
add_open(struct making *k, struct desk_row row)
{
	struct desk *d = k->d;
	size_t severity = severity_of(row.row);

	d->n_open++;
	d->severities[severity]++;
	if (row_is_exploited(row.row)) {
		if (d->n_exploited++ == 0)
			d->exploited = row.row;
	}
	if (row.row->received.kind != WHEN_UNSET)
		d->ages[severity][age_of(row.row, k->now)]++;
	if (row.s != NULL)
		count_priority(d, &row);
	add_embargo(k, row);
}

static void
add_cases(struct making *k)
{
	k->d->cases = row_cases(k->a, k->m, k->now);
	for (size_t i = 0; i < k->m->n_cases; i++) {
		const struct row_case *r = &k->d->cases[i];
		struct desk_row row = { .row = r,
			.s = derived_case(k->m, r->e) };

		if (row.s != NULL)
			add_state(k, row);
		if (r->state == TALLY_OPEN)
			add_open(k, row);
	}
	list_sort(&k->d->promises);
	list_sort(&k->d->waiting);
	list_sort(&k->d->embargoes);
	list_sort(&k->d->news);
	list_sort(&k->d->duties);
}

static void
add_clocks(struct making *k)
{
	const struct derived *all = clock_row_derived(k->m);

	for (size_t i = 0; i < CLOCK_SPANS; i++)
		k->d->spans[i] = arena_array(k->a, const struct clock *,
		    all->clocks.n + 1);
	for (size_t i = 0; i < all->clocks.n; i++) {
		const struct clock *c = &all->clocks.v[i];
		enum clock_span span = clock_span_of(c, k->now);

		if (clock_row_part(c) != CLOCK_PART_OPEN)
			continue;
		k->d->spans[span][k->d->n_spans[span]++] = c;
		k->d->n_law += span == CLOCK_SPAN_SOON &&
		    clock_weight(c) == WEIGHT_LAW;
	}
}

static void
open_stages(struct making *k)
{
	const struct document_list *docs = &k->m->docs[KIND_STAGES];
	const struct stages *all = docs->n > 0 ? docs->v[0].record : NULL;

	if (all == NULL)
		return;
	k->d->stages = arena_array(k->a, struct desk_stage, all->stages.n + 1);
	k->d->n_stages = all->stages.n;
	for (size_t i = 0; i < all->stages.n; i++)
		k->d->stages[i].stage = &all->stages.v[i];
}

const struct desk *
desk_make(struct arena *a, const struct model *m, struct instant now)
{
	struct making k = { a, m, now, arena_new(a, struct desk) };

	k.d->has_states = clock_row_derived(m)->n_cases > 0;
	open_stages(&k);
	add_cases(&k);
	k.d->questions = request_rows_make(a, m, now);
	add_clocks(&k);
	k.d->boards = board_all(a, m);
	for (size_t i = 0; i < m->n_campaigns; i++) {
		const struct board *b = &k.d->boards[i];

		if (tally_campaign_is_open(b->k, now))
			k.d->n_missing += b->n - b->n_answered;
	}
	k.d->days = days_make(a, m, now);
	return k.d;
}
