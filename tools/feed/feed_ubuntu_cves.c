#include "base/attr.h"
#include "feed/cve.h"
#include "feed/feed_json.h"
#include "feed/feed_make.h"
#include "feed/feed_read.h"
#include "feed/feed_ubuntu.h"

/* The members that are read. */
static const struct str keep[] = {
	STR_INIT("id"),
	STR_INIT("codename"),
	STR_INIT("status"),
	STR_INIT("published"),
	STR_INIT("updated_at"),
	STR_INIT("description"),
	STR_INIT("ubuntu_description"),
	STR_INIT("mitigation"),
	STR_INIT("cvss3"),
	STR_INIT("impact"),
	STR_INIT("baseMetricV3"),
	STR_INIT("cvssV3"),
	STR_INIT("vectorString"),
	STR_INIT("baseScore"),
	STR_INIT("references"),
	STR_INIT("bugs"),
	STR_INIT("notices_ids"),
	STR_INIT("packages"),
	STR_INIT("name"),
	STR_INIT("statuses"),
	STR_INIT("release_codename"),
	STR_INIT("pocket"),
	STR_INIT(""),
};

/* Ubuntu's words for a package in a release, but for the fixed ones. */
static const struct {
	struct str word;
	enum feed_status status;
} words[] = {
	{ STR_INIT("needed"), FEED_AFFECTED },
	{ STR_INIT("active"), FEED_AFFECTED },
	{ STR_INIT("in-progress"), FEED_AFFECTED },
	{ STR_INIT("pending"), FEED_AFFECTED },
	{ STR_INIT("deferred"), FEED_AFFECTED },
	{ STR_INIT("ignored"), FEED_WONT_FIX },
	{ STR_INIT("needs-triage"), FEED_INVESTIGATED },
	{ STR_INIT("not-affected"), FEED_NOT_AFFECTED },
	{ STR_INIT("DNE"), FEED_NOT_AFFECTED },
};

bool
feed_ubuntu_cves_is(struct str head)
{
	if (str_eq(feed_json_lead(head), S("cves")))
		return feed_json_has(head, S("cvss3")) ||
		    feed_json_has(head, S("notices_ids")) ||
		    feed_json_has(head, S("release_codename")) ||
		    feed_json_has(head, S("total_results"));
	return feed_json_has(head, S("release_codename")) &&
	    feed_json_has(head, S("statuses"));
}

static enum feed_status
status_of(struct str word)
{
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (str_eq(words[i].word, word))
			return words[i].status;
	}
	return FEED_UNCLEAR;
}

static void
take_status(struct feed_make *k, struct str name, const struct json_node *n)
{
	struct str status = json_get_str(n, "status");
	struct str why = feed_make_word(k, json_get_str(n, "description"));
	struct str release = json_get_str(n, "release_codename");
	struct feed_ware w = feed_ubuntu_ware(k, release, name, true);
	bool is_pending = str_eq(status, S("pending"));

	/* What upstream did is no word on a package of Ubuntu. */
	if (w.e.name.n == 0 || w.e.release.n == 0 ||
	    str_eq(release, S("upstream")))
		return;
	if (str_eq(status, S("released")) || (is_pending && why.n > 0)) {
		if (is_pending)
			w.e.note = status;
		feed_ubuntu_fixed(k, &w, why, json_get_str(n, "pocket"));
		return;
	}
	w.e.otherwise = status_of(status);
	w.e.is_all = w.e.otherwise == FEED_AFFECTED ||
	    w.e.otherwise == FEED_WONT_FIX ||
	    w.e.otherwise == FEED_INVESTIGATED;
	w.e.note = why.n > 0 ? why : feed_make_word(k, status);
	feed_make_affects(k, &w.e);
}

static void
take_scores(struct feed_make *k, const struct json_node *root)
{
	const struct json_node *v3 =
	    json_get(json_get(json_get(root, "impact"), "baseMetricV3"),
		"cvssV3");

	feed_make_score(k, json_get_str(v3, "vectorString"), S(""),
	    json_get(v3, "baseScore"));
	if (k->r.n_scores == 0)
		feed_make_score(k, S(""), S(""), json_get(root, "cvss3"));
}

static void
take_facts(struct feed_make *k, const struct json_node *root)
{
	static const char *const lists[] = { "references", "bugs" };
	struct str own = feed_make_text(
	    json_get_str(root, "ubuntu_description"));
	const struct json_node *n;

	k->r.is_withdrawn = str_eq(json_get_str(root, "status"),
	    S("rejected"));
	feed_make_time(k, json_get_str(root, "published"), &k->r.published);
	feed_make_time(k, json_get_str(root, "updated_at"), &k->r.modified);
	k->r.title_en = feed_make_text(json_get_str(root, "codename"));
	k->r.text_en = own.n > 0 ?
	    own :
	    feed_make_text(json_get_str(root, "description"));
	k->r.solution = feed_make_text(json_get_str(root, "mitigation"));
	n = feed_json_list(root, "notices_ids");
	for (; n != NULL; n = n->next)
		feed_make_related(k, n->text);
	for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
		n = feed_json_list(root, lists[i]);
		for (; n != NULL; n = n->next)
			feed_make_link(k, n->text, S(""));
	}
	take_scores(k, root);
}

bool
feed_ubuntu_cves(struct arena *scratch, const struct feed_document *doc,
    const struct feed_sink *sink)
{
	struct feed_make k = { .a = scratch, .doc = doc, .sink = sink };
	const struct json_node *root = feed_json(scratch, doc, sink, keep);
	const struct json_node *p = feed_json_list(root, "packages"), *n;
	struct str id = json_get_str(root, "id");

	if (root == NULL)
		return true;
	feed_make_begin(&k, 0, doc->text.n);
	if (!feed_make_id(&k, cve_is_id(id) ? id : S("")))
		return true;
	take_facts(&k, root);
	for (; p != NULL; p = p->next) {
		n = feed_json_list(p, "statuses");
		for (; n != NULL; n = n->next)
			take_status(&k, json_get_str(p, "name"), n);
	}
	return feed_make_end(&k);
}
