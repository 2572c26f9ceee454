#include "resolve/resolve_gather.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/map.h"
#include "index/index.h"
#include "resolve/dictionary_impl.h"
#include "resolve/resolve_part.h"
#include "version/name.h"

/* Weights: each halving of how many names have a word adds STEP. */
#define WEIGHT_STEP	6
#define WEIGHT_LEAST	4
#define WEIGHT_IDLE	1
#define WEIGHT_MAX	96

/* Words of a part that are looked up as one: "Post gre SQL". */
#define JOINED		3

struct hit {
	const struct dictionary_name *name;
	unsigned weight;
};

struct gathering {
	struct arena *a;
	const struct dictionary *x;
	struct hit *v;
	size_t n, cap;
	uint32_t extra;		/* number of the next name of the index */
};

static unsigned
log2_of(size_t n)
{
	unsigned k = 0;

	for (; n > 1; n /= 2)
		k++;
	return k;
}

unsigned
resolve_gather_weight(const struct dictionary *x, struct str word)
{
	const struct dictionary_posting *l = dictionary_posting(x, word);
	size_t n = l != NULL ? l->n : 1;
	unsigned all = log2_of(x->n_names + 1), some = log2_of(n);
	unsigned w = WEIGHT_LEAST +
	    WEIGHT_STEP * (all > some ? all - some : 0);

	return w < WEIGHT_MAX ? w : WEIGHT_MAX;
}

void
resolve_gather_weigh(const struct dictionary *x, struct resolve_part *p)
{
	for (size_t i = 0; i < p->n; i++) {
		struct resolve_word *w = &p->words[i];

		/* "(社内)" is said of the system, not of the product. */
		if (w->kind == RESOLVE_IDLE ||
		    (w->kind == RESOLVE_ASIDE &&
			dictionary_posting(x, w->text) == NULL))
			w->weight = WEIGHT_IDLE;
		else
			w->weight = resolve_gather_weight(x, w->text);
	}
}

/* ---- the dictionary ------------------------------------------------------ */

static void
add_hit(struct gathering *g, const struct dictionary_name *name,
    unsigned weight)
{
	g->v = arena_grow(g->a, g->v, g->n, &g->cap, sizeof(*g->v));
	g->v[g->n++] = (struct hit){ name, weight };
}

static void
look_up(struct gathering *g, struct str word)
{
	const struct dictionary_posting *l = dictionary_posting(g->x, word);
	unsigned weight = resolve_gather_weight(g->x, word);

	if (l == NULL)
		return;
	for (size_t i = 0; i < l->n && i < LIMIT_RESOLVE_POSTINGS; i++)
		add_hit(g, l->v[i], weight);
}

static struct str
joined(struct arena *a, const struct resolve_word *v, size_t n)
{
	struct str s = v[0].text;

	for (size_t i = 1; i < n; i++)
		s = str_cat(a, s, v[i].text);
	return s;
}

static void
look_up_all(struct gathering *g, const struct resolve_part *p)
{
	for (size_t i = 0; i < p->n; i++) {
		for (size_t k = 1; k <= JOINED && i + k <= p->n; k++) {
			if (k == 1 && p->words[i].kind == RESOLVE_IDLE &&
			    p->n > 1)
				continue;
			look_up(g, joined(g->a, p->words + i, k));
		}
	}
	if (p->n > JOINED)
		look_up(g, joined(g->a, p->words, p->n));
}

/* ---- the index ----------------------------------------------------------- */

/* A product that records name, with its maker's other names if known. */
static struct dictionary_product *
product_of(struct gathering *g, struct str cpe)
{
	struct dictionary_product *p;
	struct dictionary_maker *m;
	struct str v[4], key;
	char part;

	if (!dictionary_cpe(g->a, cpe, &part, v) || v[1].n == 0)
		return NULL;
	key = str_fmt(g->a, "%c:%.*s:%.*s::", part, STR_ARG(v[0]),
	    STR_ARG(v[1]));
	p = map_get(g->x->products, key);
	if (p != NULL)
		return p;
	m = map_get(g->x->makers, v[0]);
	if (m == NULL) {
		m = arena_new(g->a, struct dictionary_maker);
		m->word = v[0];
		m->aliases = arena_new(g->a, struct str);
		m->aliases[0] = name_vendor(g->a, v[0]);
		m->n = m->aliases[0].n > 0;
	}
	p = arena_new(g->a, struct dictionary_product);
	p->part = part;
	p->word = v[1];
	p->maker = m;
	return p;
}

