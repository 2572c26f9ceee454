#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"
#include "base/num.h"
#include "export/public/cyclonedx_impl.h"
#include "export/public/place.h"
#include "version/vers.h"

#define NVD_URL	"https://nvd.nist.gov/vuln/detail/"

/* Whose id it is; of CVE the name that consumers match (its examples'). */
static void
put_ids(struct csaf_doc *k, const struct public_vulnerability *v,
    size_t number)
{
	bool is_cve = v->cve.n > 0;

	json_pair(k->w, "id", vex_id(k->a, k->adv, number));
	if (is_cve)
		cyclonedx_source(k, "source", S("NVD"),
		    str_cat(k->a, S(NVD_URL), v->cve));
	else if (v->n_ids > 0)
		cyclonedx_source(k, "source", v->ids[0].system_name, S(""));
	else
		cyclonedx_source(k, "source", k->adv->publisher.name,
		    k->adv->publisher.namespace);
	json_name(k->w, "references");
	json_opt_array(k->w);
	for (size_t i = is_cve ? 0 : 1; i < v->n_ids; i++) {
		json_object(k->w);
		json_pair(k->w, "id", v->ids[i].text);
		cyclonedx_source(k, "source", v->ids[i].system_name, S(""));
		json_end(k->w);
	}
	json_end(k->w);
}

static void
put_ratings(struct csaf_doc *k, const struct public_vulnerability *v)
{
	static const char *const methods[] = {
		[CVSS_2_0] = "CVSSv2",
		[CVSS_3_0] = "CVSSv3",
		[CVSS_3_1] = "CVSSv31",
		[CVSS_4_0] = "CVSSv4",
	};
	const struct public_publisher *p = &k->adv->publisher;

	json_name(k->w, "ratings");
	json_opt_array(k->w);
	for (size_t i = 0; i < v->n_scores; i++) {
		const struct public_score *s = &v->scores[i];
		bool is_ours = s->source.n == 0;

		json_object(k->w);
		cyclonedx_source(k, "source", is_ours ? p->name : s->source,
		    is_ours ? p->namespace : S(""));
		json_name(k->w, "score");
		json_tenths(k->w, s->score.overall_x10);
		json_pair_z(k->w, "severity",
		    cvss_severity_key(s->score.severity));
		json_pair_z(k->w, "method", methods[s->cvss.version]);
		json_pair(k->w, "vector", s->vector);
		json_end(k->w);
	}
	json_end(k->w);
}

static void
put_cwes(struct csaf_doc *k, const struct public_vulnerability *v)
{
	struct str head, number;
	int64_t n;

	json_name(k->w, "cwes");
	json_opt_array(k->w);
	if (str_cut(v->cwe, '-', &head, &number) &&
	    num_parse(number, 1, INT32_MAX, &n))
		json_int(k->w, n);
	json_end(k->w);
}

static void
put_advisory(struct csaf_doc *k, struct map *seen, struct str title,
    struct str url)
{
	if (!map_add(seen, url, k))
		return;
	json_object(k->w);
	json_pair_opt(k->w, "title", title);
	json_pair(k->w, "url", url);
	json_end(k->w);
}

/* The advisory's pages and document, then what it refers to. */
static void
put_advisories(struct csaf_doc *k, const struct public_vulnerability *v)
{
	const enum public_lang langs[] = { k->lang,
		k->lang == PUBLIC_JA ? PUBLIC_EN : PUBLIC_JA };
	const struct public_advisory *adv = k->adv;
	struct str base = adv->base_url;
	struct map *seen = map_open(k->a);

	json_name(k->w, "advisories");
	json_opt_array(k->w);
	for (size_t i = 0; i < ARRAY_LEN(langs) && base.n > 0; i++)
		put_advisory(k, seen, csaf_put_word(k, langs[i], "text.page"),
		    str_cat(k->a, base, place_advisory(k->a, langs[i], adv)));
	if (base.n > 0)
		put_advisory(k, seen,
		    csaf_put_word(k, k->lang, "vex.advisory"),
		    str_cat(k->a, base, place_csaf(k->a, adv)));
	for (size_t i = 0; i < v->n_references; i++)
		put_advisory(k, seen, v->references[i].summary,
		    v->references[i].url);
	for (size_t i = 0; i < adv->n_references; i++)
		put_advisory(k, seen, adv->references[i].summary,
		    adv->references[i].url);
	json_end(k->w);
}

