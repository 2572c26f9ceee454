#include "pipeline/matched_ask.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/pool.h"
#include "base/progress.h"
#include "pipeline/matched_label.h"
#include "pipeline/stock.h"

#define READERS		((int)TLP_RED + 1)

struct matched_ask {
	struct arena *perm;
	struct pool *pool;
	const struct matched_label *label;
	struct map *answers[READERS];	/* by key_of() */
	struct arena **kept;	/* one a thread, as scratch */
};

/* A component that was not asked for yet. */
struct pending {
	const struct match_inventory *inv;
	size_t component;
	struct matched_answer *to;
};

struct round {
	struct matched_ask *k;
	enum tlp reader;
	struct arena *keys, *list;	/* for keys alone; of v */
	struct pending *v;
	size_t n, cap;
	struct arena **scratch;
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
work(void *ctx, size_t i, unsigned worker)
{
	struct round *r = ctx;
	struct pending *p = &r->v[i];
	struct arena *kept = r->k->kept[worker];
	struct scratch tmp = scratch_begin(r->scratch[worker]);
	struct sight sight = { .label = r->k->label,
		.scratch = tmp.a,
		.reader = r->reader,
		.seen = TLP_CLEAR };
	struct match_limit limit = { .knows = knows, .ctx = &sight };
	struct match *v;
	size_t n = match_component_known(tmp.a, r->k->label->x, p->inv,
	    p->component, &limit, &v);

	p->to->v = arena_array(kept, struct match, n);
	for (size_t k = 0; k < n; k++)
		p->to->v[k] = keep(kept, &v[k]);
	p->to->n = n;
	p->to->label = sight.seen < r->reader ? sight.seen : r->reader;
	p->to->has_looked = limit.has_looked;
	scratch_end(tmp);
	progress_add(1);
}

/* ---- all ----------------------------------------------------------------- */

/*
 * What decides on a component's matches.  inv: where the rest of the inventory
 * does, too; NULL elsewhere.
 */
static struct str
key_of(struct arena *a, const struct match_inventory *inv,
    const struct component *c)
{
	return str_fmt(a,
	    "%p\x1f%.*s\x1f%.*s\x1f%.*s\x1f%.*s\x1f%d\x1f%.*s\x1f%.*s\x1f"
	    "%.*s\x1f%.*s\x1f%.*s\x1f%.*s\x1f%.*s\x1f%.*s\x1f%.*s",
	    inv != NULL ? (const void *)inv->v : NULL, STR_ARG(c->purl),
	    STR_ARG(c->cpe), STR_ARG(c->name), STR_ARG(c->version),
	    (int)c->scope, STR_ARG(c->vendor), STR_ARG(c->type),
	    STR_ARG(c->source), STR_ARG(c->source_version), STR_ARG(c->distro),
	    STR_ARG(c->release), STR_ARG(c->module), STR_ARG(c->arch),
	    STR_ARG(c->keyword));
}

/* The answer for a component, or the one that it will get. */
static struct matched_answer *
find(struct round *r, const struct match_inventory *inv, size_t component,
    bool is_whole)
{
	struct map *answers = r->k->answers[r->reader];
	struct scratch tmp = scratch_begin(r->keys);
	struct str key = key_of(tmp.a, is_whole ? inv : NULL,
	    &inv->v[component]);
	struct matched_answer *was = map_get(answers, key);

	if (was == NULL) {
		was = arena_new(r->k->perm, struct matched_answer);
		(void)map_add(answers, str_dup(r->k->perm, key), was);
		r->v = arena_grow(r->list, r->v, r->n, &r->cap, sizeof(*r->v));
		r->v[r->n++] = (struct pending){ inv, component, was };
	}
	scratch_end(tmp);
	return was;
}

static void
finish(struct round *r)
{
	unsigned jobs = pool_jobs(r->k->pool);

	if (r->n == 0)
		return;
	r->scratch = arena_array(r->list, struct arena *, jobs);
	for (unsigned i = 0; i < jobs; i++)
		r->scratch[i] = arena_open();
	progress_begin("matching components", r->n);
	pool_run(r->k->pool, r->n, work, r);
	progress_end();
	for (unsigned i = 0; i < jobs; i++)
		arena_close(r->scratch[i]);
	r->n = 0;
}

/*
 * First by the component alone; where the answer turns out to depend on the
 * rest of the inventory, for each inventory.
 */
static void
ask(struct matched_ask *k, const struct stock_list *all, enum tlp reader,
    const struct matched_answer **out)
{
	struct round r = { .k = k,
		.reader = reader,
		.keys = arena_open(),
		.list = arena_open() };

	for (int whole = 0; whole < 2; whole++) {
		size_t at = 0;

		for (size_t i = 0; i < all->n; i++) {
			const struct match_inventory *inv = &all->v[i].inv;

			for (size_t j = 0; j < inv->n; j++, at++) {
				if (out[at] != NULL &&
				    out[at]->label <= reader &&
				    (whole == 0 || !out[at]->has_looked))
					continue;
				out[at] = find(&r, inv, j, whole == 1);
			}
		}
		finish(&r);
	}
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
