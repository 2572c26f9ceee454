#include "base/arena.h"
#include "base/str.h"
#include "feed/feed_jvn.h"
#include "feed/feed_read.h"
#include "feed/feed_xml.h"

#define MAIN	FEED_XML_MAIN

/* A record that is being read. */
struct record {
	const struct feed_xml_node *data;
	struct str lang;
};

bool
feed_vuldef_is(struct str head)
{
	struct str root = feed_xml_root(head);

	return str_eq(root, S("VULDEF-Document")) ||
	    str_ends(root, S(":VULDEF-Document"));
}

/* The text of a path of elements, three at most. */
static struct str
text_at(const struct feed_xml_node *n, const char *one, const char *two,
    const char *three)
{
	n = feed_xml_get(n, MAIN, one);
	if (two != NULL)
		n = feed_xml_get(n, MAIN, two);
	if (three != NULL)
		n = feed_xml_get(n, MAIN, three);
	return n != NULL ? n->text : S("");
}

static bool
is_named(struct str name, struct str word)
{
	return str_find(name, word, 0) != SIZE_MAX;
}

/* Whether a related item names the vulnerability itself. */
static bool
is_cve(const struct feed_xml_node *item)
{
	struct str name = feed_xml_text(item, MAIN, "Name");

	/* Name is the source, VulinfoID its id. */
	return is_named(name, S("Common Vulnerabilities and Exposures")) ||
	    is_named(name, S("National Vulnerability Database"));
}

static void
take_related(struct feed_make *k, const struct feed_xml_node *item,
    struct str cve)
{
	struct str type = feed_xml_attribute(item, "type");
	struct str id = feed_xml_text(item, MAIN, "VulinfoID");
	struct str name = feed_xml_text(item, MAIN, "Name");

	if (str_eq(type, S("cwe"))) {
		feed_make_cwe(k, id);
		return;
	}
	if (feed_jvn_is_id(id))
		feed_make_related(k, id);
	if (is_named(name, S("Known Exploited Vulnerabilities")) &&
	    (cve.n == 0 || !str_starts(id, S("CVE-")) || str_eq(id, cve)))
		k->r.is_exploited = true;
	feed_make_link(k, feed_xml_text(item, MAIN, "URL"), type);
}

static void
fill(struct feed_jvn *j, struct str cve)
{
	const struct record *r = j->ctx;
	struct feed_make *k = &j->k;
	const struct feed_xml_node *data = r->data, *n;

	feed_jvn_words(k, r->lang, text_at(data, "Title", NULL, NULL),
	    text_at(data, "VulinfoDescription", "Overview", NULL));
	k->r.solution = feed_jvn_plain(k->a,
	    text_at(data, "Solution", "SolutionItem", "Description"));
	feed_make_time(k, text_at(data, "DateFirstPublished", NULL, NULL),
	    &k->r.published);
	feed_make_time(k, text_at(data, "DateLastUpdated", NULL, NULL),
	    &k->r.modified);
	n = feed_xml_get(feed_xml_get(data, MAIN, "Impact"), MAIN, "Cvss");
	for (; n != NULL; n = feed_xml_next(n))
		feed_jvn_score(k, feed_xml_attribute(n, "version"),
		    feed_xml_text(n, MAIN, "Vector"),
		    feed_xml_text(n, MAIN, "Base"));
	n = feed_xml_get(feed_xml_get(data, MAIN, "Related"), MAIN,
	    "RelatedItem");
	for (; n != NULL; n = feed_xml_next(n))
		take_related(k, n, cve);
}

/* The texts of all children of a name. */
static struct str *
texts(struct arena *a, const struct feed_xml_node *node, const char *name,
    size_t *n)
{
	const struct feed_xml_node *first = feed_xml_get(node, MAIN, name);
	struct str *v;

	*n = 0;
	for (node = first; node != NULL; node = feed_xml_next(node))
		++*n;
	v = arena_array(a, struct str, *n);
	*n = 0;
	for (node = first; node != NULL; node = feed_xml_next(node))
		v[(*n)++] = node->text;
	return v;
}

static bool
take_record(struct feed_xml *x, const struct feed_xml_node *node)
{
	struct record r = { .lang = x->lang };
	struct feed_jvn j = { .a = x->scratch, .fill = fill, .ctx = &r };
	const struct feed_xml_node *n;

	j.k.doc = &x->piece;
	j.k.sink = x->sink;
	j.id = feed_xml_text(node, MAIN, "VulinfoID");
	r.data = feed_xml_get(node, MAIN, "VulinfoData");
	n = feed_xml_get(feed_xml_get(r.data, MAIN, "Related"), MAIN,
	    "RelatedItem");
	for (; n != NULL; n = feed_xml_next(n)) {
		if (is_cve(n))
			feed_jvn_cve(&j, feed_xml_text(n, MAIN, "VulinfoID"));
	}
	n = feed_xml_get(feed_xml_get(r.data, MAIN, "Affected"), MAIN,
	    "AffectedItem");
	for (; n != NULL; n = feed_xml_next(n)) {
		struct feed_jvn_item it = {
			.vendor = feed_xml_text(n, MAIN, "Name"),
			.product = feed_xml_text(n, MAIN, "ProductName"),
		};

		it.cpes = texts(x->scratch, n, "Cpe", &it.n_cpes);
		it.phrases = texts(x->scratch, n, "VersionNumber",
		    &it.n_phrases);
		feed_jvn_item(&j, &it);
	}
	return feed_jvn_end(&j);
}

static bool
take(struct feed_xml *x, const struct feed_xml_node *node)
{
	struct feed_jvn_count *count = x->ctx;

	if (!str_eq(node->name, S("Vulinfo"))) {
		feed_jvn_status(x, node, count);
		return true;
	}
	count->records++;
	return take_record(x, node);
}

bool
feed_vuldef(struct arena *scratch, const struct feed_document *doc,
    const struct feed_sink *sink)
{
	static const struct str wanted[] = { STR_INIT("Vulinfo"),
		STR_INIT("Status"), STR_INIT("") };
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
