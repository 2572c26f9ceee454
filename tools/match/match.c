#include "match/match.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "index/index_makers.h"
#include "match/match_called.h"
#include "match/match_cpe.h"
#include "match/match_distro.h"
#include "match/match_impl.h"
#include "match/match_rank.h"
#include "version/makers.h"

static const struct {
	const char *name;
	match_rule_test *test;
} rules[] = {
#define MATCH(name, confidence, summary)	{ #name, match_##name },
#include "match/rules.def"
};

const char *
match_rule_name(enum match_rule r)
{
	return rules[r].name;
}

/* ---- one record ---------------------------------------------------------- */

/* How near a miss came: of several the nearest is told.  Platforms are asked
 * for where the version is affected. */
static int
nearness(enum match_miss miss)
{
	static const enum match_miss order[] = { MISS_name, MISS_edition,
		MISS_release, MISS_unread, MISS_version, MISS_platform,
		MISS_fixed };

	for (size_t i = 0; i < ARRAY_LEN(order); i++) {
		if (order[i] == miss)
			return (int)i;
	}
	return (int)ARRAY_LEN(order);
}

static bool
is_better(const struct match *x, const struct match *y)
{
	if ((x->miss == MISS_NONE) != (y->miss == MISS_NONE))
		return x->miss == MISS_NONE;
	if (x->miss != MISS_NONE)
		return nearness(x->miss) > nearness(y->miss);
	return x->confidence > y->confidence;
}

static bool
is_upstream(const struct match_look *k, const struct match *m)
{
	return k->self.is_packaged && m->rule != MATCH_package &&
	    m->rule != MATCH_keyword;
}

/* Rules that say nothing leave it as it is, but for rule and confidence. */
static struct match_try
try_of(const struct match_record *of, size_t i)
{
	bool is_entry = i < of->r.n_affects;

	return (struct match_try){ .of = of,
		.r = &of->r,
		.e = is_entry ? &of->r.affects[i] : NULL,
		.p = is_entry ? &of->entries[i] : NULL,
		.m = { .record = of->number,
		    .affects = i,
		    .suppressed_by = UINT32_MAX } };
}

/* A record's best word on the component; false: it is of another product. */
static bool
see_record(struct match_look *k, const struct match_record *of,
    struct match_result *out)
{
	const struct feed_record *r = &of->r;
	bool has_any = false;

	for (size_t i = 0; i <= r->n_affects; i++) {
		const struct feed_affects *e = i < r->n_affects ?
		    &r->affects[i] :
		    NULL;
		struct match_try t = try_of(of, i);

		for (size_t j = 0; j < MATCH_RULES; j++) {
			if ((e == NULL) != (j == MATCH_keyword) ||
			    (e == NULL && has_any) || !rules[j].test(k, &t))
				continue;
			if (!has_any || is_better(&t.m, &out->m))
				*out = (struct match_result){ .m = t.m,
					.rank = e != NULL ? t.p->rank :
							    MATCH_RANK_WORDS,
					.is_explicit = t.is_explicit,
					.is_bare = t.is_bare };
			has_any = true;
			t = try_of(of, i);
		}
	}
	if (!has_any)
		return false;
	out->id = r->id;
	out->ids = of->ids;
	out->n_ids = of->n_ids;
	out->is_package = out->m.rule == MATCH_package;
	out->is_upstream = is_upstream(k, &out->m);
	if (r->is_withdrawn) {
		out->m.miss = MISS_withdrawn;
		out->m.confidence = 0;
		out->is_explicit = false;
	}
	return true;
}

/* ---- which records ------------------------------------------------------- */

struct found {
	const uint32_t *v;
	size_t n;
};

/* Two ascending lists become one, each number once. */
static void
take(struct match_look *k, struct found *f, const uint32_t *v, size_t n)
{
	uint32_t *all;
	size_t i = 0, j = 0, out = 0;

	if (n == 0 || (n == f->n && memcmp(v, f->v, n * sizeof(*v)) == 0))
		return;
	if (f->n == 0) {
		*f = (struct found){ v, n };
		return;
	}
	all = arena_array(k->a, uint32_t, f->n + n);
	while (i < f->n || j < n) {
		uint32_t x = i < f->n ? f->v[i] : UINT32_MAX;
		uint32_t y = j < n ? v[j] : UINT32_MAX;

		all[out++] = x < y ? x : y;
		i += i < f->n && x <= y;
		j += j < n && y <= x;
	}
	*f = (struct found){ all, out };
}