/* A name once, as an object in the array that is open. */
static void
put_name(struct csaf_doc *k, struct map *seen, struct str name)
{
	if (name.n == 0 || !map_add(seen, name, k))
		return;
	json_object(k->w);
	json_pair(k->w, "name", name);
	json_end(k->w);
}

static void
put_credits(struct csaf_doc *k, const struct public_vulnerability *v)
{
	const struct {
		const struct public_thanks *v;
		size_t n;
	} all[] = {
		{ v->thanks, v->n_thanks },
		{ k->adv->thanks, k->adv->n_thanks },
	};
	struct map *groups = map_open(k->a), *people = map_open(k->a);

	json_name(k->w, "credits");
	json_opt_object(k->w);
	json_name(k->w, "organizations");
	json_opt_array(k->w);
	for (size_t i = 0; i < ARRAY_LEN(all); i++) {
		for (size_t j = 0; j < all[i].n; j++)
			put_name(k, groups, all[i].v[j].organization);
	}
	json_end(k->w);
	json_name(k->w, "individuals");
	json_opt_array(k->w);
	for (size_t i = 0; i < ARRAY_LEN(all); i++) {
		for (size_t j = 0; j < all[i].n; j++) {
			const struct public_thanks *t = &all[i].v[j];

			for (size_t n = 0; n < t->n_names; n++)
				put_name(k, people, t->names[n]);
		}
	}
	json_end(k->w);
	json_end(k->w);
}

/* CSAF's labels in the words of CycloneDX, which has others. */
static const char *
justification_of(struct str label)
{
	static const struct {
		struct str label;
		const char *word;
	} words[] = {
		{ STR_INIT("component_not_present"), "code_not_present" },
		{ STR_INIT("vulnerable_code_not_present"),
		    "code_not_present" },
		{ STR_INIT("vulnerable_code_not_in_execute_path"),
		    "code_not_reachable" },
		{ STR_INIT("vulnerable_code_cannot_be_controlled_by_"
			   "adversary"),
		    "requires_environment" },
		{ STR_INIT("inline_mitigations_already_exist"),
		    "protected_by_mitigating_control" },
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (str_eq(label, words[i].label))
			return words[i].word;
	}
	return NULL;
}

static void
put_responses(struct csaf_doc *k, unsigned remedies)
{
	json_name(k->w, "response");
	json_opt_array(k->w);
	if ((remedies & VEX_UPDATE) != 0)
		json_z(k->w, "update");
	if ((remedies & VEX_NO_FIX) != 0)
		json_z(k->w, "will_not_fix");
	if ((remedies & VEX_WORKAROUND) != 0)
		json_z(k->w, "workaround_available");
	json_end(k->w);
}

static void
put_analysis(struct csaf_doc *k, const struct vex_group *g)
{
	static const char *const states[] = {
		[STANDING_UNKNOWN] = "in_triage",
		[STANDING_AFFECTED] = "exploitable",
		[STANDING_FIXED] = "resolved",
		[STANDING_NOT_AFFECTED] = "not_affected",
		[STANDING_UNDER_INVESTIGATION] = "in_triage",
	};
	const char *why = justification_of(g->justification);
	struct str detail = str_trim(str_fmt(k->a, "%.*s %.*s",
	    STR_ARG(g->impact), STR_ARG(vex_over(k))));

	json_name(k->w, "analysis");
	json_object(k->w);
	json_pair_z(k->w, "state", states[g->standing]);
	if (why != NULL)
		json_pair_z(k->w, "justification", why);
	put_responses(k, g->remedies);
	json_pair_opt(k->w, "detail", detail);
	json_pair(k->w, "firstIssued", vex_issued(k));
	json_pair(k->w, "lastUpdated", vex_updated(k));
	json_end(k->w);
}

static void
put_version(struct csaf_doc *k, const char *member, struct str what,
    enum standing s)
{
	const char *status = "unaffected";

	if (s == STANDING_AFFECTED)
		status = "affected";
	else if (s == STANDING_UNDER_INVESTIGATION)
		status = "unknown";
	json_object(k->w);
	json_pair(k->w, member, what);
	json_pair_z(k->w, "status", status);
	json_end(k->w);
}

/*
 * Without versions the whole product would be meant; so a range in prose, which
 * the format has no place for, stands where it can match no version.
 */
static void
put_versions(struct csaf_doc *k, const struct public_leaf *leaf,
    enum standing s)
{
	json_name(k->w, "versions");
	json_opt_array(k->w);
	if (leaf->version.n > 0)
		put_version(k, "version", leaf->version, s);
	else if (leaf->vers != NULL)
		put_version(k, "range", vers_canonical(k->a, leaf->vers), s);
	else if (leaf->range.n > 0)
		put_version(k, "version", leaf->range, s);
	json_end(k->w);
}

