#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"
#include "feed/feed_csaf_ware.h"
#include "feed/feed_json.h"
#include "feed/feed_make.h"
#include "feed/feed_read.h"
#include "feed/feed_tree.h"

/* The members that are read. */
static const struct str keep[] = {
	STR_INIT("document"),
	STR_INIT("category"),
	STR_INIT("title"),
	STR_INIT("lang"),
	STR_INIT("tracking"),
	STR_INIT("id"),
	STR_INIT("initial_release_date"),
	STR_INIT("current_release_date"),
	STR_INIT("distribution"),
	STR_INIT("tlp"),
	STR_INIT("label"),
	STR_INIT("references"),
	STR_INIT("publisher"),
	STR_INIT("url"),
	STR_INIT("product_tree"),
	STR_INIT("branches"),
	STR_INIT("name"),
	STR_INIT("product"),
	STR_INIT("full_product_names"),
	STR_INIT("full_product_name"),
	STR_INIT("product_id"),
	STR_INIT("product_identification_helper"),
	STR_INIT("purl"),
	STR_INIT("purls"),
	STR_INIT("cpe"),
	STR_INIT("relationships"),
	STR_INIT("product_reference"),
	STR_INIT("relates_to_product_reference"),
	STR_INIT("product_paths"),
	STR_INIT("beginning_product_reference"),
	STR_INIT("subpaths"),
	STR_INIT("next_product_reference"),
	STR_INIT("product_groups"),
	STR_INIT("group_id"),
	STR_INIT("product_ids"),
	STR_INIT("group_ids"),
	STR_INIT("vulnerabilities"),
	STR_INIT("cve"),
	STR_INIT("ids"),
	STR_INIT("text"),
	STR_INIT("cwe"),
	STR_INIT("cwes"),
	STR_INIT("notes"),
	STR_INIT("scores"),
	STR_INIT("metrics"),
	STR_INIT("content"),
	STR_INIT("source"),
	STR_INIT("cvss_v2"),
	STR_INIT("cvss_v3"),
	STR_INIT("cvss_v4"),
	STR_INIT("vectorString"),
	STR_INIT("baseScore"),
	STR_INIT("threats"),
	STR_INIT("details"),
	STR_INIT("first_known_exploitation_dates"),
	STR_INIT("flags"),
	STR_INIT("remediations"),
	STR_INIT("product_status"),
	STR_INIT("first_affected"),
	STR_INIT("known_affected"),
	STR_INIT("last_affected"),
	STR_INIT("first_fixed"),
	STR_INIT("fixed"),
	STR_INIT("known_not_affected"),
	STR_INIT("under_investigation"),
	STR_INIT("unknown"),
	STR_INIT(""),
};

/* What the document says of all its vulnerabilities. */
struct advisory {
	struct str id, title, lang, tlp, url;
	struct str published, modified;
	bool is_withdrawn;
	bool is_vendor;
};

bool
feed_csaf_is(struct str head)
{
	return feed_json_has(head, S("csaf_version"));
}

static struct advisory
see_document(const struct json_node *root)
{
	const struct json_node *d = json_get(root, "document");
	const struct json_node *tracking = json_get(d, "tracking");
	const struct json_node *n;
	struct str category = json_get_str(d, "category");
	struct advisory a = {
		.id = json_get_str(tracking, "id"),
		.title = json_get_str(d, "title"),
		.lang = json_get_str(d, "lang"),
		.published = json_get_str(tracking, "initial_release_date"),
		.modified = json_get_str(tracking, "current_release_date"),
		.tlp = json_get_str(json_get(json_get(d, "distribution"),
					"tlp"),
		    "label"),
		.is_withdrawn = str_eq(category, S("csaf_withdrawn")) ||
		    str_eq(category, S("csaf_superseded")),
		.is_vendor = str_eq(json_get_str(json_get(d, "publisher"),
					"category"),
		    S("vendor")),
	};

	for (n = feed_json_list(d, "references"); n != NULL; n = n->next) {
		if (a.url.n == 0 &&
		    str_eq(json_get_str(n, "category"), S("self")))
			a.url = json_get_str(n, "url");
	}
	if (str_eq(a.tlp, S("WHITE")))
		a.tlp = S("CLEAR");
	return a;
}

static void
take_scores(struct feed_make *k, const struct json_node *v)
{
	static const char *const kinds[] = { "cvss_v4", "cvss_v3", "cvss_v2" };
	const struct json_node *n = feed_json_list(v, "scores");

	if (n == NULL)
		n = feed_json_list(v, "metrics");
	for (; n != NULL; n = n->next) {
		const struct json_node *content = json_get(n, "content");

		for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
			const struct json_node *o =
			    json_get(content != NULL ? content : n, kinds[i]);

			feed_make_score(k, json_get_str(o, "vectorString"),
			    json_get_str(n, "source"),
			    json_get(o, "baseScore"));
		}
	}
}

