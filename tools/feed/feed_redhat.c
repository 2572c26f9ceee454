/*
 * Red Hat's security data: what it says of one CVE id, release by release.
 */
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "feed/cve.h"
#include "feed/feed_distro.h"
#include "feed/feed_json.h"
#include "feed/feed_make.h"
#include "feed/feed_read.h"
#include "version/cpe.h"

/* The members that are read. */
static const struct str keep[] = {
	STR_INIT("name"),
	STR_INIT("public_date"),
	STR_INIT("bugzilla"),
	STR_INIT("description"),
	STR_INIT("url"),
	STR_INIT("cvss"),
	STR_INIT("cvss_base_score"),
	STR_INIT("cvss_scoring_vector"),
	STR_INIT("cvss3"),
	STR_INIT("cvss3_base_score"),
	STR_INIT("cvss3_scoring_vector"),
	STR_INIT("cwe"),
	STR_INIT("details"),
	STR_INIT("mitigation"),
	STR_INIT("value"),
	STR_INIT("references"),
	STR_INIT("affected_release"),
	STR_INIT("advisory"),
	STR_INIT("package"),
	STR_INIT("package_state"),
	STR_INIT("product_name"),
	STR_INIT("fix_state"),
	STR_INIT("package_name"),
	STR_INIT("cpe"),
	STR_INIT(""),
};

/* package_state[].fix_state */
static const struct {
	struct str word;
	enum feed_status status;
} states[] = {
	{ STR_INIT("Affected"), FEED_AFFECTED },
	{ STR_INIT("Fix deferred"), FEED_AFFECTED },
	{ STR_INIT("Will not fix"), FEED_WONT_FIX },
	{ STR_INIT("Out of support scope"), FEED_WONT_FIX },
	{ STR_INIT("Not affected"), FEED_NOT_AFFECTED },
	{ STR_INIT("Under investigation"), FEED_INVESTIGATED },
	{ STR_INIT("New"), FEED_INVESTIGATED },
};

bool
feed_redhat_is(struct str head)
{
	return feed_json_has(head, S("public_date")) &&
	    (feed_json_has(head, S("threat_severity")) ||
		feed_json_has(head, S("affected_release")) ||
		feed_json_has(head, S("package_state")));
}

/* ---- products ---------------------------------------------------------- */

/* An entry for a package of a product, whose release is in its CPE name. */
static struct feed_ware
begin(struct feed_make *k, const struct json_node *n, struct str package)
{
	struct feed_ware w = { 0 };
	struct cpe c;

	(void)feed_distro_ecosystem(k->a, S("Red Hat"), package, &w.e);
	w.e.ecosystem = S("");
	w.e.product = package;
	w.e.is_source = true;
	w.e.platform = feed_make_word(k, json_get_str(n, "product_name"));
	w.e.cpe = feed_make_cpe(k, json_get_str(n, "cpe"), &c);
	if (w.e.cpe.n > 0 && !str_eq(c.part[CPE_VERSION], S("*")))
		w.e.release = c.part[CPE_VERSION];
	return w;
}

/* What is no package of rpm: an image, a module as a whole, a product. */
static void
be_name(struct feed_ware *w, struct str name)
{
	struct feed_affects *e = &w->e;

	e->by = FEED_BY_NAME;
	e->type = S("");
	e->namespace = S("");
	e->scheme = S("");
	e->release = S("");
	e->cpe = S("");
	e->is_source = false;
	e->vendor = S("Red Hat");
	e->product = e->platform;
	e->platform = S("");
	e->name = name;
}

/* "nodejs:18/nodejs" is a package of a module; "openshift4/ose-cli" none. */
static struct feed_ware
take_name(struct feed_make *k, const struct json_node *n, struct str package)
{
	struct str stream, name;
	struct feed_ware w;

	if (!str_cut(package, '/', &stream, &name))
		return begin(k, n, package);
	if (str_find_byte(stream, ':', 0) != SIZE_MAX) {
		w = begin(k, n, name);
		w.e.module = stream;
	} else {
		w = begin(k, n, package);
		be_name(&w, package);
	}
	return w;
}

static void
take_state(struct feed_make *k, const struct json_node *n)
{
	struct str package = feed_make_word(k,
	    json_get_str(n, "package_name"));
	struct str state = feed_make_word(k, json_get_str(n, "fix_state"));
	struct feed_ware w = take_name(k, n, package);

	if (package.n == 0)
		return;
	w.e.otherwise = FEED_UNCLEAR;
	for (size_t i = 0; i < ARRAY_LEN(states); i++) {
		if (str_eq_nocase(state, states[i].word))
			w.e.otherwise = states[i].status;
	}
	w.e.is_all = w.e.otherwise == FEED_AFFECTED ||
	    w.e.otherwise == FEED_WONT_FIX;
	w.e.note = state;
	if (w.e.by != FEED_BY_NAME || w.e.product.n > 0)
		feed_make_affects(k, &w.e);
}

