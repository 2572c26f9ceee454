#include "finding/matched_ask.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/pool.h"
#include "base/progress.h"
#include "finding/matched_label.h"
#include "finding/stock.h"
#include "match/match_context.h"
#include "match/match_memo.h"

#define READERS		((int)TLP_RED + 1)

struct matched_ask {
	struct arena *perm;
	struct pool *pool;
	const struct matched_label *label;
	struct map *answers[READERS];	/* by key_of() */
	struct arena **kept;	/* one a thread, as scratch */
	size_t rounds;
};

/* A component that was not asked for yet. */
struct pending {
	const struct match_inventory *inv;
	size_t component;
	struct matched_answer *to;
	bool is_whole;		/* with what of the inventory decides */
};

struct round {
	struct matched_ask *k;
	enum tlp reader;
	struct arena *keys, *list;	/* for keys alone; of v */
	struct buf key;
	struct match_memo *memo;	/* for contexts */
	struct pending *v;
	size_t n, cap;
	size_t *first;		/* of those of one product, in v */
	size_t n_first;
	struct helper *helpers;	/* one a thread */
};

struct helper {
	struct arena *scratch;
	struct match_memo *memo;
};

/* What a thread may know, and has seen. */
struct sight {
	const struct matched_label *label;
	struct arena *scratch;
	enum tlp reader, seen;
};

struct matched_ask *
matched_ask_open(struct arena *perm, struct pool *pool,
    const struct matched_label *label)
{
	struct matched_ask *k = arena_new(perm, struct matched_ask);
	unsigned jobs = pool_jobs(pool);

	*k = (struct matched_ask){ .perm = perm,
		.pool = pool,
		.label = label,
		.kept = arena_array(perm, struct arena *, jobs) };
	for (int i = 0; i < READERS; i++)
		k->answers[i] = map_open(perm);
	for (unsigned i = 0; i < jobs; i++)
		k->kept[i] = arena_open_in(perm);
	return k;
}

/* ---- one component ------------------------------------------------------- */

static bool
knows(void *ctx, uint32_t record, const struct feed_record *r)
{
	struct sight *s = ctx;
	enum tlp label = matched_label_record(s->label, s->scratch, record, r);

	if (label > s->seen)
		s->seen = label;
	return label <= s->reader;
}

/* Records are read in scratch memory; what is kept has its own. */
static struct match
keep(struct arena *a, const struct match *m)
{
	struct match out = *m;

	out.question = str_dup(a, m->question);
	out.steps = arena_array(a, struct match_step, m->n_steps);
	for (size_t i = 0; i < m->n_steps; i++)
		out.steps[i] = (struct match_step){ m->steps[i].what,
			str_dup(a, m->steps[i].ours),
			str_dup(a, m->steps[i].theirs),
			str_dup(a, m->steps[i].result) };
	return out;
}

static void
answer(struct round *r, const struct pending *p, unsigned worker)
{
	struct arena *kept = r->k->kept[worker];
	struct scratch tmp = scratch_begin(r->helpers[worker].scratch);
	struct sight sight = { .label = r->k->label,
		.scratch = tmp.a,
		.reader = r->reader,
		.seen = TLP_CLEAR };
	struct match_limit limit = { .knows = knows,
		.ctx = &sight,
		.memo = r->helpers[worker].memo };
	struct match *v;
	size_t n = match_component_known(tmp.a, r->k->label->x, p->inv,
	    p->component, &limit, &v);

	p->to->v = arena_array(kept, struct match, n);
	for (size_t k = 0; k < n; k++)
		p->to->v[k] = keep(kept, &v[k]);
	p->to->n = n;
	p->to->label = sight.seen < r->reader ? sight.seen : r->reader;
	p->to->has_looked = limit.has_looked && !p->is_whole;
	p->to->watched = arena_array(kept, struct match_watch,
	    limit.n_watched);
	for (size_t k = 0; k < limit.n_watched; k++)
		p->to->watched[k] = (struct match_watch){
			str_dup(kept, limit.watched[k].part),
			str_dup(kept, limit.watched[k].vendor),
			str_dup(kept, limit.watched[k].product)
		};
	p->to->n_watched = limit.n_watched;
	scratch_end(tmp);
}

/* All components of one product: they are held against the same records. */
static void
work(void *ctx, size_t i, unsigned worker)
{
	struct round *r = ctx;

	for (size_t k = r->first[i]; k < r->first[i + 1]; k++)
		answer(r, &r->v[k], worker);
	progress_add(r->first[i + 1] - r->first[i]);
}

/* ---- all ----------------------------------------------------------------- */

/*
 * What decides on a component's matches.  context: what of the rest of the
 * inventory does, too.
 */
