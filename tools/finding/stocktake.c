#include "finding/stocktake.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "finding/mirror.h"
#include "finding/stock.h"
#include "finding/stock_parts.h"
#include "finding/stocktake_gap.h"
#include "model/holder.h"
#include "model/model.h"
#include "model/shelf.h"
#include "resolve/endoflife.h"

struct taking {
	struct arena *perm;
	const struct stocktake_ask *q;
	struct day today;
	struct stocktake *out;
	struct map *feeds;	/* that the reader may know */
	size_t gaps_cap, ends_cap;
};

/* ---- coverage ------------------------------------------------------------ */

static void
take_component(struct taken *t, const struct component *c)
{
	t->n++;
	if (c->purl.n > 0)
		t->n_purl++;
	else if (c->cpe.n > 0)
		t->n_cpe++;
	else if (c->keyword.n > 0)
		t->n_words++;
	else
		t->n_name++;
	if (c->version.n == 0 && c->scope != COMPONENT_ANY)
		t->n_versionless++;
}

static void
take_files(struct taking *k, const struct stock *s, struct taken *t)
{
	for (size_t i = 0; i < s->n_files; i++) {
		const struct stock_file *f = &s->files[i];
		struct instant made;

		t->n_files++;
		if (f->format.n == 0) {
			t->n_unread++;
			continue;
		}
		if (str_find(t->formats, f->format, 0) == SIZE_MAX)
			t->formats = t->formats.n == 0 ?
			    f->format :
			    str_fmt(k->perm, "%.*s, %.*s", STR_ARG(t->formats),
				STR_ARG(f->format));
		if (instant_parse(f->made_at, &made, NULL) &&
		    made.s > t->made.s)
			t->made = made;
	}
}

static enum taken_state
state_of(const struct taking *k, const struct taken *t)
{
	if (t->system != NULL || t->n > 0 || t->n_files > t->n_unread)
		return TAKEN_THERE;
	if (t->n_files > 0)
		return TAKEN_UNREAD;
	if (!shelf_is_wanted(t->product, t->version, k->today))
		return TAKEN_UNWANTED;
	return shelf_is_exempt(t->exemption, k->today) ? TAKEN_EXEMPT :
							 TAKEN_MISSING;
}

static void
take_stock(struct taking *k, const struct stock *s, struct taken *t)
{
	struct scratch tmp = scratch_begin(k->perm);
	const size_t *first = stock_parts(k->perm, s);

	*t = (struct taken){ .product = s->product,
		.version = s->version,
		.system = s->system,
		.made = { .s = INT64_MIN } };
	for (size_t i = 0; i < s->inv.n; i++) {
		if (first[i] == i)
			take_component(t, &s->inv.v[i]);
	}
	scratch_end(tmp);
	take_files(k, s, t);
	if (s->product != NULL) {
		t->exemption = shelf_exemption(s->product, s->version);
		t->has_ended = t->exemption != NULL &&
		    !shelf_is_exempt(t->exemption, k->today);
	} else if (s->system->system->checked.w.kind == WHEN_DATE) {
		t->made = when_start(s->system->system->checked.w,
		    k->q->m->zone);
	}
	t->state = state_of(k, t);
	k->out->n_state[t->state]++;
}

/* Blind spots stand in the order of stocks. */
static void
count_blind(struct taking *k)
{
	size_t at = 0;

	for (size_t i = 0; i < k->q->n_blind; i++) {
		const struct blind_spot *b = &k->q->blind[i];

		for (size_t j = 0; j < k->out->n; j++, at++) {
			const struct taken *t = &k->out->v[at % k->out->n];

			if (t->product == b->product &&
			    t->version == b->version && t->system == b->system)
				break;
		}
		if (k->out->n > 0)
			k->out->v[at % k->out->n].n_blind++;
	}
}

/* ---- gaps ---------------------------------------------------------------- */

/* The same of an earlier version of the product, or NULL. */
static struct stock_gap *
same_gap(const struct stocktake *out, const struct stock_gap *g)
{
	for (size_t i = out->n_gaps; i > 0; i--) {
		struct stock_gap *was = &out->gaps[i - 1];

		if (was->product != g->product)
			break;
		if (str_eq(was->words, g->words) &&
		    str_eq_z(str_z(was->reason), g->reason))
			return was;
	}
	return NULL;
}

/* Told once a product, of the last version that has it. */
static void
add_gaps(struct taking *k, const struct stock *s)
{
	struct stocktake *out = k->out;
	struct stock_gap *v;
	size_t n = stocktake_gap(k->perm, s, &v);

	for (size_t i = 0; i < n; i++) {
		struct stock_gap *was = same_gap(out, &v[i]);

		if (was != NULL) {
			was->version = v[i].version;
			continue;
		}
		out->gaps = arena_grow(k->perm, out->gaps, out->n_gaps,
		    &k->gaps_cap, sizeof(*out->gaps));
		out->gaps[out->n_gaps++] = v[i];
	}
}

