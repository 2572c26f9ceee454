#include "export/internal/clock_view.h"

#include "base/arena.h"
#include "base/map.h"
#include "model/model.h"

/* How long the view of all shows what has ended. */
#define ENDED_S		(INT64_C(30) * 24 * 60 * 60)

/* Views being made. */
struct making {
	struct arena *a;
	struct instant now;
	struct clock_views *all;
	struct map *views;	/* stem -> view */
	struct map *rules;	/* rule without a clock -> item */
};

static void
view_push(struct making *k, struct clock_view *v, struct clock_item item,
    enum clock_part part)
{
	v->v = arena_grow(k->a, v->v, v->n, &v->cap, sizeof(*v->v));
	v->v[v->n++] = item;
	for (int i = (int)part + 1; i <= CLOCK_PARTS; i++)
		v->from[i] = v->n;
	if (part == CLOCK_PART_OPEN)
		v->spans[clock_span_of(item.c, k->now)]++;
}

/* Stems of all views are told before any clock is put into one. */
static void
view_add(struct making *k, struct clock_view v, const char *folder)
{
	struct clock_view *at;

	v.stem = v.kind == CLOCK_VIEW_ALL ?
	    S("clocks") :
	    str_fmt(k->a, "clocks/%s-%.*s", folder, STR_ARG(v.id));
	if (v.kind != CLOCK_VIEW_REGIME)
		v.calendar = v.kind == CLOCK_VIEW_ALL ?
		    S("calendars/all.ics") :
		    str_fmt(k->a, "calendars/%s-%.*s.ics", folder,
			STR_ARG(v.id));
	if (map_get(k->views, v.stem) != NULL)
		return;
	at = &k->all->v[k->all->n++];
	*at = v;
	map_put(k->views, v.stem, at);
}

static void
push_to(struct making *k, const char *folder, struct str id,
    const struct clock *c, enum clock_part part)
{
	struct clock_view *v = map_get(k->views,
	    str_fmt(k->a, "clocks/%s-%.*s", folder, STR_ARG(id)));

	if (v != NULL)
		view_push(k, v, (struct clock_item){ c, 1 }, part);
}

/* A rule without a number stands once, with the number of its subjects. */
static void
push_rule(struct making *k, const struct clock *c)
{
	struct str key = str_fmt(k->a, "%.*s %.*s", STR_ARG(c->regime),
	    STR_ARG(c->rule->id.s));
	size_t *at = map_get(k->rules, key);

	if (at != NULL) {
		k->all->v[0].v[*at].n++;
		return;
	}
	at = arena_new(k->a, size_t);
	*at = k->all->v[0].n;
	map_put(k->rules, key, at);
	view_push(k, &k->all->v[0], (struct clock_item){ c, 1 },
	    CLOCK_PART_NONE);
}

static bool
is_old(const struct clock *c, struct instant now)
{
	struct instant end = c->stop != NULL ? c->stop->start :
	    c->has_due                       ? c->due :
					       now;

	return end.s < now.s - ENDED_S;
}

static void
push(struct making *k, const struct clock *c, enum clock_part part)
{
	const struct ref *person = clock_row_person(c);

	if (part == CLOCK_PART_NONE) {
		push_rule(k, c);
		return;
	}
	if (part != CLOCK_PART_ENDED || !is_old(c, k->now))
		view_push(k, &k->all->v[0], (struct clock_item){ c, 1 }, part);
	if (part == CLOCK_PART_ENDED)
		return;
	push_to(k, "regime", c->regime, c, part);
	if (c->owner.company != NULL)
		push_to(k, "company", c->owner.company->e.id, c, part);
	if (person != NULL)
		push_to(k, "person", person->id, c, part);
}

static void
add_views(struct making *k, const struct model *m)
{
	const struct document_list *regimes = &m->docs[KIND_DEADLINES];
	size_t n = 1 + regimes->n + m->n_companies + m->n_people;

	k->all->v = arena_array(k->a, struct clock_view, n);
	view_add(k, (struct clock_view){ .kind = CLOCK_VIEW_ALL }, "");
	for (size_t i = 0; i < regimes->n; i++)
		view_add(k,
		    (struct clock_view){ .kind = CLOCK_VIEW_REGIME,
			.id = regimes->v[i].path.id,
			.name = &(
			    (const struct deadlines *)regimes->v[i].record)
				     ->name },
		    "regime");
	for (size_t i = 0; i < m->n_companies; i++)
		view_add(k,
		    (struct clock_view){ .kind = CLOCK_VIEW_COMPANY,
			.id = m->companies[i].e.id,
			.entry = &m->companies[i].e },
		    "company");
	for (size_t i = 0; i < m->n_people; i++)
		view_add(k,
		    (struct clock_view){ .kind = CLOCK_VIEW_PERSON,
			.id = m->people[i].e.id,
			.entry = &m->people[i].e },
		    "person");
}

/* What has ended stands newest first, the rest as it presses. */
static void
push_part(struct making *k, const struct derived *d, enum clock_part part)
{
	bool backwards = part == CLOCK_PART_MISSED || part == CLOCK_PART_ENDED;

	for (size_t i = 0; i < d->clocks.n; i++) {
		const struct clock *c =
		    &d->clocks.v[backwards ? d->clocks.n - 1 - i : i];

		if (clock_row_part(c) == part)
			push(k, c, part);
	}
}

const struct clock_views *
clock_view_make(struct arena *a, const struct model *m, struct instant now)
{
	const struct derived *d = clock_row_derived(m);
	struct making k = {
		.a = a,
		.now = now,
		.all = arena_new(a, struct clock_views),
		.views = map_open(a),
		.rules = map_open(a),
	};

	add_views(&k, m);
	for (int part = 0; part < CLOCK_PARTS; part++)
		push_part(&k, d, (enum clock_part)part);
	return k.all;
}