/* "firefox-0:115.5.0-1.el8_9": its name, and the rest; false: no build. */
static bool
cut_build(struct str build, struct str *name, struct str *version)
{
	size_t dashes = 0, i = build.n;

	if (str_find_byte(build, '/', 0) != SIZE_MAX)
		return false;
	while (i > 0 && dashes < 2)
		dashes += build.p[--i] == '-';
	*name = str_sub(build, 0, i);
	*version = str_from(build, i + 1);
	return dashes == 2 && name->n > 0 && version->n > 0 &&
	    str_find_byte(*name, ':', 0) == SIZE_MAX;
}

/* Builds of a release follow each other: before the fixed one all are
 * affected. */
static void
take_release(struct feed_make *k, const struct json_node *n)
{
	struct str build = feed_make_word(k, json_get_str(n, "package"));
	struct str name, version;
	struct feed_ware w;

	feed_make_related(k, json_get_str(n, "advisory"));
	if (cut_build(build, &name, &version)) {
		w = begin(k, n, name);
		feed_make_stretch(k, &w,
		    &(struct feed_stretch){ .high = version,
			.status = FEED_AFFECTED });
		feed_make_stretch(k, &w,
		    &(struct feed_stretch){ .low = version,
			.low_included = true,
			.status = FEED_FIXED });
		feed_make_affects(k, &w.e);
		return;
	}
	w = begin(k, n, S(""));
	be_name(&w, build);
	w.e.is_unread = true;
	w.e.text = build.n > 0 ?
	    build :
	    feed_make_word(k, json_get_str(n, "advisory"));
	if (w.e.product.n > 0)
		feed_make_affects(k, &w.e);
}

/* ---- the rest ---------------------------------------------------------- */

static bool
is_of_id(char c)
{
	return c == '-' || (c >= '0' && c <= '9');
}

/* "CWE-125", "CWE-119->CWE-787", "(CWE-20|CWE-843)": each of them. */
static void
take_cwes(struct feed_make *k, struct str s)
{
	for (size_t i = 0; (i = str_find(s, S("CWE-"), i)) != SIZE_MAX;) {
		size_t n = 4 + str_run(str_from(s, i + 4), is_of_id);

		/* Of an arrow. */
		if (s.p[i + n - 1] == '-' && n > 4)
			n--;
		feed_make_cwe(k, str_sub(s, i, n));
		i += n;
	}
}

static void
take_texts(struct feed_make *k, const struct json_node *root)
{
	const struct json_node *bug = json_get(root, "bugzilla"), *n;
	const struct json_node *way = json_get(root, "mitigation");
	struct str line, rest;

	k->r.title_en = feed_make_text(json_get_str(bug, "description"));
	n = feed_json_list(root, "details");
	if (n != NULL)
		k->r.text_en = feed_make_text(n->text);
	if (way != NULL)
		k->r.solution = feed_make_text(way->kind == JSON_IS_STRING ?
			way->text :
			json_get_str(way, "value"));
	feed_make_link(k, json_get_str(bug, "url"), S("bugzilla"));
	for (n = feed_json_list(root, "references"); n != NULL; n = n->next) {
		for (rest = n->text; rest.n > 0;) {
			(void)str_cut(rest, '\n', &line, &rest);
			feed_make_link(k, str_trim(line), S(""));
		}
	}
}

static void
take_scores(struct feed_make *k, const struct json_node *root)
{
	const struct json_node *n = json_get(root, "cvss3");

	feed_make_score(k, json_get_str(n, "cvss3_scoring_vector"), S(""),
	    json_get(n, "cvss3_base_score"));
	n = json_get(root, "cvss");
	feed_make_score(k, json_get_str(n, "cvss_scoring_vector"), S(""),
	    json_get(n, "cvss_base_score"));
}

bool
feed_redhat(struct arena *scratch, const struct feed_document *doc,
    const struct feed_sink *sink)
{
	struct feed_make k = { .a = scratch, .doc = doc, .sink = sink };
	const struct json_node *root = feed_json(scratch, doc, sink, keep), *n;
	struct str id = json_get_str(root, "name");

	if (root == NULL)
		return true;
	feed_make_begin(&k, 0, doc->text.n);
	if (!feed_make_id(&k, cve_is_id(id) ? id : S("")))
		return true;
	k.r.is_vendor = true;
	feed_make_time(&k, json_get_str(root, "public_date"), &k.r.published);
	take_texts(&k, root);
	take_scores(&k, root);
	take_cwes(&k, json_get_str(root, "cwe"));
	n = feed_json_list(root, "affected_release");
	for (; n != NULL; n = n->next)
		take_release(&k, n);
	n = feed_json_list(root, "package_state");
	for (; n != NULL; n = n->next)
		take_state(&k, n);
	return feed_make_end(&k);
}
