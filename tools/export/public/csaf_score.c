#include "base/arena.h"
#include "base/map.h"
#include "export/public/csaf_impl.h"

/* The kinds of assessment that an item can hold side by side. */
enum kind {
	KIND_V2,
	KIND_V3,
	KIND_V4,	/* where the standard has content */
	KINDS,
};

/* An item of "scores": what is said of a set of products. */
struct item {
	struct public_leaves leaves;
	struct str source;	/* of metrics; empty: the publisher */
	const struct public_score *by[KINDS];
};

struct items {
	struct item *v;
	size_t n;
	struct map *done;	/* by source, per leaf: bits 1 << version */
};

/*
 * Versions that exclude each other for a product (6.1.7).  Two of 3.x would
 * only confuse, but an imported document may hold them.
 */
static unsigned
rivals_of(const struct csaf_doc *k, enum cvss_version version)
{
	if (version == CVSS_2_0 || version == CVSS_4_0 || k->adv->is_import)
		return 1u << version;
	return 1u << CVSS_3_0 | 1u << CVSS_3_1;
}

/* Who assessed, where documents tell and by an address. */
static struct str
source_of(const struct csaf_doc *k, const struct public_score *s)
{
	bool is_told = csaf_dialect(k)->has_content &&
	    (str_starts(s->source, S("https://")) ||
		str_starts(s->source, S("http://")));

	return is_told ? s->source : S("");
}

/* What the leaves have of a source by now. */
static unsigned char *
done_of(const struct csaf_doc *k, struct items *items, struct str source)
{
	unsigned char *done = map_get(items->done, source);

	if (done == NULL) {
		done = arena_array(k->a, unsigned char, k->adv->n_leaves + 1);
		map_put(items->done, source, done);
	}
	return done;
}

/* The score's leaves that have no such score yet; they have one then. */
static struct public_leaves
claim(const struct csaf_doc *k, struct items *items,
    const struct public_score *s)
{
	struct public_leaves out = {
		arena_array(k->a, size_t, s->leaves.n + 1), 0
	};
	unsigned rivals = rivals_of(k, s->cvss.version);
	unsigned char *done = done_of(k, items, source_of(k, s));

	for (size_t i = 0; i < s->leaves.n; i++) {
		size_t leaf = s->leaves.v[i];

		if ((done[leaf] & rivals) != 0)
			continue;
		done[leaf] |= (unsigned char)(1u << s->cvss.version);
		out.v[out.n++] = leaf;
	}
	return out;
}

static bool
leaves_eq(const struct public_leaves *a, const struct public_leaves *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++) {
		if (a->v[i] != b->v[i])
			return false;
	}
	return true;
}

static enum kind
kind_of(enum cvss_version v)
{
	if (v == CVSS_2_0)
		return KIND_V2;
	return v == CVSS_4_0 ? KIND_V4 : KIND_V3;
}

/* Put a score beside one of the other kind for the same products. */
static void
add_score(const struct csaf_doc *k, struct items *items,
    const struct public_score *s)
{
	enum kind kind = kind_of(s->cvss.version);
	struct str source = source_of(k, s);
	struct public_leaves leaves = claim(k, items, s);

	if (leaves.n == 0)
		return;
	for (size_t i = 0; i < items->n; i++) {
		struct item *item = &items->v[i];

		if (item->by[kind] == NULL && str_eq(item->source, source) &&
		    leaves_eq(&item->leaves, &leaves)) {
			item->by[kind] = s;
			return;
		}
	}
	items->v[items->n].leaves = leaves;
	items->v[items->n].source = source;
	items->v[items->n++].by[kind] = s;
}

/* The metrics one by one, as far as the vector says something (6.1.10). */
static void
put_metrics(struct csaf_doc *k, const struct cvss *v)
{
	const struct cvss_metric *m = cvss_metrics(v->version);

	for (size_t i = 0; m[i].name != NULL; i++) {
		const char *value;

		if (m[i].json_name == NULL || v->value[i] == 0)
			continue;
		value = m[i].json_values[v->value[i] - 1];
		if (!str_eq_z(S("NOT_DEFINED"), value))
			json_pair_z(k->w, m[i].json_name, value);
	}
}

