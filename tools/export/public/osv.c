#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "export/export.h"
#include "export/public/osv_impl.h"
#include "export/public/place.h"
#include "export/public/released.h"

struct osv_record {
	struct arena *a;
	struct json_writer *w;
	const struct public_view *v;
	const struct public_advisory *adv;
	const struct public_vulnerability *flaw;
	size_t number;
};

bool
osv_has(struct arena *a, const struct public_view *v,
    const struct public_advisory *adv, size_t i)
{
	/* Records are for everybody. */
	return !adv->is_foreign && adv->label == PUBLIC_CLEAR &&
	    osv_package_affected(a, NULL, v, adv, i) > 0;
}

void
osv_count(struct arena *a, const struct public_view *v, size_t *flaws,
    size_t *without)
{
	*flaws = 0;
	*without = 0;
	for (size_t i = 0; i < v->n_advisories; i++) {
		const struct public_advisory *adv = &v->advisories[i];

		for (size_t j = 0; j < adv->n_vulnerabilities; j++) {
			if (adv->is_foreign || adv->label != PUBLIC_CLEAR)
				continue;
			(*flaws)++;
			*without += !osv_has(a, v, adv, j);
		}
	}
}

/* A record is about one flaw: of several each has a number. */
struct str
osv_id(struct arena *a, const struct public_advisory *adv, size_t i)
{
	if (adv->n_vulnerabilities == 1)
		return str_cat(a, S("x_"), adv->id);
	return str_fmt(a, "x_%.*s-%zu", STR_ARG(adv->id), i + 1);
}

void
osv_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c)
{
	struct arena *a = plan_arena(p);

	(void)c;
	for (size_t i = 0; i < v->n_advisories; i++) {
		const struct public_advisory *adv = &v->advisories[i];

		for (size_t j = 0; j < adv->n_vulnerabilities; j++) {
			if (!osv_has(a, v, adv, j))
				continue;
			plan_add(p,
			    (struct page){
				.path = place_osv(a, osv_id(a, adv, j)),
				.item = adv,
				.number = j,
			    });
		}
	}
}

/* ---- the members ---- */

/* OSV has one language. */
static struct str
in_english(const struct public_words *w)
{
	return w->in[w->in[PUBLIC_EN].n > 0 ? PUBLIC_EN : PUBLIC_JA];
}

static struct str
section_in(struct public_section *const *sections, const size_t *n,
    const char *key)
{
	enum public_lang lang = n[PUBLIC_EN] > 0 ? PUBLIC_EN : PUBLIC_JA;

	for (size_t i = 0; i < n[lang]; i++) {
		if (str_eq_z(sections[lang][i].key, key))
			return str_trim(sections[lang][i].source);
	}
	return S("");
}

static void
put_texts(const struct osv_record *k)
{
	const struct public_advisory *adv = k->adv;
	struct str title = in_english(&k->flaw->title);
	struct str details = section_in(k->flaw->sections, k->flaw->n_sections,
	    "description");

	if (adv->n_vulnerabilities == 1 || title.n == 0)
		title = in_english(&adv->title);
	if (details.n == 0)
		details = section_in(adv->sections, adv->n_sections,
		    "summary");
	json_pair_opt(k->w, "details", details);
	json_pair_opt(k->w, "summary", title);
}

static void
put_strings(const struct osv_record *k, const char *name, struct str s)
{
	json_name(k->w, name);
	json_opt_array(k->w);
	if (s.n > 0)
		json_str(k->w, s);
	json_end(k->w);
}

/* Names of the same flaw; and the records of the advisory's other flaws. */
static void
put_names(const struct osv_record *k)
{
	struct json_writer *w = k->w;

	json_pair(w, "id", osv_id(k->a, k->adv, k->number));
	put_strings(k, "aliases", k->flaw->cve);
	json_name(w, "related");
	json_opt_array(w);
	for (size_t i = 0; i < k->adv->n_vulnerabilities; i++) {
		if (i != k->number && osv_has(k->a, k->v, k->adv, i))
			json_str(w, osv_id(k->a, k->adv, i));
	}
	json_end(w);
}

static void
put_dates(const struct osv_record *k)
{
	const struct public_advisory *adv = k->adv;
	struct str newest = instant_format_utc(k->a,
	    adv->revisions[adv->n_revisions - 1].at);

	json_pair(k->w, "modified", newest);
	json_pair(k->w, "published",
	    instant_format_utc(k->a, adv->revisions[0].at));
	if (adv->is_withdrawn)
		json_pair(k->w, "withdrawn", newest);
}

