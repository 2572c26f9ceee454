#include "base/arena.h"
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
	STR_INIT("_annotation"),
	STR_INIT("cve_id"),
	STR_INIT("cve"),
	STR_INIT("id"),
	STR_INIT("published"),
	STR_INIT("lastModified"),
	STR_INIT("vulnStatus"),
	STR_INIT("cisaExploitAdd"),
	STR_INIT("cisaActionDue"),
	STR_INIT("descriptions"),
	STR_INIT("lang"),
	STR_INIT("value"),
	STR_INIT("weaknesses"),
	STR_INIT("description"),
	STR_INIT("references"),
	STR_INIT("url"),
	STR_INIT("tags"),
	STR_INIT("metrics"),
	STR_INIT("cvssMetricV2"),
	STR_INIT("cvssMetricV30"),
	STR_INIT("cvssMetricV31"),
	STR_INIT("cvssMetricV40"),
	STR_INIT("ssvcV203"),
	STR_INIT("source"),
	STR_INIT("cvssData"),
	STR_INIT("vectorString"),
	STR_INIT("baseScore"),
	STR_INIT("ssvcData"),
	STR_INIT("options"),
	STR_INIT("exploitation"),
	STR_INIT("automatable"),
	STR_INIT("technicalImpact"),
	STR_INIT("configurations"),
	STR_INIT("vcConfigurations"),
	STR_INIT("affected"),
	STR_INIT("affectedData"),
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
feed_nvd_is(struct str head)
{
	if (feed_json_has(head, S("vulnerabilities")))
		return feed_json_has(head, S("cve")) ||
		    str_find(head, S("\"NVD_CVE\""), 0) != SIZE_MAX;
	return feed_json_has(head, S("cve")) &&
	    feed_json_has(head, S("configurations"));
}

static void
take_texts(struct feed_make *k, const struct json_node *cve)
{
	const struct json_node *n = feed_json_list(cve, "descriptions");
	const struct json_node *m;

	for (; n != NULL; n = n->next) {
		struct str lang = json_get_str(n, "lang");
		struct str text = feed_make_text(json_get_str(n, "value"));

		if (str_starts(lang, S("en")))
			k->r.text_en = text;
		else if (str_starts(lang, S("ja")))
			k->r.text_ja = text;
	}
	for (n = feed_json_list(cve, "weaknesses"); n != NULL; n = n->next) {
		m = feed_json_list(n, "description");
		for (; m != NULL; m = m->next)
			feed_make_cwe(k, json_get_str(m, "value"));
	}
	for (n = feed_json_list(cve, "references"); n != NULL; n = n->next) {
		m = feed_json_list(n, "tags");
		feed_make_link(k, json_get_str(n, "url"),
		    m != NULL ? m->text : S(""));
	}
}

/* Members of "metrics": cvssMetricV31, ..., ssvcV203. */
static void
take_metrics(struct feed_make *k, const struct json_node *kind)
{
	const struct json_node *n;

	for (; kind != NULL; kind = kind->next) {
		for (n = feed_json_first(kind); n != NULL; n = n->next) {
			const struct json_node *cvss = json_get(n, "cvssData");
			struct str source = json_get_str(n, "source");

			feed_make_score(k, json_get_str(cvss, "vectorString"),
			    source, json_get(cvss, "baseScore"));
			feed_ssvc(k, json_get(n, "ssvcData"));
		}
	}
}

static void
take_status(struct feed_make *k, const struct json_node *cve)
{
	struct str status = json_get_str(cve, "vulnStatus");
	struct str due = json_get_str(cve, "cisaActionDue");

	k->r.is_withdrawn = str_eq(status, S("Rejected"));
	k->r.is_deferred = str_eq(status, S("Deferred"));
	if (json_get_str(cve, "cisaExploitAdd").n > 0)
		k->r.is_exploited = true;
	if (due.n > 0 && !day_parse(due, &k->r.due))
		feed_make_report(k, "a day is written 2026-09-01",
		    "its cisaActionDue is no day");
}

bool
feed_nvd(struct arena *scratch, const struct feed_document *doc,
    const struct feed_sink *sink)
{
	struct feed_make k = { .a = scratch, .doc = doc, .sink = sink };
	const struct json_node *root = feed_json(scratch, doc, sink, keep);
	const struct json_node *cve = json_get(root, "cve"), *n;
	struct str id = json_get_str(cve, "id");

	if (root == NULL)
		return true;
	/* Corrections of NVD by others name the CVE id beside it. */
	if (id.n == 0)
		id = json_get_str(json_get(root, "_annotation"), "cve_id");
	feed_make_begin(&k, 0, doc->text.n);
	if (!cve_is_id(id))
		id = S("");
	if (!feed_make_id(&k, id))
		return true;
	feed_make_time(&k, json_get_str(cve, "published"), &k.r.published);
	feed_make_time(&k, json_get_str(cve, "lastModified"), &k.r.modified);
	take_status(&k, cve);
	take_texts(&k, cve);
	take_metrics(&k, feed_json_list(cve, "metrics"));
	feed_cpe(&k, json_get(cve, "configurations"), S(""));
	feed_cpe(&k, json_get(cve, "vcConfigurations"), S("vulncheck"));
	for (n = feed_json_list(cve, "affected"); n != NULL; n = n->next)
		feed_affected(&k, json_get(n, "affectedData"),
		    json_get_str(n, "source"));
	return feed_make_end(&k);
}
