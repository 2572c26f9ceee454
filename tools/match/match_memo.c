#include "match/match_about.h"
#include "match/match_memo.h"

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "base/map.h"
#include "index/index.h"
#include "index/index_makers.h"
#include "match/match_cpe.h"
#include "match/match_family.h"
#include "match/match_impl.h"
#include "version/makers.h"
#include "version/name.h"

#define SLOTS	64		/* at first; a power of two */

static const char parts[] = { 'a', 'o', 'h' };

/* A component with a CPE name, hash: of the name's product; or an operating
 * system. */
struct named {
	size_t component;
	uint64_t hash;
	bool has_cpe, is_system;
};

/* What is known of one inventory. */
struct facts {
	struct named *v;
	size_t n;
	size_t parts[sizeof(parts)];
	size_t told;		/* match_family_tells() */
};

struct match_memo {
	struct arena *a;
	bool is_own;		/* a may be reset to begin */
	struct arena_mark begin;
	const struct index *x;
	const struct match_record **slots;	/* by number */
	size_t n_slots, n_records;
	struct map *facts;	/* by the place of components in memory */
};

static void
clear(struct match_memo *m)
{
	m->n_slots = SLOTS;
	m->n_records = 0;
	m->slots = arena_array(m->a, const struct match_record *, SLOTS);
	m->facts = NULL;
}

struct match_memo *
match_memo_once(struct arena *a, const struct index *x)
{
	struct match_memo *m = arena_new(a, struct match_memo);

	*m = (struct match_memo){ .a = a, .x = x };
	clear(m);
	return m;
}

struct match_memo *
match_memo_open(struct arena *parent, const struct index *x)
{
	struct match_memo *m = arena_new(parent, struct match_memo);
	struct arena *a = arena_open_in(parent);

	*m = (struct match_memo){ .a = a,
		.is_own = true,
		.begin = arena_mark(a),
		.x = x };
	clear(m);
	return m;
}

void
match_memo_forget(struct match_memo *m)
{
	m->facts = NULL;
}

void
match_memo_begin(struct match_memo *m)
{
	if (!m->is_own || arena_used(m->a) <= LIMIT_MATCH_MEMO)
		return;
	arena_reset(m->a, m->begin);
	clear(m);
}

/* ---- records ------------------------------------------------------------- */

static void
read_ids(struct arena *a, struct match_record *out)
{
	const struct feed_record *r = &out->r;
	size_t n = match_about(a, r, &out->ids);

	if (n == 0) {
		out->ids = arena_array(a, struct str, 1 + r->n_aliases);
		out->ids[n++] = r->id;
		for (size_t i = 0; i < r->n_aliases; i++)
			out->ids[n++] = r->aliases[i];
	}
	out->n_ids = n;
}

static void
read_cpe(struct arena *a, struct feed_affects *e, struct match_entry *out)
{
	struct cpe *c = arena_new(a, struct cpe);

	if (!match_cpe_read(a, e->cpe, c))
		return;
	out->cpe = c;
	out->is_plain = true;
	for (size_t i = CPE_UPDATE; i < CPE_PARTS; i++)
		out->is_plain = out->is_plain && str_eq_z(c->part[i], "*");
	for (size_t i = 0; i < e->n_stretches; i++) {
		struct feed_stretch *s = &e->stretches[i];

		s->low = match_cpe_unquoted(a, s->low);
		s->high = match_cpe_unquoted(a, s->high);
	}
}

static void
read_entry(struct arena *a, const struct makers *makers,
    struct feed_affects *e, struct match_entry *out)
{
	switch (e->by) {
	case FEED_BY_PURL:
		out->purl_key = index_key_purl(a, e->type, e->namespace,
		    e->name);
		return;
	case FEED_BY_PACKAGE:
		return;
	case FEED_BY_CPE:
		read_cpe(a, e, out);
		return;
	case FEED_BY_NAME:
		out->vendor = name_vendor(a, e->vendor);
		out->product = name_product(a, e->vendor, e->product);
		out->maker = makers_one(makers, out->vendor);
		return;
	}
	BUG("feed_by");
}

static const struct match_record *
read(struct match_memo *m, uint32_t number)
{
	struct match_record *out = arena_new(m->a, struct match_record);

	out->number = number;
	out->is_damaged = !index_record(m->x, m->a, number, &out->r);
	if (out->is_damaged)
		return out;
	out->entries = arena_array(m->a, struct match_entry,
	    out->r.n_affects + 1);
	out->is_jvn = str_starts(out->r.id, S("JVN"));
	for (size_t i = 0; i < out->r.n_affects; i++) {
		struct feed_affects *e = &out->r.affects[i];

		out->entries[i].rank = match_rank(&out->r, e);
		read_entry(m->a, index_makers(m->x), e, &out->entries[i]);
	}
	read_ids(m->a, out);
	return out;
}

/* Where a number stands, or would. */
static size_t
place_of(const struct match_memo *m, uint32_t number)
{
	size_t i = number * UINT32_C(2654435761) & (m->n_slots - 1);

	while (m->slots[i] != NULL && m->slots[i]->number != number)
		i = (i + 1) & (m->n_slots - 1);
	return i;
}

static void
grow(struct match_memo *m)
{
	const struct match_record **old = m->slots;
	size_t n = m->n_slots;

	m->n_slots *= 4;
	m->slots = arena_array(m->a, const struct match_record *, m->n_slots);
	for (size_t i = 0; i < n; i++) {
		if (old[i] != NULL)
			m->slots[place_of(m, old[i]->number)] = old[i];
	}
}

