#include "index/index_group.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define NONE	UINT32_MAX

void
index_group_init(struct index_group *g, uint32_t records)
{
	size_t bytes = (size_t)records * sizeof(uint32_t);
	char *own;

	*g = (struct index_group){ .records = records };
	buf_init(&g->own, bytes + 1);
	buf_init(&g->aliases, UINT32_MAX);
	buf_init(&g->is_cve, UINT32_MAX);
	own = buf_extend(&g->own, bytes);
	if (bytes > 0)
		memset(own, 0xff, bytes);
}

void
index_group_fini(struct index_group *g)
{
	buf_fini(&g->own);
	buf_fini(&g->aliases);
	buf_fini(&g->is_cve);
}

void
index_group_id(struct index_group *g, struct str id)
{
	g->nodes++;
	buf_putc(&g->is_cve, str_starts(id, S("cve-")) ? 1 : 0);
}

static void
push(struct buf *out, uint64_t high, uint64_t low)
{
	uint64_t v = high << 32 | low;

	buf_put(out, (struct str){ (const char *)&v, sizeof(v) });
}

static uint32_t *
words(const struct buf *b)
{
	return (void *)b->p;
}

static uint64_t *
pairs(const struct buf *b)
{
	return (void *)b->p;
}

static size_t
pairs_len(const struct buf *b)
{
	return b->n / sizeof(uint64_t);
}

void
index_group_add(struct index_group *g, uint32_t record, bool is_alias)
{
	if (is_alias)
		push(&g->aliases, record, g->nodes - 1);
	else
		words(&g->own)[record] = g->nodes - 1;
}

