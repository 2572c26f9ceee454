#include "base/arena.h"
#include "base/str.h"
#include "feed/cve.h"
#include "feed/feed_affected.h"
#include "feed/feed_cpe.h"
#include "feed/feed_jvn.h"
#include "feed/feed_json.h"
#include "feed/feed_make.h"
#include "feed/feed_read.h"
#include "feed/feed_report.h"
#include "feed/feed_tree.h"
#include "version/cpe.h"

/* A document of one JVNDB id. */
struct reader {
	struct feed_make k;
	const struct json_node *root;
	const struct json_node *flaws;	/* the first of "vulnerabilities" */
	struct str id;
	size_t n_cves;
};

bool
feed_jvn4_is(struct str head)
{
	if (str_find(head, S("jvndb.jvn.jp/schema/"), 0) == SIZE_MAX)
		return false;
	return feed_json_has(head, S("entry")) ||
	    feed_json_has(head, S("jvn_extension")) ||
	    feed_json_has(head, S("VULDEF-Document")) ||
	    str_find(head, S("\"myjvn_security_advisory\""), 0) != SIZE_MAX;
}

/* The first text that is there. */
static struct str
either(struct str a, struct str b)
{
	return a.n > 0 ? a : b;
}

/* ---- what details and overviews share ----------------------------------- */

/* An array of {content: {cvss_v3: {version, vectorString, baseScore}}}. */
static void
take_metrics(struct feed_make *k, const struct json_node *of)
{
	const struct json_node *n = feed_json_list(of, "metrics");

	for (; n != NULL; n = n->next) {
		const struct json_node *content = json_get(n, "content");
		const struct json_node *s = feed_json_first(content);

		for (; s != NULL; s = s->next) {
			struct str vector = json_get_str(s, "vectorString");

			/* Others than CVSS 2 to 4 nobody can compare. */
			if (!str_eq(s->name, S("ScoringSystem")))
				feed_make_score(k, vector,
				    json_get_str(content, "source"),
				    json_get(s, "baseScore"));
		}
	}
}

static void
take_cwes(struct feed_make *k, const struct json_node *of)
{
	const struct json_node *n = feed_json_list(of, "cwes");

	for (; n != NULL; n = n->next)
		feed_make_cwe(k, json_get_str(n, "id"));
}

/* References: links, other ids, and what KEV says of cve, or of all. */
static void
take_references(struct feed_make *k, const struct json_node *n, struct str cve)
{
	for (; n != NULL; n = n->next) {
		struct str id = json_get_str(n, "summary");
		struct str source = json_get_str(n, "source");

		if (feed_jvn_is_id(id))
			feed_make_related(k, id);
		if (str_find(source, S("Known Exploited"), 0) != SIZE_MAX &&
		    (cve.n == 0 || !cve_is_id(id) || str_eq(id, cve)))
			k->r.is_exploited = true;
		feed_make_link(k, json_get_str(n, "url"),
		    either(json_get_str(n, "type"), source));
	}
}

static void
take_status(const struct feed_sink *sink, const struct feed_document *doc,
    struct arena *a, const struct json_node *status)
{
	const struct json_node *code = json_get(status, "retCd");

	if (code == NULL || code->text.n == 0 || str_eq(code->text, S("0")))
		return;
	feed_report_file(sink, doc,
	    "the answer is an error though its HTTP status is 200: look at "
	    "the parameters of the address",
	    "MyJVN answers with code %.*s %.*s: %.*s",
	    STR_ARG(feed_report_quote(a, code->text)),
	    STR_ARG(feed_report_quote(a, json_get_str(status, "errCd"))),
	    STR_ARG(feed_report_quote(a, json_get_str(status, "errMsg"))));
}

/* ---- overviews and alerts ----------------------------------------------- */

static void
take_products(struct feed_jvn *j, const struct json_node *n)
{
	for (; n != NULL; n = n->next) {
		struct str *words = arena_array(j->a, struct str, 2);
		struct feed_jvn_item it = {
			.vendor = json_get_str(n, "vname"),
			.product = json_get_str(n, "pname"),
			.cpes = words,
			.n_cpes = 1,
			.phrases = words + 1,
		};

		words[0] = either(json_get_str(json_get(n, "product_ids"),
				      "cpe"),
		    json_get_str(n, "value"));
		words[1] = json_get_str(n, "version");
		it.n_phrases = words[1].n > 0;
		feed_jvn_item(j, &it);
	}
}

