#include "base/attr.h"
#include "feed/cve.h"
#include "feed/feed_affected.h"
#include "feed/feed_cpe.h"
#include "feed/feed_json.h"
#include "feed/feed_make.h"
#include "feed/feed_read.h"
#include "feed/feed_ssvc.h"

/* The members that are read. */
static const struct str keep[] = {
	STR_INIT("cveMetadata"),
	STR_INIT("cveId"),
	STR_INIT("state"),
	STR_INIT("datePublished"),
	STR_INIT("dateUpdated"),
	STR_INIT("containers"),
	STR_INIT("cna"),
	STR_INIT("adp"),
	STR_INIT("title"),
	STR_INIT("descriptions"),
	STR_INIT("rejectedReasons"),
	STR_INIT("lang"),
	STR_INIT("value"),
	STR_INIT("solutions"),
	STR_INIT("metrics"),
	STR_INIT("cvssV2_0"),
	STR_INIT("cvssV3_0"),
	STR_INIT("cvssV3_1"),
	STR_INIT("cvssV4_0"),
	STR_INIT("vectorString"),
	STR_INIT("baseScore"),
	STR_INIT("other"),
	STR_INIT("type"),
	STR_INIT("content"),
	STR_INIT("options"),
	STR_INIT("Exploitation"),
	STR_INIT("Automatable"),
	STR_INIT("Technical Impact"),
	STR_INIT("problemTypes"),
	STR_INIT("cweId"),
	STR_INIT("references"),
	STR_INIT("url"),
	STR_INIT("tags"),
	STR_INIT("providerMetadata"),
	STR_INIT("shortName"),
	STR_INIT("affected"),
	STR_INIT("cpeApplicability"),
	STR_INIT("nodes"),
	STR_INIT("operator"),
	STR_INIT("negate"),
	STR_INIT("cpeMatch"),
	STR_INIT("vulnerable"),
	STR_INIT("criteria"),
	STR_INIT("versionStartIncluding"),
	STR_INIT("versionStartExcluding"),
	STR_INIT("versionEndIncluding"),
	STR_INIT("versionEndExcluding"),
	STR_INIT("vendor"),
	STR_INIT("product"),
	STR_INIT("packageName"),
	STR_INIT("packageURL"),
	STR_INIT("collectionURL"),
	STR_INIT("cpes"),
	STR_INIT("platforms"),
	STR_INIT("defaultStatus"),
	STR_INIT("versions"),
	STR_INIT("version"),
	STR_INIT("status"),
	STR_INIT("versionType"),
	STR_INIT("lessThan"),
	STR_INIT("lessThanOrEqual"),
	STR_INIT("changes"),
	STR_INIT("at"),
	STR_INIT(""),
};

bool
feed_cve5_is(struct str head)
{
	return str_find(head, S("\"CVE_RECORD\""), 0) != SIZE_MAX ||
	    feed_json_has(head, S("cveMetadata")) ||
	    (feed_json_has(head, S("containers")) &&
		feed_json_has(head, S("providerMetadata")));
}

static bool
is_lang(const struct json_node *n, const char *lang)
{
	struct str s = json_get_str(n, "lang");

	return str_eq_nocase(str_sub(s, 0, 2), str_z(lang));
}

/* The first text of a language in a list of {lang, value}. */
static struct str
text_in(const struct json_node *list, const char *lang)
{
	for (; list != NULL; list = list->next) {
		if (is_lang(list, lang))
			return feed_make_text(json_get_str(list, "value"));
	}
	return S("");
}

static void
take_texts(struct feed_make *k, const struct json_node *cna)
{
	const struct json_node *list = feed_json_list(cna, "descriptions");
	const struct json_node *first;

	if (list == NULL)
		list = feed_json_list(cna, "rejectedReasons");
	k->r.title_en = feed_make_text(json_get_str(cna, "title"));
	k->r.text_en = text_in(list, "en");
	k->r.text_ja = text_in(list, "ja");
	first = feed_json_list(cna, "solutions");
	k->r.solution = feed_make_text(json_get_str(first, "value"));
}

static void
take_metric(struct feed_make *k, const struct json_node *metric,
    struct str source)
{
	static const char *const kinds[] = { "cvssV4_0", "cvssV3_1",
		"cvssV3_0", "cvssV2_0" };
	const struct json_node *other = json_get(metric, "other");
	struct str type = json_get_str(other, "type");

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		const struct json_node *n = json_get(metric, kinds[i]);

		feed_make_score(k, json_get_str(n, "vectorString"), source,
		    json_get(n, "baseScore"));
	}
	if (str_eq(type, S("ssvc")))
		feed_ssvc(k, json_get(other, "content"));
	else if (str_eq(type, S("kev")))
		k->r.is_exploited = true;
}

/* What containers of CNA and ADP have alike. */
static void
take_container(struct feed_make *k, const struct json_node *c,
    struct str source)
{
	struct str named = json_get_str(json_get(c, "providerMetadata"),
	    "shortName");
	const struct json_node *n, *m;

	for (n = feed_json_list(c, "metrics"); n != NULL; n = n->next)
		take_metric(k, n, named);
	for (n = feed_json_list(c, "problemTypes"); n != NULL; n = n->next) {
		m = feed_json_list(n, "descriptions");
		for (; m != NULL; m = m->next)
			feed_make_cwe(k, json_get_str(m, "cweId"));
	}
	for (n = feed_json_list(c, "references"); n != NULL; n = n->next) {
		m = feed_json_list(n, "tags");
		feed_make_link(k, json_get_str(n, "url"),
		    m != NULL ? m->text : S(""));
	}
	feed_affected(k, json_get(c, "affected"), source);
	feed_cpe(k, json_get(c, "cpeApplicability"), source);
}

bool
feed_cve5(struct arena *scratch, const struct feed_document *doc,
    const struct feed_sink *sink)
{
	struct feed_make k = { .a = scratch, .doc = doc, .sink = sink };
	const struct json_node *root = feed_json(scratch, doc, sink, keep);
	const struct json_node *meta = json_get(root, "cveMetadata");
	const struct json_node *containers = json_get(root, "containers");
	const struct json_node *cna = json_get(containers, "cna"), *adp;
	struct str id = json_get_str(meta, "cveId");

	if (root == NULL)
		return true;
	feed_make_begin(&k, 0, doc->text.n);
	if (!feed_make_id(&k, cve_is_id(id) ? id : S("")))
		return true;
	k.r.is_withdrawn = str_eq(json_get_str(meta, "state"), S("REJECTED"));
	feed_make_time(&k, json_get_str(meta, "datePublished"),
	    &k.r.published);
	feed_make_time(&k, json_get_str(meta, "dateUpdated"), &k.r.modified);
	take_texts(&k, cna);
	take_container(&k, cna, S(""));
	for (adp = feed_json_list(containers, "adp"); adp != NULL;
	     adp = adp->next)
		take_container(&k, adp,
		    json_get_str(json_get(adp, "providerMetadata"),
			"shortName"));
	return feed_make_end(&k);
}