/*
 * The versions of a product about which a leaf decides, where customers have
 * them in their SBOM.
 */
static void
put_bom_links(struct csaf_doc *k, const struct standings *said, size_t leaf,
    enum standing s)
{
	const struct public_product *p = said->product;

	for (size_t i = 0; i < p->n_versions; i++) {
		const struct public_version *x = &p->versions[i];
		const struct standing_entry *e;

		e = x->bom_link.n > 0 ? standing_at(said, x->version) : NULL;
		if (e == NULL || e->leaf != leaf)
			continue;
		json_object(k->w);
		json_pair(k->w, "ref", x->bom_link);
		json_name(k->w, "versions");
		json_array(k->w);
		put_version(k, "version", x->version, s);
		json_end(k->w);
		json_end(k->w);
	}
}

/* Both ends of a combination are in somebody's SBOM by themselves. */
static void
put_linked(struct csaf_doc *k, const struct public_vulnerability *v,
    struct map *known, size_t leaf, enum standing s)
{
	const struct public_leaf *l = &k->adv->leaves[leaf];
	struct str last = S("");

	for (;;) {
		const struct public_product *p = standing_product(k->view,
		    l->inventory);

		if (p != NULL && !str_eq(p->id, last))
			put_bom_links(k, vex_standings(k, known, v, p), leaf,
			    s);
		if (!l->is_combination)
			return;
		last = l->inventory;
		l = &k->adv->leaves[l->whole];
	}
}

static void
put_affects(struct csaf_doc *k, const struct public_vulnerability *v,
    const struct vex_group *g)
{
	struct map *known = map_open(k->a);
	const struct public_leaf *all = k->adv->leaves;

	json_name(k->w, "affects");
	json_array(k->w);
	for (size_t i = 0; i < g->leaves.n; i++) {
		const struct public_leaf *leaf = &all[g->leaves.v[i]];
		struct str ref = leaf->product_id;

		/* Versions of a combination are those of its part. */
		while (leaf->is_combination)
			leaf = &all[leaf->part];
		json_object(k->w);
		json_pair(k->w, "ref", ref);
		put_versions(k, leaf, g->standing);
		json_end(k->w);
		put_linked(k, v, known, g->leaves.v[i], g->standing);
	}
	json_end(k->w);
}

/* The label as it is, for who knows it. */
static void
put_properties(struct csaf_doc *k, const struct vex_group *g)
{
	if (g->justification.n == 0)
		return;
	json_name(k->w, "properties");
	json_array(k->w);
	json_object(k->w);
	json_pair_z(k->w, "name", "csaf:flag");
	json_pair(k->w, "value", g->justification);
	json_end(k->w);
	json_end(k->w);
}

static void
put_vulnerability(struct csaf_doc *k, size_t number, const struct vex_group *g)
{
	const struct public_vulnerability *v =
	    &k->adv->vulnerabilities[number];
	struct str description = vex_section(k, v, "description");
	struct str released = csaf_put_date(k, v->released);

	if (description.n == 0)
		description = csaf_put_words(k, &v->title);
	json_object(k->w);
	put_ids(k, v, number);
	put_ratings(k, v);
	put_cwes(k, v);
	json_pair_opt(k->w, "description", description);
	json_pair_opt(k->w, "detail", vex_section(k, v, "details"));
	json_pair_opt(k->w, "recommendation", g->fix);
	json_pair_opt(k->w, "workaround", g->workaround);
	put_advisories(k, v);
	json_pair(k->w, "created", vex_issued(k));
	json_pair(k->w, "published",
	    released.n > 0 ? released : vex_issued(k));
	json_pair(k->w, "updated", vex_updated(k));
	if (k->adv->is_withdrawn)
		json_pair(k->w, "rejected", vex_updated(k));
	put_credits(k, v);
	put_analysis(k, g);
	put_affects(k, v, g);
	put_properties(k, g);
	json_end(k->w);
}

void
cyclonedx_vulnerabilities(struct csaf_doc *k, size_t number,
    const struct vex_group *groups, size_t n)
{
	json_name(k->w, "vulnerabilities");
	json_array(k->w);
	for (size_t i = 0; i < n; i++)
		put_vulnerability(k, number, &groups[i]);
	json_end(k->w);
}