static void
fill_entry(struct feed_jvn *j, struct str cve)
{
	const struct json_node *e = j->ctx, *n;
	struct feed_make *k = &j->k;

	feed_jvn_words(k, S(""), json_get_str(e, "title"),
	    json_get_str(e, "summary"));
	/* Alerts name vulnerabilities in their words alone. */
	if (j->n_cves == 0) {
		feed_jvn_related(k, json_get_str(e, "title"));
		feed_jvn_related(k, json_get_str(e, "summary"));
	}
	feed_make_time(k,
	    either(json_get_str(e, "created"), json_get_str(e, "published")),
	    &k->r.published);
	feed_make_time(k,
	    either(either(json_get_str(e, "modified"),
		       json_get_str(e, "updated")),
		json_get_str(e, "update")),
	    &k->r.modified);
	feed_make_link(k, json_get_str(e, "link"), S(""));
	take_metrics(k, e);
	take_cwes(k, e);
	take_references(k, feed_json_list(e, "references"), cve);
	for (n = feed_json_list(e, "items"); n != NULL; n = n->next)
		feed_make_link(k, json_get_str(n, "link"), S(""));
	for (n = feed_json_list(e, "sec:items"); n != NULL; n = n->next)
		feed_make_link(k,
		    json_get_str(json_get(n, "sec:item"), "sec:link"), S(""));
}

static bool
take_entry(struct arena *a, const struct feed_document *doc,
    const struct feed_sink *sink, const struct json_node *e)
{
	struct feed_jvn j = { .a = a, .fill = fill_entry, .ctx = e };
	const struct json_node *n = feed_json_list(e, "references");

	j.k.doc = doc;
	j.k.sink = sink;
	j.id = json_get_str(e, "id");
	for (; n != NULL; n = n->next) {
		struct str source = json_get_str(n, "source");

		if (str_eq(source, S("CVE")) || str_eq(source, S("NVD")))
			feed_jvn_cve(&j, json_get_str(n, "summary"));
	}
	take_products(&j, feed_json_list(e, "products"));
	for (n = feed_json_list(e, "items"); n != NULL; n = n->next)
		take_products(&j, feed_json_list(n, "products"));
	for (n = feed_json_list(e, "sec:items"); n != NULL; n = n->next)
		take_products(&j,
		    feed_json_list(json_get(n, "sec:item"), "sec:cpe"));
	return feed_jvn_end(&j);
}

/* ---- details ------------------------------------------------------------ */

/* The CPE name of a product in the tree, by vendor and name; or empty. */
static struct str
cpe_of(const struct json_node *vendor, struct str name, struct str product)
{
	const struct json_node *n;

	for (; vendor != NULL; vendor = vendor->next) {
		if (!str_eq(json_get_str(vendor, "name"), name))
			continue;
		for (n = feed_json_list(vendor, "branches"); n != NULL;
		     n = n->next) {
			struct str cpe =
			    json_get_str(json_get(json_get(n, "product"),
					     "product_identification_helper"),
				"cpe");

			if (cpe.n > 0 &&
			    str_eq(json_get_str(n, "name"), product))
				return cpe;
		}
	}
	return S("");
}

/* jvn_extension.affected: as in CVE records; the tree knows CPE names. */
static void
take_affected(struct reader *r, const struct json_node *list)
{
	struct feed_make *k = &r->k;
	const struct json_node *vendors = feed_json_list(json_get(r->root,
							     "product_tree"),
	    "branches");
	size_t i = k->r.n_affects;
	struct cpe c;

	feed_affected(k, list, S(""));
	for (; i < k->r.n_affects; i++) {
		struct feed_affects *e = &k->r.affects[i];
		struct str cpe = e->by != FEED_BY_NAME ?
		    S("") :
		    feed_jvn_name(k, cpe_of(vendors, e->vendor, e->product),
			&c);

		if (cpe.n == 0)
			continue;
		e->by = FEED_BY_CPE;
		e->cpe = cpe;
	}
}

/* product_status: of a product id what the tree says of it. */
static void
take_product_ids(struct reader *r, const struct json_node *flaw)
{
	struct feed_make *k = &r->k;
	struct feed_tree *tree = feed_tree_open(k,
	    json_get(r->root, "product_tree"));
	const struct json_node *n = feed_json_list(json_get(flaw,
						       "product_status"),
	    "known_affected");

	for (; n != NULL; n = n->next) {
		const struct feed_tree_product *p =
		    feed_tree_find(tree, n->text).part;
		struct feed_ware w = { .e = { .by = FEED_BY_NAME } };
		struct cpe c;

		if (p == NULL)
			continue;
		w.e.vendor = p->vendor;
		w.e.product = p->name;
		w.e.cpe = feed_jvn_name(k, p->cpe, &c);
		if (w.e.cpe.n > 0)
			w.e.by = FEED_BY_CPE;
		if (p->version.n > 0)
			feed_make_version(k, &w, p->version);
		w.e.is_all = w.e.n_versions == 0;
		feed_make_affects(k, &w.e);
	}
}