static void
find(struct match_look *k, struct found *f, enum index_key kind,
    struct str key)
{
	const uint32_t *v;
	size_t n;

	if (key.n == 0)
		return;
	v = index_find(k->x, kind, key, &n);
	take(k, f, v, n);
}

static void
find_packages(struct match_look *k, struct found *f)
{
	const struct component *c = k->self.c;
	struct str name;

	for (size_t i = 0; (name = match_distro_name(k->self.distro, i)).n > 0;
	     i++) {
		find(k, f, INDEX_PACKAGE,
		    index_key_package(k->a, name, S(""), c->name));
		if (c->source.n > 0 && !str_eq(c->source, c->name))
			find(k, f, INDEX_PACKAGE,
			    index_key_package(k->a, name, S(""), c->source));
	}
}

/* The inventory does not say whose product it is: by its rarest word. */
static void
find_of_any_vendor(struct match_look *k, struct found *f)
{
	struct match_look words = { .a = k->a, .x = k->x };
	struct component c = { .keyword = k->self.product };
	const uint32_t *v;
	size_t n;

	words.self.c = &c;
	v = match_keyword_find(&words, &n);
	if (v != NULL)
		take(k, f, v, n);
}

static void
find_cpes(struct match_look *k, struct found *f)
{
	const struct cpe *c = &k->self.cpe;
	struct str vendor = c->part[CPE_VENDOR], alias;
	struct str product = c->part[CPE_PRODUCT];

	if (str_eq_z(vendor, "*")) {
		find_of_any_vendor(k, f);
		return;
	}
	find(k, f, INDEX_CPE, k->self.cpe_key);
	for (size_t i = 0; (alias = match_cpe_alias(vendor, product, i)).n > 0;
	     i++)
		find(k, f, INDEX_CPE, index_key_cpe(k->a, alias, product));
}

static void
find_other_names(struct match_look *k, struct found *f)
{
	const struct makers *makers = index_makers(k->x);
	const struct match_called ours = { k->self.maker, k->self.goods };
	struct match_called called;
	struct str other;

	for (size_t i = 0;
	     (other = makers_other(makers, k->self.maker, i)).n > 0; i++)
		find(k, f, INDEX_NAME,
		    index_key_name(k->a, other, k->self.goods));
	/* Without its maker, what has one stands in the index, too. */
	for (size_t i = 0; match_called(&ours, i, &called); i++)
		find(k, f, INDEX_NAME,
		    index_key_name(k->a, S(""),
			str_cat(k->a, called.maker, called.product)));
}

static void
find_names(struct match_look *k, struct found *f)
{
	const struct match_self *s = &k->self;

	find(k, f, INDEX_NAME, index_key_name(k->a, s->vendor, s->product));
	find(k, f, INDEX_NAME, index_key_name(k->a, S(""), s->product));
	find_other_names(k, f);
	if (s->vendor.n > 0)
		find(k, f, INDEX_NAME,
		    index_key_name(k->a, S(""),
			str_fmt(k->a, "%.*s %.*s", STR_ARG(s->vendor),
			    STR_ARG(s->product))));
}

/* Ascending, each once. */
static void
find_all(struct match_look *k, struct found *f)
{
	if (k->self.is_packaged)
		find_packages(k, f);
	else if (k->self.has_purl)
		find(k, f, INDEX_PURL, k->self.purl_key);
	if (k->self.has_cpe)
		find_cpes(k, f);
	if (k->self.product.n > 0)
		find_names(k, f);
	if (k->self.c->keyword.n > 0) {
		size_t few;
		const uint32_t *v = match_keyword_find(k, &few);

		take(k, f, v, few);
	}
}

/* ---- all ----------------------------------------------------------------- */

