#include "finding/matched_known.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/pool.h"
#include "feed/epss.h"
#include "feed/kev.h"
#include "finding/matched_group.h"
#include "finding/matched_label.h"
#include "finding/matched_score.h"
#include "index/index.h"
#include "match/match_about.h"

/* A vulnerability in the making. */
struct entry_row {
	struct known_row row;
	struct str id;
	uint32_t *also;		/* records that were added for it */
	size_t n, cap;
};

struct rows_of {
	struct known_row **v;
	size_t n, cap;
};

struct known_list {
	struct known_request q;
	struct map *records;	/* the number's bytes -> struct rows_of */
	struct map *ids;	/* -> struct entry_row */
	struct entry_row **v;	/* by id */
	struct known *known;	/* of each */
	struct arena **kept, **scratch;	/* one a thread */
};

struct known_list *
matched_known_open(const struct known_request *q)
{
	struct known_list *l = arena_new(q->tmp, struct known_list);

	*l = (struct known_list){ .q = *q,
		.records = map_open(q->tmp),
		.ids = map_open(q->tmp) };
	return l;
}

/* ---- what there is ------------------------------------------------------- */

static struct str
record_key(const uint32_t *record)
{
	return (struct str){ (const char *)record, sizeof(*record) };
}

static void
attach(struct known_list *l, struct str id, uint32_t record,
    struct rows_of *to)
{
	struct entry_row *e = map_get(l->ids, id);

	if (e == NULL) {
		e = arena_new(l->q.tmp, struct entry_row);
		e->id = str_dup(l->q.perm, id);
		(void)map_add(l->ids, e->id, e);
	}
	e->also = arena_grow(l->q.tmp, e->also, e->n, &e->cap,
	    sizeof(*e->also));
	e->also[e->n++] = record;
	to->v = arena_grow(l->q.tmp, to->v, to->n, &to->cap, sizeof(*to->v));
	to->v[to->n++] = &e->row;
}

void
matched_known_add(struct known_list *l, uint32_t record)
{
	struct group_request g = { .label = l->q.label,
		.reader = l->q.reader };
	uint32_t *number;
	struct rows_of *to;
	struct feed_record r;
	struct str *cves;
	size_t n;

	if (map_get(l->records, record_key(&record)) != NULL)
		return;
	number = arena_new(l->q.tmp, uint32_t);
	*number = record;
	to = arena_new(l->q.tmp, struct rows_of);
	(void)map_add(l->records, record_key(number), to);
	g.a = arena_open();
	if (index_record(g.label->x, g.a, record, &r)) {
		n = match_about(g.a, &r, &cves);
		for (size_t i = 0; i < n; i++)
			attach(l, cves[i], record, to);
		if (n == 0)
			attach(l, matched_group_id(&g, record), record, to);
	}
	arena_close(g.a);
}

struct known_rows
matched_known_of(const struct known_list *l, uint32_t record)
{
	const struct rows_of *to = map_get(l->records, record_key(&record));

	return to != NULL ? (struct known_rows){ to->v, to->n } :
			    (struct known_rows){ .n = 0 };
}

const struct known_source *
matched_known_source(const struct known_row *row, uint32_t record)
{
	for (size_t i = 0; i < row->known->n_sources; i++) {
		if (row->records[i] == record)
			return &row->known->sources[i];
	}
	return NULL;
}

/* ---- one vulnerability --------------------------------------------------- */

static bool
is_https(struct str url)
{
	return str_starts(url, S("https://"));
}

/* Where people read the record; empty when nobody knows. */
static struct str
url_of(struct arena *a, const struct feed_record *r)
{
	static const struct {
		struct str prefix;
		const char *url;
	} known[] = {
		{ STR_INIT("CVE-"), "https://www.cve.org/CVERecord?id=%.*s" },
		{ STR_INIT("GHSA-"), "https://github.com/advisories/%.*s" },
		{ STR_INIT("DSA-"),
		    "https://security-tracker.debian.org/tracker/%.*s" },
		{ STR_INIT("DLA-"),
		    "https://security-tracker.debian.org/tracker/%.*s" },
	};

	for (size_t i = 0; i < r->n_links; i++) {
		if (str_eq_z(r->links[i].kind, "self") &&
		    is_https(r->links[i].url))
			return str_dup(a, r->links[i].url);
	}
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (str_starts(r->id, known[i].prefix))
			return str_cat(a,
			    str_sub(str_z(known[i].url), 0,
				str_z(known[i].url).n - 4),
			    r->id);
	}
	for (size_t i = 0; i < r->n_links; i++) {
		if (is_https(r->links[i].url))
			return str_dup(a, r->links[i].url);
	}
	return S("");
}

