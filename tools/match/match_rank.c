#include "match/match_rank.h"

#include "base/arena.h"
#include "base/map.h"
#include "match/match_impl.h"

/* Upstream data on a package that its distribution does not speak of. */
#define SILENT	30

enum match_rank
match_rank(const struct feed_record *r, const struct feed_affects *e)
{
	static const struct str ecosystems[] = {
		STR_INIT("GHSA-"),
		STR_INIT("PYSEC-"),
		STR_INIT("GO-"),
		STR_INIT("RUSTSEC-"),
		STR_INIT("BIT-"),
		STR_INIT("MAL-"),
		STR_INIT("OSV-"),
		STR_INIT("PSF-"),
		STR_INIT("GSD-"),
	};

	if (e == NULL)
		return MATCH_RANK_WORDS;
	if (e->by == FEED_BY_PACKAGE)
		return MATCH_RANK_DISTRO;
	if (r->is_vendor)
		return MATCH_RANK_VENDOR;
	if (str_starts(r->id, S("JVN")) || str_starts(r->id, S("MYJVN-")))
		return MATCH_RANK_JVN;
	for (size_t i = 0; i < sizeof(ecosystems) / sizeof(ecosystems[0]);
	     i++) {
		if (str_starts(r->id, ecosystems[i]))
			return MATCH_RANK_ECOSYSTEM;
	}
	if (!str_starts(r->id, S("CVE-")))
		return e->ecosystem.n > 0 ? MATCH_RANK_ECOSYSTEM :
					    MATCH_RANK_CNA;
	if (e->ecosystem.n > 0)
		return MATCH_RANK_ECOSYSTEM;
	if (e->config > 0)
		return MATCH_RANK_NVD;
	return str_find(e->source, S("ADP"), 0) != SIZE_MAX ? MATCH_RANK_ADP :
							      MATCH_RANK_CNA;
}

/* What is known of one vulnerability. */
struct verdict {
	const struct match_result * not ;	/* the closest that says no */
	const struct match_result *yes;	/* the closest that says yes */
	const struct match_result *out;	/* it has versions, and not this one */
	bool is_in;			/* somebody with versions says yes */
	bool has_package;
};

static bool
is_hit(const struct match_result *r)
{
	return r->m.miss == MISS_NONE;
}

static void
open_verdict(struct arena *a, struct map *of, struct str id)
{
	if (map_get(of, id) == NULL)
		(void)map_add(of, id, arena_new(a, struct verdict));
}

static void
note(const struct map *of, struct str id, const struct match_result *r)
{
	struct verdict *v = map_get(of, id);

	if (v == NULL)
		return;
	v->has_package = v->has_package || r->is_package;
	if (r->m.miss == MISS_NONE && !r->is_bare)
		v->is_in = true;
	if ((r->m.miss == MISS_version || r->m.miss == MISS_fixed) &&
	    (v->out == NULL || r->rank < v->out->rank))
		v->out = r;
	if (r->m.miss == MISS_NONE &&
	    (v->yes == NULL || r->rank < v->yes->rank))
		v->yes = r;
	if (r->m.miss != MISS_NONE && r->is_explicit &&
	    (v->not == NULL || r->rank < v->not ->rank))
		v->not = r;
}

/* Overruled in all that it is about, or not at all. */
static const struct match_result *
overruler(const struct map *of, const struct match_result *r)
{
	const struct match_result *by = NULL;

	for (size_t i = 0; i < r->n_ids; i++) {
		const struct verdict *v = map_get(of, r->ids[i]);

		if (v == NULL || v->not == NULL || v->not ->rank >= r->rank ||
		    (v->yes != NULL && v->yes->rank <= v->not ->rank))
			return NULL;
		by = v->not ;
	}
	return by;
}

/*
 * Who gives no versions (KEV, a name alone) says less than who does: what has
 * versions, and not this one, overrules it in all that it is about.
 */
static const struct match_result *
outspoken(const struct map *of, const struct match_result *r)
{
	const struct match_result *by = NULL;

	for (size_t i = 0; r->is_bare && i < r->n_ids; i++) {
		const struct verdict *v = map_get(of, r->ids[i]);

		if (v == NULL || v->out == NULL || v->is_in)
			return NULL;
		by = v->out;
	}
	return by;
}

static bool
is_spoken_for(const struct map *of, const struct match_result *r)
{
	for (size_t i = 0; i < r->n_ids; i++) {
		const struct verdict *v = map_get(of, r->ids[i]);

		if (v == NULL || !v->has_package)
			return false;
	}
	return r->n_ids > 0;
}

void
match_rank_settle(struct arena *a, struct match_result *v, size_t n)
{
	struct map *of = map_open(a);

	/* What is said of other vulnerabilities decides nothing. */
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < v[i].n_ids && is_hit(&v[i]); j++)
			open_verdict(a, of, v[i].ids[j]);
	}
	for (size_t i = 0; i < n && map_len(of) > 0; i++) {
		for (size_t j = 0; j < v[i].n_ids; j++)
			note(of, v[i].ids[j], &v[i]);
	}
	for (size_t i = 0; i < n; i++) {
		struct match *m = &v[i].m;
		const struct match_result *by;

		if (m->miss != MISS_NONE)
			continue;
		if (v[i].is_upstream && is_spoken_for(of, &v[i])) {
			m->miss = MISS_upstream;
			m->confidence = 0;
			continue;
		}
		if (v[i].is_upstream && m->confidence > SILENT)
			m->confidence = SILENT;
		by = overruler(of, &v[i]);
		if (by == NULL)
			by = outspoken(of, &v[i]);
		if (by != NULL)
			m->suppressed_by = by->m.record;
	}
	/* Not before all is known: what is overruled still spoke. */
	for (size_t i = 0; i < n; i++) {
		if (v[i].m.suppressed_by != UINT32_MAX)
			v[i].m.miss = MISS_overruled;
	}
}