static struct match_look
look(struct arena *a, const struct index *x, const struct match_inventory *inv,
    size_t component, struct match_memo *memo)
{
	struct match_look k = { .a = a,
		.x = x,
		.inv = inv,
		.component = component,
		.memo = memo != NULL ? memo : match_memo_once(a, x) };

	match_memo_begin(k.memo);
	match_self_read(a, &inv->v[component], &k.self);
	k.self.one = makers_one(index_makers(x), k.self.maker);
	return k;
}

static int
by_confidence(const void *x, const void *y)
{
	const struct match_result *a = x, *b = y;
	bool is_hit = a->m.miss == MISS_NONE;
	int cmp;

	if (is_hit != (b->m.miss == MISS_NONE))
		return is_hit ? -1 : 1;
	if (a->m.confidence != b->m.confidence)
		return a->m.confidence > b->m.confidence ? -1 : 1;
	cmp = str_cmp(a->id, b->id);
	return cmp != 0 ?
	    cmp :
	    (a->m.record > b->m.record) - (a->m.record < b->m.record);
}

/* The results of all records that a key finds. */
static struct match_result *
see_all(struct match_look *k, const struct match_limit *limit, size_t *n)
{
	struct found f = { 0 };
	struct match_result *v;

	find_all(k, &f);
	v = arena_array(k->a, struct match_result, f.n + 1);
	*n = 0;
	for (size_t i = 0; i < f.n; i++) {
		const struct match_record *r = match_memo_record(k->memo,
		    f.v[i]);

		if (!r->is_damaged &&
		    (limit == NULL || limit->knows == NULL ||
			limit->knows(limit->ctx, f.v[i], &r->r)) &&
		    see_record(k, r, &v[*n]))
			(*n)++;
	}
	match_rank_settle(k->a, v, *n);
	return v;
}

/* What is told of a match that was found quickly: its steps. */
static void
tell(struct match_look *k, struct match *m)
{
	struct match_result one;

	if (see_record(k, match_memo_record(k->memo, m->record), &one)) {
		m->steps = one.m.steps;
		m->n_steps = one.m.n_steps;
		m->question = one.m.question;
	}
}

static size_t
answer(struct match_look *k, const struct match_limit *limit, bool with_misses,
    struct match **out)
{
	struct match_result *v;
	size_t n, m = 0;

	k->is_quick = !with_misses;
	v = see_all(k, limit, &n);
	for (size_t i = 0; i < n; i++) {
		if (v[i].m.miss == MISS_NONE ||
		    v[i].m.miss == MISS_overruled || with_misses)
			v[m++] = v[i];
	}
	if (m > 1)
		qsort(v, m, sizeof(*v), by_confidence);
	*out = arena_array(k->a, struct match, m + 1);
	k->is_quick = false;
	for (size_t i = 0; i < m; i++) {
		(*out)[i] = v[i].m;
		if (!with_misses)
			tell(k, &(*out)[i]);
	}
	return m;
}

size_t
match_component(struct arena *a, const struct index *x,
    const struct match_inventory *inv, size_t component, bool with_misses,
    struct match **out)
{
	struct match_look k = look(a, x, inv, component, NULL);

	return answer(&k, NULL, with_misses, out);
}

size_t
match_component_known(struct arena *a, const struct index *x,
    const struct match_inventory *inv, size_t component,
    struct match_limit *limit, struct match **out)
{
	struct match_look k = look(a, x, inv, component, limit->memo);
	size_t n = answer(&k, limit, false, out);

	limit->has_looked = k.n_watched > 0;
	limit->watched = k.watched;
	limit->n_watched = k.n_watched;
	return n;
}

void
match_one(struct arena *a, const struct index *x,
    const struct match_inventory *inv, size_t component, uint32_t record,
    struct match *out)
{
	struct match_look k = look(a, x, inv, component, NULL);
	const struct match_record *r = match_memo_record(k.memo, record);
	struct match_result one;
	struct match *v;
	size_t n = match_component(a, x, inv, component, true, &v);

	for (size_t i = 0; i < n; i++) {
		if (v[i].record == record) {
			*out = v[i];
			return;
		}
	}
	*out = (struct match){ .record = record,
		.miss = MISS_name,
		.suppressed_by = UINT32_MAX };
	if (!r->is_damaged && see_record(&k, r, &one))
		*out = one.m;
}