static void
add_name(struct gathering *g, struct dictionary_product *p, struct str text)
{
	struct dictionary_name *name = arena_new(g->a, struct dictionary_name);

	name->text = str_dup(g->a, text);
	name->n = name_words(g->a, text, &name->words);
	if (name->n > LIMIT_RESOLVE_NAME_WORDS)
		name->n = LIMIT_RESOLVE_NAME_WORDS;
	name->source = RESOLVE_FEED;
	name->product = p;
	name->number = g->extra++;
	if (name->n > 0)
		add_hit(g, name, WEIGHT_MAX);
}

/*
 * The CPE names of a record are names; when it has one alone, what it calls its
 * product in words is another name of that.
 */
static void
take_record(struct gathering *g, struct map *done, const struct feed_record *r)
{
	struct dictionary_product *only = NULL;
	bool is_one = true;

	for (size_t i = 0; i < r->n_affects; i++) {
		const struct feed_affects *f = &r->affects[i];
		struct dictionary_product *p;

		if (f->cpe.n == 0 || f->is_platform)
			continue;
		p = product_of(g, f->cpe);
		if (p == NULL)
			continue;
		is_one = is_one &&
		    (only == NULL ||
			(str_eq(only->word, p->word) &&
			    str_eq(only->maker->word, p->maker->word)));
		only = p;
		if (map_add(done,
			str_fmt(g->a, "%c:%.*s:%.*s", p->part,
			    STR_ARG(p->maker->word), STR_ARG(p->word)),
			p))
			add_name(g, p, p->word);
	}
	for (size_t i = 0; is_one && only != NULL && i < r->n_affects; i++) {
		const struct feed_affects *f = &r->affects[i];
		struct str text = str_fmt(g->a, "%.*s %.*s",
		    STR_ARG(f->vendor), STR_ARG(f->product));

		if (f->product.n > 0 && map_add(done, text, only))
			add_name(g, only, f->product);
	}
}

/* Records with the rarest word of the part that any has. */
static void
look_into_index(struct gathering *g, const struct resolve_part *p)
{
	struct map *done = map_open(g->a);
	const struct index *x = g->x->index;

	for (size_t i = 0; i < p->n; i++) {
		const uint32_t *v;
		size_t n;

		if (p->words[i].kind == RESOLVE_VERSION ||
		    p->words[i].kind == RESOLVE_IDLE)
			continue;
		v = index_find(x, INDEX_WORD,
		    index_key_word(g->a, p->words[i].text), &n);
		/* The newest are the last: they have today's names. */
		for (size_t k = 0; k < n && k < LIMIT_RESOLVE_RECORDS; k++) {
			struct feed_record r;

			if (index_record(x, g->a, v[n - 1 - k], &r))
				take_record(g, done, &r);
		}
	}
}

size_t
resolve_gather_seen(struct arena *a, const struct dictionary *x,
    struct str maker, struct str product)
{
	size_t n = 0;

	if (x->index != NULL && maker.n > 0 && product.n > 0)
		(void)index_find(x->index, INDEX_CPE,
		    index_key_cpe(a, maker, product), &n);
	return n;
}

/* ---- the best ------------------------------------------------------------ */

static int
by_number(const void *p, const void *q)
{
	const struct hit *x = p, *y = q;

	return (x->name->number > y->name->number) -
	    (x->name->number < y->name->number);
}

static int
by_weight(const void *p, const void *q)
{
	const struct hit *x = p, *y = q;

	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	if (x->name->n != y->name->n)
		return x->name->n > y->name->n ? 1 : -1;
	return by_number(p, q);
}

size_t
resolve_gather(struct arena *a, const struct dictionary *x,
    const struct resolve_part *p, const struct dictionary_name ***out)
{
	struct gathering g = { .a = a, .x = x, .extra = (uint32_t)x->n_names };
	size_t n = 0;

	look_up_all(&g, p);
	if (x->index != NULL)
		look_into_index(&g, p);
	if (g.n > 0)
		qsort(g.v, g.n, sizeof(*g.v), by_number);
	for (size_t i = 0; i < g.n; i++) {
		if (n > 0 && g.v[n - 1].name == g.v[i].name)
			g.v[n - 1].weight += g.v[i].weight;
		else
			g.v[n++] = g.v[i];
	}
	if (n > 0)
		qsort(g.v, n, sizeof(*g.v), by_weight);
	if (n > LIMIT_RESOLVE_SCORED)
		n = LIMIT_RESOLVE_SCORED;
	*out = arena_array(a, const struct dictionary_name *, n + 1);
	for (size_t i = 0; i < n; i++)
		(*out)[i] = g.v[i].name;
	return n;
}