static struct str
versions_text(const struct feed_record *r)
{
	for (size_t i = 0; i < r->n_affects; i++) {
		if (r->affects[i].text.n > 0)
			return r->affects[i].text;
	}
	return S("");
}

static struct known_source
source_of(const struct known_list *l, struct arena *a, struct arena *tmp,
    const struct group_member *m)
{
	struct known_source out = {
		.id = str_dup(a, m->r.id),
		.url = url_of(a, &m->r),
		.modified = m->r.modified,
		.text = str_dup(a, versions_text(&m->r)),
		.is_withdrawn = m->r.is_withdrawn,
	};
	struct matched_score best = matched_score_of(&m->r);
	struct index_origin from;

	if (best.vector.n > 0) {
		out.vector = str_dup(a, best.vector);
		out.score_x10 = best.x10;
	}
	if (index_origin(l->q.label->x, tmp, m->record, &from)) {
		out.feed = str_dup(a, from.feed);
		out.sha256 = str_dup(a, from.sha256);
	}
	return out;
}

/* The closest that says something says it. */
static void
take_text(struct arena *a, struct str *to, struct str from)
{
	if (to->n == 0 && from.n > 0)
		*to = str_dup(a, from);
}

static void
take_times(struct known *k, const struct feed_record *r)
{
	if (r->published.s != INT64_MIN &&
	    (k->published.s == INT64_MIN || r->published.s < k->published.s))
		k->published = r->published;
	if (r->modified.s != INT64_MIN && r->modified.s > k->modified.s)
		k->modified = r->modified;
}

/* By its id, else by another name of it. */
static void
take_feeds(const struct known_list *l, struct known *k)
{
	const struct kev_entry *kev = kev_find(l->q.kev, k->id);
	const struct epss_entry *epss = epss_find(l->q.epss, k->id);

	for (size_t i = 0; i < k->n_aliases; i++) {
		if (kev == NULL)
			kev = kev_find(l->q.kev, k->aliases[i]);
		if (epss == NULL)
			epss = epss_find(l->q.epss, k->aliases[i]);
	}
	k->epss = epss != NULL ? epss->probability : -1;
	if (kev == NULL)
		return;
	k->is_kev = true;
	k->is_ransomware = kev->ransomware;
	k->kev_added = kev->added;
	k->kev_due = kev->due;
}

/*
 * Whose words stand in the place of titles and texts.  Who lists what is
 * attacked says it in short, for people who know it already: last.
 */
enum text_rank {
	TEXT_SUPPLIER,
	TEXT_CNA,
	TEXT_ECOSYSTEM,
	TEXT_NVD,
	TEXT_OTHERS,		/* JVN, distributions, advisories on several */
	TEXT_KEV,
	TEXT_RANKS
};

/* KEV and its like: that it is attacked, and one product by its name. */
static bool
is_listing(const struct feed_record *r)
{
	return r->is_exploited && r->n_scores == 0 && r->n_affects <= 1 &&
	    (r->n_affects == 0 ||
		(r->affects[0].by == FEED_BY_NAME && r->affects[0].is_all));
}

static enum text_rank
text_rank(const struct group_member *m)
{
	if (is_listing(&m->r))
		return TEXT_KEV;
	switch (m->rank) {
	case MATCH_RANK_VENDOR:
		return TEXT_SUPPLIER;
	case MATCH_RANK_CNA:
	case MATCH_RANK_ADP:
		return TEXT_CNA;
	case MATCH_RANK_ECOSYSTEM:
		return TEXT_ECOSYSTEM;
	case MATCH_RANK_NVD:
		return TEXT_NVD;
	case MATCH_RANK_DISTRO:
	case MATCH_RANK_JVN:
	case MATCH_RANK_WORDS:
		break;
	}
	return TEXT_OTHERS;
}

