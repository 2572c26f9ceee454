#include "export/public/cve.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/map.h"
#include "export/export.h"
#include "export/public/cve_impl.h"
#include "export/public/place.h"
#include "export/public/released.h"

/*
 * The advisory that has an id, the newest when several have; or NULL.  Records
 * are for everybody, so they tell of nothing else.
 */
static const struct public_advisory *
advisory_of(const struct public_view *v, struct str cve, size_t *flaw)
{
	for (size_t i = 0; i < v->n_advisories; i++) {
		const struct public_advisory *adv = &v->advisories[i];

		for (size_t j = 0; j < adv->n_vulnerabilities; j++) {
			*flaw = j;
			if (!adv->is_foreign && adv->label == PUBLIC_CLEAR &&
			    str_eq(adv->vulnerabilities[j].cve, cve))
				return adv;
		}
	}
	return NULL;
}

static void
add_page(struct plan *p, const struct str *cve)
{
	plan_add(p,
	    (struct page){ .path = place_cve(plan_arena(p), *cve),
		.item = cve });
}

void
cve_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c)
{
	struct map *seen = map_open(plan_arena(p));

	(void)c;
	if (v->cna.org_id.n == 0)
		return;
	for (size_t i = 0; i < v->n_advisories; i++) {
		const struct public_advisory *adv = &v->advisories[i];

		for (size_t j = 0; j < adv->n_vulnerabilities; j++) {
			const struct public_vulnerability *flaw =
			    &adv->vulnerabilities[j];

			if (adv->label == PUBLIC_CLEAR && flaw->is_ours &&
			    map_add(seen, flaw->cve, seen))
				add_page(p, &flaw->cve);
		}
	}
	for (size_t i = 0; i < v->cna.n_rejected; i++) {
		if (map_add(seen, v->cna.rejected[i], seen))
			add_page(p, &v->cna.rejected[i]);
	}
}

static struct str
first_release(const struct cve_record *k)
{
	return instant_format_utc(k->doc.a, k->doc.adv->revisions[0].at);
}

static struct str
last_release(const struct cve_record *k)
{
	const struct public_advisory *adv = k->doc.adv;

	return instant_format_utc(k->doc.a,
	    adv->revisions[adv->n_revisions - 1].at);
}

static void
put_metadata(struct cve_record *k, const char *state)
{
	const struct public_cna *cna = &k->doc.view->cna;
	struct json_writer *w = k->doc.w;
	bool is_published = str_eq_z(S("PUBLISHED"), state);

	json_name(w, "cveMetadata");
	json_object(w);
	json_pair(w, "assignerOrgId", cna->org_id);
	json_pair_opt(w, "assignerShortName", cna->short_name);
	json_pair(w, "cveId", k->cve);
	if (is_published) {
		json_pair(w, "datePublished", first_release(k));
		json_pair(w, "dateUpdated", last_release(k));
	} else if (k->doc.adv != NULL) {
		json_pair(w, "dateRejected", last_release(k));
		json_pair(w, "dateUpdated", last_release(k));
	}
	json_pair_z(w, "state", state);
	json_end(w);
}

static void
put_provider(struct cve_record *k)
{
	const struct public_cna *cna = &k->doc.view->cna;
	struct json_writer *w = k->doc.w;

	json_name(w, "providerMetadata");
	json_object(w);
	if (k->doc.adv != NULL)
		json_pair(w, "dateUpdated", last_release(k));
	json_pair(w, "orgId", cna->org_id);
	json_pair_opt(w, "shortName", cna->short_name);
	json_end(w);
}

static void
put_cna(struct cve_record *k)
{
	put_provider(k);
	json_pair(k->doc.w, "datePublic", first_release(k));
	cve_text_head(k);
	cve_affected(k);
	cve_score(k);
	cve_text_help(k);
	cve_link_members(k);
}

/* Why an id was given up is the ledger's; what is public of it is not. */
static void
put_rejected(struct cve_record *k)
{
	const struct catalog_value values[] = { { S("advisory"),
	    k->doc.adv != NULL ? k->doc.adv->id : S("") } };
	const char *key = k->doc.adv != NULL ? "machine.cve.withdrawn" :
					       "machine.cve.unused";

	put_provider(k);
	json_name(k->doc.w, "rejectedReasons");
	json_array(k->doc.w);
	for (int lang = PUBLIC_EN; lang >= (int)PUBLIC_JA; lang--)
		cve_text_put(k, (enum public_lang)lang,
		    cve_text_fill(k, (enum public_lang)lang, key, values,
			ARRAY_LEN(values)));
	json_end(k->doc.w);
}

bool
cve_render(const struct page *page, const struct public_view *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	const struct str *cve = page->item;
	size_t flaw = 0;
	const struct public_advisory *adv = advisory_of(v, *cve, &flaw);
	struct cve_record k = {
		.doc = { .view = v,
		    .adv = adv,
		    .context = c,
		    .path = page->path,
		    .lang = PUBLIC_EN,
		    .a = tmp,
		    .d = d },
		.flaw = adv != NULL ? &adv->vulnerabilities[flaw] : NULL,
		.cve = *cve,
	};
	bool is_published = adv != NULL && k.flaw->is_ours;

	if (adv != NULL && released_copy(adv, page->path, out))
		return true;
	k.doc.w = json_write_open(tmp, out,
	    JSON_WRITE_PRETTY | JSON_WRITE_SORT);
	json_object(k.doc.w);
	json_pair_z(k.doc.w, "dataType", "CVE_RECORD");
	json_pair_z(k.doc.w, "dataVersion", "5.2.0");
	put_metadata(&k, is_published ? "PUBLISHED" : "REJECTED");
	json_name(k.doc.w, "containers");
	json_object(k.doc.w);
	json_name(k.doc.w, "cna");
	json_object(k.doc.w);
	if (is_published)
		put_cna(&k);
	else
		put_rejected(&k);
	json_end(k.doc.w);
	json_end(k.doc.w);
	json_end(k.doc.w);
	(void)json_write_close(k.doc.w);
	return !k.doc.failed;
}
