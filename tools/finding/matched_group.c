#include "finding/matched_group.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/limits.h"
#include "finding/matched_label.h"
#include "index/index.h"
#include "match/match_about.h"

/* Records that may be of the vulnerability. */
struct candidates {
	uint32_t v[LIMIT_MATCHED_GROUP];
	size_t n;
};

static bool
is_cve(struct str id)
{
	return str_starts(id, S("CVE-"));
}

/* ---- which records ------------------------------------------------------- */

static void
add(struct candidates *c, uint32_t record)
{
	for (size_t i = 0; i < c->n; i++) {
		if (c->v[i] == record)
			return;
	}
	if (c->n < LIMIT_MATCHED_GROUP)
		c->v[c->n++] = record;
}

static void
add_all(struct candidates *c, const uint32_t *v, size_t n)
{
	for (size_t i = 0; i < n && c->n < LIMIT_MATCHED_GROUP; i++)
		add(c, v[i]);
}

/* Read it, if the reader may know it. */
static bool
read_member(const struct group_request *q, uint32_t record,
    struct group_member *out)
{
	struct str *cves;

	if (!index_record(q->label->x, q->a, record, &out->r) ||
	    matched_label_record(q->label, q->a, record, &out->r) > q->reader)
		return false;
	out->record = record;
	out->is_several = match_about(q->a, &out->r, &cves) > 1 ||
	    match_about_is_notice(&out->r);
	out->rank = MATCH_RANK_WORDS;
	for (size_t i = 0; i < out->r.n_affects; i++) {
		enum match_rank rank = match_rank(&out->r, &out->r.affects[i]);

		if (rank < out->rank)
			out->rank = rank;
	}
	return true;
}

static struct group
read_all(const struct group_request *q, const struct candidates *c)
{
	struct group g = { arena_array(q->a, struct group_member, c->n + 1),
		0 };

	for (size_t i = 0; i < c->n; i++)
		g.n += read_member(q, c->v[i], &g.v[g.n]);
	return g;
}

static bool
has_id(const struct feed_record *r, struct str id)
{
	if (str_eq_nocase(r->id, id))
		return true;
	for (size_t i = 0; i < r->n_aliases; i++) {
		if (str_eq_nocase(r->aliases[i], id))
			return true;
	}
	return false;
}

static bool
is_on(const struct feed_record *r, struct str id)
{
	for (size_t i = 0; i < r->n_upstream; i++) {
		if (str_eq(r->upstream[i], id))
			return true;
	}
	return has_id(r, id);
}

/* Whether two records name each other, or the same. */
static bool
is_joined(const struct feed_record *x, const struct feed_record *y)
{
	if (has_id(y, x->id))
		return true;
	for (size_t i = 0; i < x->n_aliases; i++) {
		if (has_id(y, x->aliases[i]))
			return true;
	}
	return false;
}

static bool
is_of_other_cve(const struct group_member *m, struct str id)
{
	if (is_cve(m->r.id) && !str_eq_nocase(m->r.id, id))
		return true;
	for (size_t i = 0; i < m->r.n_aliases; i++) {
		if (is_cve(m->r.aliases[i]) &&
		    !str_eq_nocase(m->r.aliases[i], id))
			return true;
	}
	return false;
}

static bool
is_among(const uint32_t *v, size_t n, uint32_t record)
{
	for (size_t i = 0; i < n; i++) {
		if (v[i] == record)
			return true;
	}
	return false;
}

static int
by_weight(const void *a, const void *b)
{
	const struct group_member *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return (x->record > y->record) - (x->record < y->record);
}

/*
 * Those that are on the id, and what hangs on them by what the reader may know:
 * a record that is kept from him joins nothing.  An advisory on several
 * vulnerabilities joins nothing either.
 */
static struct group
connect(struct group g, struct str id, const uint32_t *also, size_t n_also)
{
	size_t done = 0, from = 0;

	for (size_t i = 0; i < g.n; i++) {
		if (is_on(&g.v[i].r, id) ||
		    is_among(also, n_also, g.v[i].record)) {
			struct group_member m = g.v[done];

			g.v[done++] = g.v[i];
			g.v[i] = m;
		}
	}
	for (; from < done; from++) {
		if (g.v[from].is_several)
			continue;
		for (size_t i = done; i < g.n; i++) {
			struct group_member m = g.v[i];

			if (m.is_several ||
			    (is_cve(id) && is_of_other_cve(&m, id)) ||
			    !is_joined(&g.v[from].r, &m.r))
				continue;
			g.v[i] = g.v[done];
			g.v[done++] = m;
		}
	}
	g.n = done;
	if (g.n > 1)
		qsort(g.v, g.n, sizeof(*g.v), by_weight);
	return g;
}

struct str
matched_group_id(const struct group_request *q, uint32_t record)
{
	struct candidates c = { .n = 0 };
	struct group_member own;
	size_t n;
	const uint32_t *v = index_group(q->label->x, record, &n);
	struct group g;

	add(&c, record);
	add_all(&c, v, n);
	if (!read_member(q, record, &own))
		return S("");
	g = connect(read_all(q, &c), own.r.id, &record, 1);
	for (size_t i = 0; i < g.n; i++) {
		struct str *cves;

		if (!g.v[i].is_several &&
		    match_about(q->a, &g.v[i].r, &cves) == 1)
			return cves[0];
	}
	for (size_t i = 0; i < g.n; i++) {
		if (g.v[i].r.id.n > 0)
			return g.v[i].r.id;
	}
	return own.r.id;
}

struct group
matched_group_of(const struct group_request *q, struct str id,
    const uint32_t *also, size_t n_also)
{
	const struct index *x = q->label->x;
	struct candidates c = { .n = 0 };
	const uint32_t *v;
	size_t n;

	add_all(&c, also, n_also);
	v = index_find(x, INDEX_ID, index_key_id(q->a, id), &n);
	add_all(&c, v, n);
	for (size_t i = 0, first = c.n; i < first; i++) {
		v = index_group(x, c.v[i], &n);
		add_all(&c, v, n);
	}
	return connect(read_all(q, &c), id, also, n_also);
}

size_t
matched_group_aliases(struct arena *a, const struct group *g, struct str id,
    struct str **out)
{
	size_t n = 0, max = 1, kept = 0;

	for (size_t i = 0; i < g->n; i++)
		max += 1 + g->v[i].r.n_aliases;
	*out = arena_array(a, struct str, max);
	for (size_t i = 0; i < g->n; i++) {
		const struct feed_record *r = &g->v[i].r;

		if (g->v[i].is_several)
			continue;
		(*out)[n++] = r->id;
		for (size_t k = 0; k < r->n_aliases; k++)
			(*out)[n++] = r->aliases[k];
	}
	if (n > 1)
		qsort(*out, n, sizeof(**out), str_cmp_qsort);
	for (size_t i = 0; i < n; i++) {
		struct str s = (*out)[i];

		if (s.n > 0 && !str_eq_nocase(s, id) &&
		    (kept == 0 || !str_eq((*out)[kept - 1], s)))
			(*out)[kept++] = s;
	}
	return kept;
}
