#include "base/arena.h"
#include "base/str.h"
#include "feed/cve.h"
#include "feed/feed_jvn.h"
#include "feed/feed_read.h"
#include "feed/feed_xml.h"

#define MAIN	FEED_XML_MAIN
#define SEC	FEED_XML_SEC

/* A record that is being read: an item of RSS, an entry of alerts in Atom. */
struct record {
	const struct feed_xml_node *item;
	struct str lang;
};

bool
feed_jvnrss_is(struct str head)
{
	struct str root = feed_xml_root(head);

	if (!str_eq(root, S("rdf:RDF")) && !str_eq(root, S("feed")))
		return false;
	return str_find(head, S("jvn.jp/rss/mod_sec/"), 0) != SIZE_MAX ||
	    str_find(head, S("<sec:"), 0) != SIZE_MAX;
}

/* The first text that is there. */
static struct str
either(struct str a, struct str b)
{
	return a.n > 0 ? a : b;
}

static struct str
link_of(const struct feed_xml_node *item)
{
	return either(feed_xml_text(item, MAIN, "link"),
	    feed_xml_attribute(feed_xml_get(item, MAIN, "link"), "href"));
}

/* sec:references: @source and @id, @title for weaknesses. */
static void
take_reference(struct feed_make *k, const struct feed_xml_node *n,
    struct str cve)
{
	struct str id = feed_xml_attribute(n, "id");
	struct str source = feed_xml_attribute(n, "source");

	if (str_starts(id, S("CWE-"))) {
		feed_make_cwe(k, id);
		return;
	}
	if (feed_jvn_is_id(id))
		feed_make_related(k, id);
	if (str_find(source, S("Known Exploited"), 0) != SIZE_MAX &&
	    (cve.n == 0 || !cve_is_id(id) || str_eq(id, cve)))
		k->r.is_exploited = true;
	feed_make_link(k, n->text, source);
}

static void
fill(struct feed_jvn *j, struct str cve)
{
	const struct record *r = j->ctx;
	const struct feed_xml_node *item = r->item, *n;
	struct feed_make *k = &j->k;
	struct str date = feed_xml_text(item, FEED_XML_DC, "date");
	struct str title = feed_xml_text(item, MAIN, "title");
	struct str text = either(feed_xml_text(item, MAIN, "description"),
	    feed_xml_text(item, MAIN, "summary"));

	feed_jvn_words(k, r->lang, title, text);
	/* Alerts name vulnerabilities in their words alone. */
	if (j->n_cves == 0) {
		feed_jvn_related(k, title);
		feed_jvn_related(k, text);
	}
	feed_make_time(k,
	    either(either(feed_xml_text(item, FEED_XML_DCTERMS, "issued"),
		       feed_xml_text(item, MAIN, "published")),
		date),
	    &k->r.published);
	feed_make_time(k,
	    either(either(feed_xml_text(item, FEED_XML_DCTERMS, "modified"),
		       feed_xml_text(item, MAIN, "updated")),
		date),
	    &k->r.modified);
	feed_make_link(k, link_of(item), S(""));
	for (n = feed_xml_get(item, SEC, "cvss"); n != NULL;
	     n = feed_xml_next(n))
		feed_jvn_score(k, feed_xml_attribute(n, "version"),
		    feed_xml_attribute(n, "vector"),
		    feed_xml_attribute(n, "score"));
	for (n = feed_xml_get(item, SEC, "references"); n != NULL;
	     n = feed_xml_next(n))
		take_reference(k, n, cve);
	n = feed_xml_get(feed_xml_get(item, SEC, "items"), SEC, "item");
	for (; n != NULL; n = feed_xml_next(n))
		feed_make_link(k,
		    either(feed_xml_attribute(feed_xml_get(n, SEC, "link"),
			       "href"),
			feed_xml_text(n, SEC, "link")),
		    S(""));
}

/* The products that sec:cpe names: without versions. */
static void
take_cpes(struct feed_jvn *j, const struct feed_xml_node *of)
{
	const struct feed_xml_node *n = feed_xml_get(of, SEC, "cpe");

	for (; n != NULL; n = feed_xml_next(n)) {
		struct str *cpe = arena_new(j->a, struct str);
		struct feed_jvn_item it = {
			.vendor = feed_xml_attribute(n, "vendor"),
			.product = feed_xml_attribute(n, "product"),
			.cpes = cpe,
			.n_cpes = 1,
		};

		*cpe = either(n->text, feed_xml_attribute(n, "name"));
		feed_jvn_item(j, &it);
	}
}

/* The identifier of an item; of one without, from its address. */
static struct str
id_of(const struct feed_xml_node *item)
{
	struct str id = either(feed_xml_text(item, SEC, "identifier"),
	    feed_xml_text(item, MAIN, "id"));
	struct str name = str_base_name(link_of(item));

	if (id.n == 0 && str_ends(name, S(".html")))
		id = str_sub(name, 0, name.n - 5);
	return id;
}

static bool
take_record(struct feed_xml *x, const struct feed_xml_node *item)
{
	struct record r = { item, x->lang };
	struct feed_jvn j = { .a = x->scratch, .fill = fill, .ctx = &r };
	const struct feed_xml_node *n;

	j.k.doc = &x->piece;
	j.k.sink = x->sink;
	j.id = id_of(item);
	for (n = feed_xml_get(item, SEC, "references"); n != NULL;
	     n = feed_xml_next(n)) {
		struct str source = feed_xml_attribute(n, "source");

		if (str_eq(source, S("CVE")) || str_eq(source, S("NVD")))
			feed_jvn_cve(&j, feed_xml_attribute(n, "id"));
	}
	take_cpes(&j, item);
	n = feed_xml_get(feed_xml_get(item, SEC, "items"), SEC, "item");
	for (; n != NULL; n = feed_xml_next(n))
		take_cpes(&j, n);
	return feed_jvn_end(&j);
}

static bool
take(struct feed_xml *x, const struct feed_xml_node *node)
{
	struct feed_jvn_count *count = x->ctx;

	if (node->space == FEED_XML_STATUS) {
		feed_jvn_status(x, node, count);
		return true;
	}
	if (node->space != MAIN)
		return true;
	count->records++;
	return take_record(x, node);
}

bool
feed_jvnrss(struct arena *scratch, const struct feed_document *doc,
    const struct feed_sink *sink)
{
	static const struct str wanted[] = { STR_INIT("item"),
		STR_INIT("entry"), STR_INIT("Status"), STR_INIT("") };
	struct feed_jvn_count count = { 0 };
	struct feed_xml x = { .scratch = scratch,
		.doc = doc,
		.sink = sink,
		.wanted = wanted,
		.take = take,
		.ctx = &count };
	bool ok = feed_xml(&x);

	if (ok)
		feed_jvn_counted(&x, &count);
	return ok;
}