const struct match_record *
match_memo_record(struct match_memo *m, uint32_t number)
{
	size_t i = place_of(m, number);

	if (m->slots[i] != NULL)
		return m->slots[i];
	if (++m->n_records > m->n_slots / 2) {
		grow(m);
		i = place_of(m, number);
	}
	m->slots[i] = read(m, number);
	return m->slots[i];
}

/* ---- inventories --------------------------------------------------------- */

/* Of a product, however it is quoted; false, hash unset: it has wildcards, and
 * only what is written the same way may be it. */
static bool
hash_of(struct str product, uint64_t *out)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < product.n; i++) {
		unsigned char c = (unsigned char)product.p[i];

		if (c == '*' || c == '?')
			return false;
		if (c == '\\' && i + 1 < product.n)
			c = (unsigned char)product.p[++i];
		if (c >= 'A' && c <= 'Z')
			c = (unsigned char)(c - 'A' + 'a');
		hash = (hash ^ c) * UINT64_C(1099511628211);
	}
	*out = hash;
	return true;
}

static bool
is_part(const struct component *c, const struct cpe *cpe, char part)
{
	return (part == 'o' && str_eq_z(c->kind, "operating-system")) ||
	    (part == 'h' && str_eq_z(c->kind, "device")) ||
	    (cpe != NULL && cpe->part[CPE_PART].n > 0 &&
		cpe->part[CPE_PART].p[0] == part);
}

/* False: it has no CPE name. */
static bool
read_name(struct arena *a, const struct component *c, struct cpe *out)
{
	return c->cpe.n > 0 && match_cpe_read(a, c->cpe, out);
}

static void
add_facts(struct arena *a, struct facts *f, const struct component *c,
    size_t i)
{
	struct cpe cpe;
	bool has_cpe = read_name(a, c, &cpe);
	const struct cpe *name = has_cpe ? &cpe : NULL;
	struct named *to = &f->v[f->n];

	for (size_t k = 0; k < sizeof(parts); k++)
		f->parts[k] += is_part(c, name, parts[k]);
	*to = (struct named){ .component = i,
		.has_cpe = has_cpe,
		.is_system = is_part(c, name, 'o') };
	if (to->is_system)
		f->told += match_family_tells(a, c, name);
	if (has_cpe)
		(void)hash_of(cpe.part[CPE_PRODUCT], &to->hash);
	if (has_cpe || to->is_system)
		f->n++;
}

static const struct facts *
facts_of(struct match_memo *m, const struct match_inventory *inv)
{
	struct str key = { (const char *)&inv->v, sizeof(inv->v) };
	struct facts *f;

	if (m->facts == NULL)
		m->facts = map_open(m->a);
	f = map_get(m->facts, key);
	if (f != NULL)
		return f;
	f = arena_new(m->a, struct facts);
	f->v = arena_array(m->a, struct named, inv->n + 1);
	for (size_t i = 0; i < inv->n; i++)
		add_facts(m->a, f, &inv->v[i], i);
	(void)map_add(m->facts, str_dup(m->a, key), f);
	return f;
}

/* Whether a component may be what rule names; is_family: it names many. */
static bool
is_like(struct match_memo *m, const struct cpe *rule, bool is_family,
    const struct named *of, const struct component *c)
{
	struct cpe cpe;
	bool has_cpe = of->has_cpe && read_name(m->a, c, &cpe);

	if (has_cpe && match_cpe_is_like(rule, &cpe))
		return true;
	return is_family && of->is_system &&
	    match_family_has(m->a, rule, c, has_cpe ? &cpe : NULL);
}

const size_t *
match_memo_like(struct match_memo *m, const struct match_inventory *inv,
    const struct cpe *rule, size_t *n)
{
	const struct facts *f = facts_of(m, inv);
	bool is_family = match_family_is(m->a, rule);
	uint64_t hash = 0;
	bool is_plain = hash_of(rule->part[CPE_PRODUCT], &hash);
	size_t *v = NULL, cap = 0;

	*n = 0;
	for (size_t i = 0; i < f->n; i++) {
		bool may_be = f->v[i].has_cpe &&
		    (!is_plain || f->v[i].hash == hash);

		if ((!may_be && !(is_family && f->v[i].is_system)) ||
		    !is_like(m, rule, is_family, &f->v[i],
			&inv->v[f->v[i].component]))
			continue;
		v = arena_grow(m->a, v, *n, &cap, sizeof(*v));
		v[(*n)++] = f->v[i].component;
	}
	return v;
}

bool
match_memo_has_other(struct match_memo *m, const struct match_inventory *inv,
    size_t component, const struct cpe *rule)
{
	const struct facts *f = facts_of(m, inv);
	const struct component *c = &inv->v[component];
	char part = rule != NULL && rule->part[CPE_PART].n > 0 ?
	    rule->part[CPE_PART].p[0] :
	    'a';
	struct cpe cpe;
	const struct cpe *name = read_name(m->a, c, &cpe) ? &cpe : NULL;

	if (rule != NULL && match_family_is(m->a, rule))
		return f->told > match_family_tells(m->a, c, name);
	for (size_t i = 0; i < sizeof(parts); i++) {
		if (parts[i] == part)
			return f->parts[i] > is_part(c, name, part);
	}
	return false;
}