static void
take_wares(struct reader *r, const struct json_node *flaw)
{
	const struct json_node *more = json_get(r->root, "jvn_extension");
	const struct json_node *affected = json_get(more, "affected");
	const struct json_node *cpes = json_get(more, "cpeApplicability");

	if (affected != NULL && affected->n > 0)
		take_affected(r, affected);
	else if (cpes != NULL && cpes->n > 0)
		feed_cpe(&r->k, cpes, S(""));
	else
		take_product_ids(r, flaw);
}

/* What one of "vulnerabilities" says. */
static void
take_flaw(struct reader *r, const struct json_node *flaw)
{
	struct feed_make *k = &r->k;
	const struct json_node *n = feed_json_list(flaw, "remediations");

	take_cwes(k, flaw);
	take_metrics(k, flaw);
	if (n != NULL && k->r.solution.n == 0)
		k->r.solution = feed_jvn_plain(k->a,
		    json_get_str(n, "details"));
}

/* The record of one flaw; the one without a CVE id speaks for all. */
static bool
take_record(struct reader *r, const struct json_node *flaw)
{
	const struct json_node *d = json_get(r->root, "document"), *n;
	const struct json_node *dates = json_get(d, "tracking");
	struct str cve = json_get_str(flaw, "cve");
	struct feed_make *k = &r->k;

	if (!cve_is_id(cve))
		cve = S("");
	feed_make_begin(k, 0, k->doc->text.n);
	if (!feed_make_id(k, r->n_cves > 1 ? cve : r->id))
		return true;
	if (r->n_cves > 1)
		feed_make_related(k, r->id);
	else
		feed_make_alias(k, cve);
	n = feed_json_list(d, "notes");
	feed_jvn_words(k, json_get_str(d, "lang"), json_get_str(d, "title"),
	    n != NULL ? json_get_str(n, "text") : S(""));
	feed_make_time(k, json_get_str(dates, "initial_release_date"),
	    &k->r.published);
	feed_make_time(k, json_get_str(dates, "current_release_date"),
	    &k->r.modified);
	for (n = r->flaws; n != NULL; n = n->next) {
		struct str other = json_get_str(n, "cve");

		if (n == flaw || other.n == 0)
			take_flaw(r, n);
		else if (cve_is_id(other))
			feed_make_related(k, other);
	}
	take_references(k, feed_json_list(d, "references"), cve);
	take_wares(r, flaw);
	return feed_make_end(k);
}

static bool
take_detail(struct arena *a, const struct feed_document *doc,
    const struct feed_sink *sink, const struct json_node *root)
{
	struct reader r = { .root = root,
		.k = { .a = a, .doc = doc, .sink = sink } };
	const struct json_node *n;
	bool ok = true;

	r.flaws = feed_json_list(root, "vulnerabilities");
	r.id = json_get_str(json_get(json_get(root, "document"), "tracking"),
	    "id");
	for (n = r.flaws; n != NULL; n = n->next)
		r.n_cves += cve_is_id(json_get_str(n, "cve"));
	if (r.n_cves == 0)
		return take_record(&r, r.flaws);
	for (n = r.flaws; n != NULL && ok; n = n->next) {
		if (cve_is_id(json_get_str(n, "cve")))
			ok = take_record(&r, n);
	}
	return ok;
}

bool
feed_jvn4(struct arena *scratch, const struct feed_document *doc,
    const struct feed_sink *sink)
{
	const struct json_node *root = feed_json(scratch, doc, sink, NULL);
	const struct json_node *feed, *n;
	bool ok = true;

	if (root == NULL)
		return true;
	feed = json_get(root, "feed");
	if (feed != NULL)
		n = feed_json_list(feed, "entry");
	else
		n = feed_json_list(root, "VULDEF-Document");
	take_status(sink, doc, scratch, json_get(root, "status"));
	take_status(sink, doc, scratch, json_get(feed, "status:Status"));
	if (json_get(root, "document") != NULL)
		return take_detail(scratch, doc, sink, root);
	for (; n != NULL && ok; n = n->next)
		ok = feed != NULL ? take_entry(scratch, doc, sink, n) :
				    take_detail(scratch, doc, sink, n);
	return ok;
}