static void
take_texts(struct arena *a, const struct feed_record *r, struct known *k)
{
	take_text(a, &k->title_ja, r->title_ja);
	take_text(a, &k->title_en, r->title_en);
	take_text(a, &k->text_ja, r->text_ja);
	take_text(a, &k->text_en, r->text_en);
	take_text(a, &k->solution, r->solution);
}

static void
take_member(struct arena *a, const struct group_member *m,
    struct known_row *row)
{
	take_times(row->known, &m->r);
	if (m->is_several)
		return;
	take_text(a, &row->ssvc, m->r.ssvc);
	row->is_exploited = row->is_exploited || m->r.is_exploited;
}

/* Titles and texts; what only advisories on several say comes behind. */
static void
take_words(struct arena *a, const struct group *g, struct known *k)
{
	for (unsigned rank = 0; rank < TEXT_RANKS; rank++) {
		for (size_t i = 0; i < g->n; i++) {
			if (!g->v[i].is_several && text_rank(&g->v[i]) == rank)
				take_texts(a, &g->v[i].r, k);
		}
	}
	for (size_t i = 0; i < g->n; i++) {
		/* An alert's title is none of what it points at. */
		if (match_about_is_notice(&g->v[i].r))
			continue;
		take_text(a, &k->title_ja, g->v[i].r.title_ja);
		take_text(a, &k->title_en, g->v[i].r.title_en);
		take_text(a, &k->solution, g->v[i].r.solution);
	}
}

static void
build_one(void *ctx, size_t i, unsigned worker)
{
	struct known_list *l = ctx;
	struct entry_row *e = l->v[i];
	struct arena *a = l->kept[worker];
	struct scratch tmp = scratch_begin(l->scratch[worker]);
	struct group_request q = { tmp.a, l->q.label, l->q.reader };
	struct group g = matched_group_of(&q, e->id, e->also, e->n);
	struct known *k = e->row.known;
	struct str *aliases;

	*k = (struct known){ .id = e->id,
		.score_x10 = -1,
		.published = { INT64_MIN, 0 },
		.modified = { INT64_MIN, 0 } };
	k->n_aliases = matched_group_aliases(tmp.a, &g, e->id, &aliases);
	k->aliases = arena_array(a, struct str, k->n_aliases);
	for (size_t j = 0; j < k->n_aliases; j++)
		k->aliases[j] = str_dup(a, aliases[j]);
	k->sources = arena_array(a, struct known_source, g.n);
	e->row.records = arena_array(a, uint32_t, g.n);
	for (size_t j = 0; j < g.n; j++) {
		e->row.records[k->n_sources] = g.v[j].record;
		k->sources[k->n_sources++] = source_of(l, a, tmp.a, &g.v[j]);
		take_member(a, &g.v[j], &e->row);
	}
	take_words(a, &g, k);
	matched_score_set(a, &g, k);
	take_feeds(l, k);
	e->row.is_exploited = e->row.is_exploited || k->is_kev;
	scratch_end(tmp);
}

/* ---- all ----------------------------------------------------------------- */

static int
by_id(const void *a, const void *b)
{
	const struct entry_row *const *x = a, *const *y = b;

	return str_cmp((*x)->id, (*y)->id);
}

size_t
matched_known_build(struct known_list *l, struct known **out)
{
	unsigned jobs = pool_jobs(l->q.pool);
	size_t n = map_len(l->ids);

	l->v = arena_array(l->q.tmp, struct entry_row *, n + 1);
	l->known = arena_array(l->q.perm, struct known, n + 1);
	for (size_t i = 0; i < n; i++)
		l->v[i] = map_at(l->ids, i)->value;
	if (n > 1)
		qsort(l->v, n, sizeof(*l->v), by_id);
	for (size_t i = 0; i < n; i++)
		l->v[i]->row.known = &l->known[i];
	l->kept = arena_array(l->q.tmp, struct arena *, jobs);
	l->scratch = arena_array(l->q.tmp, struct arena *, jobs);
	for (unsigned i = 0; i < jobs; i++) {
		l->kept[i] = arena_open_in(l->q.perm);
		l->scratch[i] = arena_open();
	}
	pool_run(l->q.pool, n, build_one, l);
	for (unsigned i = 0; i < jobs; i++)
		arena_close(l->scratch[i]);
	*out = l->known;
	return n;
}