/* The score of a group; CVSS 2.0 has no severities. */
static void
put_score(struct csaf_doc *k, enum cvss_version version, const char *score,
    const char *severity, int x10)
{
	if (x10 == CVSS_NO_SCORE)
		return;
	json_name(k->w, score);
	json_tenths(k->w, x10);
	if (version != CVSS_2_0)
		json_pair_z(k->w, severity,
		    cvss_severity_json(cvss_severity(version, x10)));
}

void
csaf_score_put(struct csaf_doc *k, const char *name,
    const struct public_score *s)
{
	enum cvss_version version;

	if (s == NULL)
		return;
	version = s->cvss.version;
	json_name(k->w, name);
	json_object(k->w);
	put_metrics(k, &s->cvss);
	/* CVSS 4.0 has one score, of all that the vector says. */
	put_score(k, version, "baseScore", "baseSeverity",
	    version == CVSS_4_0 ? s->score.overall_x10 : s->score.base_x10);
	if (version != CVSS_4_0) {
		put_score(k, version, "temporalScore", "temporalSeverity",
		    s->score.temporal_x10);
		put_score(k, version, "environmentalScore",
		    "environmentalSeverity", s->score.environmental_x10);
	}
	json_pair(k->w, "vectorString", s->vector);
	json_pair_z(k->w, "version", cvss_version_name(version));
	json_end(k->w);
}

static void
put_item(struct csaf_doc *k, const struct item *item)
{
	bool has_content = csaf_dialect(k)->has_content;

	json_object(k->w);
	if (has_content) {
		json_name(k->w, "content");
		json_object(k->w);
	}
	csaf_score_put(k, "cvss_v2", item->by[KIND_V2]);
	csaf_score_put(k, "cvss_v3", item->by[KIND_V3]);
	csaf_score_put(k, "cvss_v4", item->by[KIND_V4]);
	if (has_content)
		json_end(k->w);
	csaf_put_leaves(k, "products", &item->leaves);
	json_pair_opt(k->w, "source", item->source);
	json_end(k->w);
}

void
csaf_score(struct csaf_doc *k, const struct public_vulnerability *v)
{
	struct items items = {
		.v = arena_array(k->a, struct item, v->n_scores + 1),
		.done = map_open(k->a),
	};

	for (size_t i = 0; i < v->n_scores; i++) {
		if (v->scores[i].cvss.version != CVSS_4_0 ||
		    csaf_dialect(k)->has_content)
			add_score(k, &items, &v->scores[i]);
	}
	json_name(k->w, csaf_dialect(k)->scores);
	json_opt_array(k->w);
	for (size_t i = 0; i < items.n; i++)
		put_item(k, &items.v[i]);
	json_end(k->w);
}

/* Whether the link is among those that the vulnerability has anyway. */
static bool
has_link(const struct public_vulnerability *v, struct str url)
{
	for (size_t i = 0; i < v->n_references; i++) {
		if (str_eq(v->references[i].url, url))
			return true;
	}
	return false;
}

void
csaf_score_links(struct csaf_doc *k, const struct public_vulnerability *v)
{
	for (size_t i = 0; i < v->n_scores; i++) {
		const struct public_score *s = &v->scores[i];
		int x10 = s->score.overall_x10;
		struct str url;

		if (s->cvss.version != CVSS_4_0 ||
		    csaf_dialect(k)->has_content)
			continue;
		url = str_cat(k->a,
		    S("https://www.first.org/cvss/calculator/4.0#"),
		    s->vector);
		if (!has_link(v, url))
			csaf_put_link(k, "external",
			    str_fmt(k->a, "CVSS 4.0: %d.%d (%s)", x10 / 10,
				x10 % 10,
				cvss_severity_json(s->score.severity)),
			    url);
	}
}
