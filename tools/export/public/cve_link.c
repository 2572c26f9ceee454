#include "base/arena.h"
#include "base/map.h"
#include "export/export.h"
#include "export/public/cve_impl.h"
#include "export/public/place.h"

/* ---- references ---- */

/* A link, once; tag may be NULL. */
static void
put_link(struct cve_record *k, struct map *seen, struct str url,
    struct str name, const char *tag)
{
	struct json_writer *w = k->doc.w;

	if (url.n == 0 || map_len(seen) == CVE_REFERENCES ||
	    !map_add(seen, url, seen))
		return;
	json_object(w);
	json_pair_opt(w, "name", cve_text(k, name, CVE_NAME));
	if (tag != NULL) {
		json_name(w, "tags");
		json_array(w);
		json_z(w, tag);
		json_end(w);
	}
	json_pair(w, "url", url);
	json_end(w);
}

/* The advisory comes first: it is what readers of the record want. */
static void
put_own(struct cve_record *k, struct map *seen)
{
	const struct public_advisory *adv = k->doc.adv;
	struct str base = adv->base_url;
	const struct catalog_value values[] = { { S("advisory"), adv->id } };

	for (int l = PUBLIC_EN; l >= (int)PUBLIC_JA; l--) {
		enum public_lang lang = (enum public_lang)l;

		put_link(k, seen,
		    str_cat(k->doc.a, base,
			place_advisory(k->doc.a, lang, adv)),
		    cve_text_fill(k, lang, "machine.cve.page", values, 1),
		    "vendor-advisory");
	}
	put_link(k, seen, str_cat(k->doc.a, base, place_csaf(k->doc.a, adv)),
	    cve_text_fill(k, PUBLIC_EN, "machine.cve.document", values, 1),
	    "vendor-advisory");
}

/* Who needs a contract to get the fix should know before the click. */
static const char *
tag_of(const struct public_remediation *r)
{
	if (r->n_entitlements > 0)
		return "customer-entitlement";
	if (str_eq_z(r->category, "workaround") ||
	    str_eq_z(r->category, "mitigation"))
		return "mitigation";
	return str_eq_z(r->category, "vendor_fix") ? "patch" : NULL;
}

static void
put_references(struct cve_record *k)
{
	const struct public_vulnerability *v = k->flaw;
	const struct public_advisory *adv = k->doc.adv;
	struct map *seen = map_open(k->doc.a);

	json_name(k->doc.w, "references");
	json_array(k->doc.w);
	put_own(k, seen);
	for (size_t i = 0; i < v->n_remediations; i++)
		put_link(k, seen, v->remediations[i].url, S(""),
		    tag_of(&v->remediations[i]));
	for (size_t i = 0; i < v->n_references; i++)
		put_link(k, seen, v->references[i].url,
		    v->references[i].summary, NULL);
	for (size_t i = 0; i < adv->n_references; i++)
		put_link(k, seen, adv->references[i].url,
		    adv->references[i].summary, NULL);
	json_end(k->doc.w);
}

/* ---- credits ---- */

static void
put_credit(struct cve_record *k, struct map *seen, struct str value)
{
	if (value.n == 0 || !map_add(seen, value, seen))
		return;
	json_object(k->doc.w);
	json_pair_z(k->doc.w, "lang", "en");
	json_pair_z(k->doc.w, "type", "finder");
	json_pair(k->doc.w, "value", cve_text(k, value, CVE_TEXT));
	json_end(k->doc.w);
}

static void
put_thanks(struct cve_record *k, struct map *seen,
    const struct public_thanks *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct public_thanks *t = &v[i];

		for (size_t j = 0; j < t->n_names; j++)
			put_credit(k, seen,
			    t->organization.n == 0 ?
				t->names[j] :
				str_fmt(k->doc.a, "%.*s (%.*s)",
				    STR_ARG(t->names[j]),
				    STR_ARG(t->organization)));
		if (t->n_names == 0)
			put_credit(k, seen, t->organization);
	}
}

static void
put_credits(struct cve_record *k)
{
	struct map *seen = map_open(k->doc.a);

	json_name(k->doc.w, "credits");
	json_opt_array(k->doc.w);
	put_thanks(k, seen, k->flaw->thanks, k->flaw->n_thanks);
	put_thanks(k, seen, k->doc.adv->thanks, k->doc.adv->n_thanks);
	json_end(k->doc.w);
}

/* ---- timeline and source ---- */

/* The record stands, but what it refers to does not. */
static void
put_over(struct cve_record *k, const char *key)
{
	const struct public_advisory *adv = k->doc.adv;
	struct json_writer *w = k->doc.w;
	struct str time = instant_format_utc(k->doc.a,
	    adv->revisions[adv->n_revisions - 1].at);

	for (int l = PUBLIC_EN; l >= (int)PUBLIC_JA; l--) {
		struct str words = csaf_put_word(&k->doc, (enum public_lang)l,
		    key);

		json_object(w);
		json_pair(w, "lang", place_lang((enum public_lang)l));
		json_pair(w, "time", time);
		json_pair(w, "value",
		    str_fmt(k->doc.a, "%.*s: %.*s", STR_ARG(adv->id),
			STR_ARG(words)));
		json_end(w);
	}
}

static void
put_timeline(struct cve_record *k)
{
	const struct public_advisory *adv = k->doc.adv;
	struct json_writer *w = k->doc.w;
	struct map *seen = map_open(k->doc.a);

	json_name(w, "timeline");
	json_opt_array(w);
	for (size_t i = 0; i < adv->n_events; i++) {
		const struct public_event *e = &adv->events[i];
		struct str time = csaf_put_date(&k->doc, e->at);
		struct str key = str_fmt(k->doc.a, "%.*s %.*s", STR_ARG(time),
		    STR_ARG(e->event));

		/* The record says itself when it was published, and does so
		 * before that is written down. */
		if (time.n == 0 || str_eq_z(e->event, "own_publication") ||
		    !map_add(seen, key, seen))
			continue;
		for (int l = PUBLIC_EN; l >= (int)PUBLIC_JA; l--) {
			json_object(w);
			json_pair(w, "lang", place_lang((enum public_lang)l));
			json_pair(w, "time", time);
			json_pair(w, "value", e->text.in[l]);
			json_end(w);
		}
	}
	if (adv->is_withdrawn)
		put_over(k, "advisory.withdrawn_text");
	else if (adv->successor != NULL)
		put_over(k, "advisory.superseded_text");
	json_end(w);
}

static bool
is_us(const struct cve_record *k, const struct public_thanks *t)
{
	return t->n_names == 0 &&
	    str_eq(t->organization, k->doc.adv->publisher.name);
}

/*
 * Who found it, as far as the thanks tell: how a report came is nobody's
 * business.
 */
static const char *
discovery_of(const struct cve_record *k)
{
	const struct public_thanks *lists[] = { k->flaw->thanks,
		k->doc.adv->thanks };
	size_t n[] = { k->flaw->n_thanks, k->doc.adv->n_thanks };

	for (size_t i = 0; i < 2; i++) {
		if (n[i] > 0)
			return is_us(k, &lists[i][0]) ? "INTERNAL" :
							"EXTERNAL";
	}
	return "UNKNOWN";
}

void
cve_link_members(struct cve_record *k)
{
	struct json_writer *w = k->doc.w;

	put_references(k);
	put_credits(k);
	put_timeline(k);
	json_name(w, "source");
	json_object(w);
	json_pair(w, "advisory", k->doc.adv->id);
	json_pair_z(w, "discovery", discovery_of(k));
	json_end(w);
}