/* "Exploited:Yes" of Microsoft; CSAF 2.1 has a date. */
static void
take_threats(struct feed_make *k, const struct json_node *v)
{
	const struct json_node *n = feed_json_list(v, "threats");

	k->r.is_exploited = feed_json_list(v,
				"first_known_exploitation_dates") != NULL;
	for (; n != NULL; n = n->next) {
		if (str_eq(json_get_str(n, "category"), S("exploit_status")) &&
		    str_find(json_get_str(n, "details"), S("Exploited:Yes"),
			0) != SIZE_MAX)
			k->r.is_exploited = true;
	}
}

static void
take_texts(struct feed_make *k, const struct json_node *v,
    const struct advisory *a)
{
	const struct json_node *n = feed_json_list(v, "notes");
	bool is_ja = str_starts(a->lang, S("ja"));
	struct str title = feed_make_text(json_get_str(v, "title"));
	struct str text = S("");

	for (; n != NULL && text.n == 0; n = n->next) {
		struct str category = json_get_str(n, "category");

		if (str_eq(category, S("description")) ||
		    str_eq(category, S("summary")))
			text = feed_make_text(json_get_str(n, "text"));
	}
	if (title.n == 0)
		title = feed_make_text(a->title);
	*(is_ja ? &k->r.title_ja : &k->r.title_en) = title;
	*(is_ja ? &k->r.text_ja : &k->r.text_en) = text;
}

static void
take_facts(struct feed_make *k, const struct json_node *v,
    const struct advisory *a)
{
	const struct json_node *n;

	k->r.is_withdrawn = a->is_withdrawn;
	k->r.is_vendor = a->is_vendor;
	k->r.tlp = a->tlp;
	feed_make_related(k, a->id);
	feed_make_time(k, a->published, &k->r.published);
	feed_make_time(k, a->modified, &k->r.modified);
	feed_make_link(k, a->url, S("self"));
	for (n = feed_json_list(v, "references"); n != NULL; n = n->next)
		feed_make_link(k, json_get_str(n, "url"),
		    json_get_str(n, "category"));
	feed_make_cwe(k, json_get_str(json_get(v, "cwe"), "id"));
	for (n = feed_json_list(v, "cwes"); n != NULL; n = n->next)
		feed_make_cwe(k, json_get_str(n, "id"));
	for (n = feed_json_list(v, "remediations"); n != NULL; n = n->next) {
		if (!str_eq(json_get_str(n, "category"), S("vendor_fix")))
			continue;
		feed_make_link(k, json_get_str(n, "url"), S("vendor_fix"));
		if (k->r.solution.n == 0)
			k->r.solution = feed_make_text(
			    json_get_str(n, "details"));
	}
	take_scores(k, v);
	take_threats(k, v);
	take_texts(k, v, a);
}

/* A CVE id, the first other id, or the advisory's with a number. */
static struct str
id_of(struct feed_make *k, const struct json_node *v, const struct advisory *a,
    size_t nth)
{
	const struct json_node *other = feed_json_list(v, "ids");
	struct str id = json_get_str(v, "cve");

	if (id.n == 0)
		id = json_get_str(other, "text");
	if (id.n > 0 || a->id.n == 0 || nth == 0)
		return id.n > 0 ? id : a->id;
	return str_fmt(k->a, "%.*s#%zu", STR_ARG(a->id), nth + 1);
}

bool
feed_csaf(struct arena *scratch, const struct feed_document *doc,
    const struct feed_sink *sink)
{
	struct feed_make k = { .a = scratch, .doc = doc, .sink = sink };
	const struct json_node *root = feed_json(scratch, doc, sink, keep), *v;
	struct advisory a = see_document(root);
	struct feed_tree *tree;
	size_t nth = 0;

	if (root == NULL)
		return true;
	feed_make_begin(&k, 0, doc->text.n);
	k.r.id = a.id;
	tree = feed_tree_open(&k, json_get(root, "product_tree"));
	for (v = feed_json_list(root, "vulnerabilities"); v != NULL;
	     v = v->next, nth++) {
		feed_make_begin(&k, 0, doc->text.n);
		if (!feed_make_id(&k, id_of(&k, v, &a, nth)))
			continue;
		take_facts(&k, v, &a);
		feed_csaf_wares(&k, tree, v);
		if (!feed_make_end(&k))
			return false;
	}
	return true;
}