static struct str
key_of(struct buf *out, const struct component *c, struct str context)
{
	const char scope = (char)('a' + (int)c->scope);
	const struct str v[] = { { &scope, 1 }, c->purl, c->cpe, c->name,
		c->version, c->vendor, c->type, c->source, c->source_version,
		c->distro, c->release, c->module, c->arch, c->keyword,
		context };

	buf_clear(out);
	for (size_t i = 0; i < ARRAY_LEN(v); i++) {
		buf_put(out, v[i]);
		buf_put(out, S("\x1f"));
	}
	return (struct str){ out->p, out->n };
}

/* What of an inventory decides, of which one answer tells. */
static struct str
context_of(struct round *r, struct arena *a, const struct match_inventory *inv,
    size_t component, const struct matched_answer *of)
{
	match_memo_begin(r->memo);
	return str_cat(a, S("+"),
	    match_context(a, r->memo, inv, component, of->watched,
		of->n_watched));
}

/*
 * The answer for a component, or the one that it will get.  by: the answer that
 * says what of the inventory decides; NULL: the component alone.
 */
static struct matched_answer *
find(struct round *r, const struct match_inventory *inv, size_t component,
    const struct matched_answer *by)
{
	struct map *answers = r->k->answers[r->reader];
	struct scratch tmp = scratch_begin(r->keys);
	struct str context = by != NULL ?
	    context_of(r, tmp.a, inv, component, by) :
	    S("");
	struct str key = key_of(&r->key, &inv->v[component], context);
	struct matched_answer *was = map_get(answers, key);

	if (was == NULL) {
		was = arena_new(r->k->perm, struct matched_answer);
		(void)map_add(answers, str_dup(r->k->perm, key), was);
	}
	/* It was asked for with this very inventory. */
	if (was->round == 0 && by != NULL && by->round == r->k->rounds &&
	    by->of == &inv->v[component]) {
		*was = *by;
		was->has_looked = false;
	} else if (was->round == 0) {
		was->round = r->k->rounds;
		was->of = &inv->v[component];
		r->v = arena_grow(r->list, r->v, r->n, &r->cap, sizeof(*r->v));
		r->v[r->n++] = (struct pending){ inv, component, was,
			by != NULL };
	}
	scratch_end(tmp);
	return was;
}

static int
by_product(const void *x, const void *y)
{
	const struct pending *p = x, *q = y;

	return str_cmp(p->inv->v[p->component].name,
	    q->inv->v[q->component].name);
}

/* Bring those of one product together. */
static void
group(struct round *r)
{
	qsort(r->v, r->n, sizeof(*r->v), by_product);
	r->first = arena_array(r->list, size_t, r->n + 1);
	r->n_first = 0;
	for (size_t i = 0; i < r->n; i++) {
		if (i == 0 || by_product(&r->v[i - 1], &r->v[i]) != 0)
			r->first[r->n_first++] = i;
	}
	r->first[r->n_first] = r->n;
}

static void
finish(struct round *r)
{
	unsigned jobs = pool_jobs(r->k->pool);

	if (r->n == 0)
		return;
	group(r);
	r->helpers = arena_array(r->list, struct helper, jobs);
	for (unsigned i = 0; i < jobs; i++) {
		struct arena *a = arena_open();

		r->helpers[i] = (struct helper){ a,
			match_memo_open(a, r->k->label->x) };
	}
	progress_begin("matching components", r->n);
	pool_run(r->k->pool, r->n_first, work, r);
	progress_end();
	for (unsigned i = 0; i < jobs; i++)
		arena_close(r->helpers[i].scratch);
	r->n = 0;
}

/*
 * First by the component alone; where the answer turns out to depend on the
 * rest of the inventory, once more for each that differs in what counts.
 */
static void
ask(struct matched_ask *k, const struct stock_list *all, enum tlp reader,
    const struct matched_answer **out)
{
	struct round r = { .k = k,
		.reader = reader,
		.keys = arena_open(),
		.list = arena_open() };

	k->rounds++;
	buf_init(&r.key, LIMIT_PAGE_BYTES);
	r.memo = match_memo_open(r.keys, k->label->x);
	for (int whole = 0; whole < 2; whole++) {
		size_t at = 0;

		for (size_t i = 0; i < all->n; i++) {
			const struct match_inventory *inv = &all->v[i].inv;

			for (size_t j = 0; j < inv->n; j++, at++) {
				if (out[at] != NULL &&
				    out[at]->label <= reader &&
				    (whole == 0 || !out[at]->has_looked))
					continue;
				out[at] = find(&r, inv, j,
				    whole == 1 ? out[at] : NULL);
			}
		}
		finish(&r);
	}
	buf_fini(&r.key);
	arena_close(r.keys);
	arena_close(r.list);
}

const struct matched_answer **
matched_ask_run(struct arena *a, struct matched_ask *k,
    const struct stock_list *all, enum tlp reader)
{
	const struct matched_answer **out;
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		n += all->v[i].inv.n;
	out = arena_array(a, const struct matched_answer *, n + 1);
	ask(k, all, TLP_RED, out);
	if (reader != TLP_RED)
		ask(k, all, reader, out);
	return out;
}