/* Ours, the newest of each kind; CVSS 3.0 and 3.1 are one kind. */
static void
put_severity(const struct osv_record *k)
{
	static const char *const kinds[] = {
		[CVSS_2_0] = "CVSS_V2",
		[CVSS_3_0] = "CVSS_V3",
		[CVSS_3_1] = "CVSS_V3",
		[CVSS_4_0] = "CVSS_V4",
	};
	struct map *seen = map_open(k->a);

	json_name(k->w, "severity");
	json_opt_array(k->w);
	for (size_t i = 0; i < k->flaw->n_scores; i++) {
		const struct public_score *s = &k->flaw->scores[i];
		const char *kind = kinds[s->cvss.version];

		if (s->source.n > 0 || !map_add(seen, str_z(kind), seen))
			continue;
		json_object(k->w);
		json_pair(k->w, "score", cvss_canonical(k->a, &s->cvss));
		json_pair_z(k->w, "type", kind);
		json_end(k->w);
	}
	json_end(k->w);
}

static void
put_link(const struct osv_record *k, struct map *seen, const char *type,
    struct str url)
{
	if (url.n == 0 || !map_add(seen, url, seen))
		return;
	json_object(k->w);
	json_pair_z(k->w, "type", type);
	json_pair(k->w, "url", url);
	json_end(k->w);
}

static void
put_links(const struct osv_record *k)
{
	const struct public_vulnerability *v = k->flaw;
	struct map *seen = map_open(k->a);

	json_name(k->w, "references");
	json_opt_array(k->w);
	for (int l = PUBLIC_EN; l >= (int)PUBLIC_JA; l--)
		put_link(k, seen, "ADVISORY",
		    str_cat(k->a, k->adv->base_url,
			place_advisory(k->a, (enum public_lang)l, k->adv)));
	for (size_t i = 0; i < v->n_remediations; i++)
		put_link(k, seen,
		    str_eq_z(v->remediations[i].category, "vendor_fix") ?
			"FIX" :
			"WEB",
		    v->remediations[i].url);
	for (size_t i = 0; i < v->n_references; i++)
		put_link(k, seen, "WEB", v->references[i].url);
	for (size_t i = 0; i < k->adv->n_references; i++)
		put_link(k, seen, "WEB", k->adv->references[i].url);
	json_end(k->w);
}

static void
put_credit(const struct osv_record *k, struct map *seen, struct str name)
{
	if (name.n == 0 || !map_add(seen, name, seen))
		return;
	json_object(k->w);
	json_pair(k->w, "name", name);
	json_pair_z(k->w, "type", "FINDER");
	json_end(k->w);
}

static void
put_thanks(const struct osv_record *k, struct map *seen,
    const struct public_thanks *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < v[i].n_names; j++)
			put_credit(k, seen, v[i].names[j]);
		if (v[i].n_names == 0)
			put_credit(k, seen, v[i].organization);
	}
}

static void
put_credits(const struct osv_record *k)
{
	struct map *seen = map_open(k->a);

	json_name(k->w, "credits");
	json_opt_array(k->w);
	put_thanks(k, seen, k->flaw->thanks, k->flaw->n_thanks);
	put_thanks(k, seen, k->adv->thanks, k->adv->n_thanks);
	json_end(k->w);
}

bool
osv_render(const struct page *page, const struct public_view *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	const struct public_advisory *adv = page->item;
	struct osv_record k = {
		.a = tmp,
		.v = v,
		.adv = adv,
		.flaw = &adv->vulnerabilities[page->number],
		.number = page->number,
	};

	(void)c;
	(void)d;
	if (released_copy(adv, page->path, out))
		return true;
	k.w = json_write_open(tmp, out, JSON_WRITE_PRETTY | JSON_WRITE_SORT);
	json_object(k.w);
	json_pair_z(k.w, "schema_version", "1.7.5");
	put_names(&k);
	put_dates(&k);
	put_texts(&k);
	(void)osv_package_affected(tmp, k.w, v, adv, page->number);
	put_severity(&k);
	put_links(&k);
	put_credits(&k);
	json_name(k.w, "database_specific");
	json_object(k.w);
	json_pair(k.w, "advisory", adv->id);
	put_strings(&k, "cwe_ids", k.flaw->cwe);
	json_end(k.w);
	json_end(k.w);
	return json_write_close(k.w);
}