/* ---- ends of support ----------------------------------------------------- */

static bool
is_near(const struct taking *k, struct day day)
{
	return day.n <= k->today.n + STOCKTAKE_AHEAD_DAYS;
}

static struct stock_end *
add_end(struct taking *k, const struct stock *s, struct day day)
{
	struct stocktake *out = k->out;

	out->ends = arena_grow(k->perm, out->ends, out->n_ends, &k->ends_cap,
	    sizeof(*out->ends));
	out->ends[out->n_ends] = (struct stock_end){ .product = s->product,
		.version = s->version,
		.system = s->system,
		.day = day,
		.is_past = day.n < k->today.n,
		.n = 1 };
	return &out->ends[out->n_ends++];
}

/* What a component is called, as people say it. */
static struct str
called(const struct stock *s, size_t i)
{
	const struct component *c = &s->inv.v[i];

	if (s->from[i].line != NULL)
		return s->from[i].line->says.s;
	return c->name;
}

/* Each cycle once, however many components of it there are. */
static void
add_ends(struct taking *k, const struct stock *s)
{
	struct arena *tmp = arena_open();
	struct map *seen = map_open(tmp);
	const size_t *first = stock_parts(tmp, s);
	struct endoflife_end end;

	for (size_t i = 0; k->q->ends != NULL && i < s->inv.n; i++) {
		size_t *was;
		struct str key;

		if (first[i] != i ||
		    !endoflife_find(k->q->ends, tmp, &s->inv.v[i], &end) ||
		    map_get(k->feeds, end.feed) == NULL ||
		    !is_near(k, end.day))
			continue;
		key = str_fmt(tmp, "%.*s\x1f%.*s", STR_ARG(end.product),
		    STR_ARG(end.cycle));
		was = map_get(seen, key);
		if (was != NULL) {
			k->out->ends[*was].n++;
			continue;
		}
		was = arena_new(tmp, size_t);
		*was = k->out->n_ends;
		map_put(seen, key, was);
		*add_end(k, s, end.day) = (struct stock_end){
			.product = s->product,
			.version = s->version,
			.system = s->system,
			.component = called(s, i),
			.cycle = str_fmt(k->perm, "%.*s %.*s",
			    STR_ARG(end.product), STR_ARG(end.cycle)),
			.latest = end.latest,
			.feed = end.feed,
			.day = end.day,
			.is_past = end.day.n < k->today.n,
			.n = 1,
		};
	}
	arena_close(tmp);
}

/* A version that is still in use as we say ourselves. */
static void
add_own_end(struct taking *k, const struct stock *s)
{
	const struct moment *end;

	if (s->product == NULL)
		return;
	end = s->version != NULL &&
		s->version->support_ends.w.kind == WHEN_DATE ?
	    &s->version->support_ends :
	    &s->product->product->support_ends;
	if (end->w.kind != WHEN_DATE || !is_near(k, end->w.day) ||
	    (s->version != NULL && s->version->life.v == LIFE_ENDED))
		return;
	(void)add_end(k, s, end->w.day);
}

static int
end_cmp(const void *a, const void *b)
{
	const struct stock_end *x = a, *y = b;
	int cmp;

	if (x->day.n != y->day.n)
		return x->day.n < y->day.n ? -1 : 1;
	if ((x->system != NULL) != (y->system != NULL))
		return x->system != NULL ? 1 : -1;
	cmp = x->system != NULL ? str_cmp(x->system->e.id, y->system->e.id) :
				  str_cmp(x->product->e.id, y->product->e.id);
	if (cmp == 0 && x->version != NULL && y->version != NULL)
		cmp = str_cmp(x->version->version.s, y->version->version.s);
	if (cmp == 0)
		cmp = str_cmp(x->component, y->component);
	return cmp != 0 ? cmp : str_cmp(x->cycle, y->cycle);
}

const struct stocktake *
stocktake_run(struct arena *perm, const struct stocktake_ask *q)
{
	const struct stock_list *all = q->stocks;
	struct taking k = { .perm = perm, .q = q };

	k.today = instant_day(zone_at(q->m->zone, q->now));
	k.out = arena_new(perm, struct stocktake);
	k.out->v = arena_array(perm, struct taken, all->n + 1);
	k.feeds = map_open(perm);
	for (size_t i = 0; q->mirror != NULL && i < q->mirror->n; i++)
		map_put(k.feeds, q->mirror->v[i].feed, k.feeds);
	for (size_t i = 0; i < all->n; i++) {
		take_stock(&k, &all->v[i], &k.out->v[k.out->n++]);
		add_gaps(&k, &all->v[i]);
		add_own_end(&k, &all->v[i]);
		add_ends(&k, &all->v[i]);
	}
	count_blind(&k);
	if (k.out->n_ends > 0)
		qsort(k.out->ends, k.out->n_ends, sizeof(*k.out->ends),
		    end_cmp);
	return k.out;
}