static int
pair_cmp(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static void
sort(struct buf *b)
{
	uint64_t *v = pairs(b);
	size_t n = pairs_len(b), kept = 0;

	if (n > 1)
		qsort(v, n, sizeof(*v), pair_cmp);
	for (size_t i = 0; i < n; i++) {
		if (kept == 0 || v[kept - 1] != v[i])
			v[kept++] = v[i];
	}
	b->n = kept * sizeof(*v);
}

/* ---- joining ids --------------------------------------------------------- */

/* Sets of ids. */
struct sets {
	uint32_t *parent;
	uint32_t *cve;		/* of a root: the CVE id in the set, or NONE */
};

static uint32_t
root(const struct sets *s, uint32_t node)
{
	while (s->parent[node] != node) {
		s->parent[node] = s->parent[s->parent[node]];
		node = s->parent[node];
	}
	return node;
}

static void
join(const struct sets *s, uint32_t x, uint32_t y)
{
	uint32_t a = root(s, x), b = root(s, y);
	uint32_t low = a < b ? a : b, high = a < b ? b : a;

	if (a == b || (s->cve[a] != NONE && s->cve[b] != NONE))
		return;
	s->parent[high] = low;
	if (s->cve[low] == NONE)
		s->cve[low] = s->cve[high];
}

/*
 * The record whose aliases stand at v[0..n): pairs of ids to be joined, or,
 * when it is on several CVE ids, the record with each of these.
 */
static void
take_record(const struct index_group *g, const uint64_t *v, size_t n,
    struct buf *edges, struct buf *attached)
{
	uint32_t record = (uint32_t)(v[0] >> 32);
	uint32_t own = words(&g->own)[record];
	size_t cves = own != NONE && g->is_cve.p[own] != 0;

	for (size_t i = 0; i < n; i++)
		cves += (uint32_t)v[i] != own && g->is_cve.p[(uint32_t)v[i]];
	for (size_t i = 0; i < n; i++) {
		uint32_t node = (uint32_t)v[i];

		if (cves > 1 && g->is_cve.p[node] != 0)
			push(attached, record, node);
		else if (cves <= 1 && own != NONE && own != node)
			push(edges, own, node);
	}
}

static bool
is_mutual(const struct buf *edges, uint64_t edge)
{
	uint64_t back = edge << 32 | edge >> 32;

	return edges->n > 0 &&
	    bsearch(&back, edges->p, pairs_len(edges), sizeof(back),
		pair_cmp) != NULL;
}

/* First what both sides say, then what the id's own source says. */
static void
join_all(const struct index_group *g, const struct sets *s,
    const struct buf *edges)
{
	const uint64_t *v = pairs(edges);

	for (size_t i = 0; i < pairs_len(edges); i++) {
		if (is_mutual(edges, v[i]))
			join(s, (uint32_t)(v[i] >> 32), (uint32_t)v[i]);
	}
	for (size_t i = 0; i < pairs_len(edges); i++) {
		if (!g->is_cve.p[v[i] >> 32])
			join(s, (uint32_t)(v[i] >> 32), (uint32_t)v[i]);
	}
}

/* ---- what is written ----------------------------------------------------- */

MDB_val
index_group_key(bool is_members)
{
	static char keys[2][4] = { { 'i', 'n', 'd', 'x' },
		{ 'm', 'e', 'm', 'b' } };

	return (MDB_val){ sizeof(keys[0]), keys[is_members] };
}

/* The set of a record; one without an id is alone. */
static uint32_t
set_of(const struct index_group *g, const struct sets *s, uint32_t record)
{
	uint32_t own = words(&g->own)[record];

	return own != NONE ? root(s, own) : g->nodes + record;
}

static void
put_word(struct buf *out, uint32_t v)
{
	buf_put(out, (struct str){ (const char *)&v, sizeof(v) });
}

/*
 * members: pairs of a set and a record, sorted.  Makes the list of members, and
 * for each record the place of its own set in it.
 */
static void
lay_out(const struct index_group *g, const struct sets *s,
    const struct buf *members, struct buf *out, uint32_t *places)
{
	const uint64_t *v = pairs(members);
	size_t n = pairs_len(members), next;

	for (size_t i = 0; i < n; i = next) {
		uint32_t place = (uint32_t)(out->n / sizeof(place));
		uint32_t set = (uint32_t)(v[i] >> 32);

		for (next = i; next < n && v[next] >> 32 == set;)
			next++;
		put_word(out, (uint32_t)(next - i));
		for (size_t k = i; k < next; k++) {
			uint32_t record = (uint32_t)v[k];

			put_word(out, record);
			if (set_of(g, s, record) == set)
				places[record] = place;
		}
	}
}

/* The sets that records are in, by their own ids and by attachment. */
static void
gather(const struct index_group *g, const struct sets *s,
    const struct buf *attached, struct buf *members)
{
	for (uint32_t i = 0; i < g->records; i++)
		push(members, set_of(g, s, i), i);
	for (size_t i = 0; i < pairs_len(attached); i++) {
		uint64_t v = pairs(attached)[i];

		push(members, root(s, (uint32_t)v), v >> 32);
	}
	sort(members);
}

static int
put_value(struct index_store *store, bool is_members, const struct buf *b)
{
	if (!buf_ok(b))
		return EFBIG;
	return index_store_put(store, INDEX_DB_GROUPS,
	    index_group_key(is_members), buf_str(b));
}

static int
write_sets(const struct index_group *g, const struct sets *s,
    const struct buf *attached, struct index_store *store)
{
	struct buf members, list, places;
	int err;

	buf_init(&members, UINT32_MAX);
	buf_init(&list, UINT32_MAX);
	buf_init(&places, UINT32_MAX);
	(void)buf_extend(&places, (size_t)g->records * sizeof(uint32_t));
	gather(g, s, attached, &members);
	lay_out(g, s, &members, &list, words(&places));
	err = put_value(store, false, &places);
	if (err == 0)
		err = put_value(store, true, &list);
	buf_fini(&members);
	buf_fini(&places);
	buf_fini(&list);
	return err;
}

static void
sets_begin(const struct index_group *g, struct buf *room, struct sets *s)
{
	size_t bytes = (size_t)g->nodes * sizeof(uint32_t);

	s->parent = (void *)buf_extend(room, 2 * bytes);
	s->cve = s->parent + g->nodes;
	for (uint32_t i = 0; i < g->nodes; i++) {
		s->parent[i] = i;
		s->cve[i] = g->is_cve.p[i] != 0 ? i : NONE;
	}
}

int
index_group_write(struct index_group *g, struct index_store *store)
{
	struct buf room, edges, attached;
	struct sets s;
	size_t next;
	int err;

	if (!buf_ok(&g->aliases) || !buf_ok(&g->is_cve))
		return EFBIG;
	buf_init(&room, UINT32_MAX);
	buf_init(&edges, UINT32_MAX);
	buf_init(&attached, UINT32_MAX);
	sets_begin(g, &room, &s);
	sort(&g->aliases);
	for (size_t i = 0; i < pairs_len(&g->aliases); i = next) {
		const uint64_t *v = pairs(&g->aliases) + i;

		for (next = i; next < pairs_len(&g->aliases) &&
		     v[next - i] >> 32 == v[0] >> 32;)
			next++;
		take_record(g, v, next - i, &edges, &attached);
	}
	sort(&edges);
	join_all(g, &s, &edges);
	err = write_sets(g, &s, &attached, store);
	buf_fini(&room);
	buf_fini(&edges);
	buf_fini(&attached);
	return err;
}
