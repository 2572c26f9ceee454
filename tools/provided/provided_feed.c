/* A ROLIE feed against the documents (CSAF 2.0, 7.1.15). */
#include "base/arena.h"
#include "base/map.h"
#include "provided/provided_part.h"

#define BUILD	"build the tree anew"

struct feed {
	struct provided *k;
	struct provided_file *f;
	struct str label;
	struct map *met;	/* documents, by path */
	struct csaf_time before;	/* updated of the entry before */
	bool has_before;
	struct csaf_time newest;
	bool has_newest;
};

static void
wrong(struct feed *x, const struct json_node *node, const char *what,
    struct str text)
{
	provided_error(x->k->d, PROVIDED_FEED, node->at, BUILD, "%s '%.*s'",
	    what, STR_ARG(provided_quote(text)));
}

/* A date of an entry, equal to the document's. */
static void
check_date(struct feed *x, const struct json_node *entry, const char *name,
    const struct csaf_time *want)
{
	const struct json_node *node = json_get(entry, name);
	struct csaf_time t;

	if (node == NULL || !csaf_format_time(node->text, &t))
		return;
	if (csaf_format_time_cmp(&t, want) != 0)
		provided_error(x->k->d, PROVIDED_FEED, node->at, BUILD,
		    "'%s' is not the date in the document", name);
}

static void
check_order(struct feed *x, const struct json_node *entry)
{
	const struct json_node *node = json_get(entry, "updated");
	struct csaf_time t;

	if (node == NULL || !csaf_format_time(node->text, &t))
		return;
	if (x->has_before && csaf_format_time_cmp(&t, &x->before) > 0)
		provided_warn(x->k->d, PROVIDED_FEED, node->at, BUILD,
		    "entries are not in order, the newest first");
	if (!x->has_newest || csaf_format_time_cmp(&t, &x->newest) > 0)
		x->newest = t;
	x->before = t;
	x->has_before = x->has_newest = true;
}

/* Which links an entry has: bits. */
enum {
	LINK_SELF = 1,
	LINK_SHA256 = 2,
	LINK_SHA512 = 4,
	LINK_SIGNATURE = 8,
};

static unsigned
kind_of(struct str rel, struct str ending)
{
	if (str_eq(rel, S("self")) && ending.n == 0)
		return LINK_SELF;
	if (str_eq(rel, S("hash")) && str_eq(ending, S(".sha256")))
		return LINK_SHA256;
	if (str_eq(rel, S("hash")) && str_eq(ending, S(".sha512")))
		return LINK_SHA512;
	if (str_eq(rel, S("signature")) && str_eq(ending, S(".asc")))
		return LINK_SIGNATURE;
	return 0;
}

static void
check_links(struct feed *x, const struct json_node *entry, struct str url)
{
	const struct json_node *list = json_get(entry, "link");
	bool is_trusted = provided_is_trusted(x->k, x->f->path);
	unsigned met = 0;

	for (const struct json_node *m =
		 list != NULL && list->kind == JSON_IS_ARRAY ? list->first :
							       NULL;
	     m != NULL; m = m->next) {
		struct str href = json_get_str(m, "href");
		struct str rel = json_get_str(m, "rel");

		if (str_starts(href, url))
			met |= kind_of(rel, str_from(href, url.n));
		if (x->k->base.n > 0 && str_starts(href, x->k->base) &&
		    provided_url(x->k, href) == NULL)
			wrong(x, m, "there is no file for", href);
	}
	if ((met & LINK_SELF) == 0)
		wrong(x, entry, "no link 'self' names", url);
	if ((met & (LINK_SHA256 | LINK_SHA512)) == 0)
		wrong(x, entry, "no link 'hash' is given for", url);
	if (is_trusted && (met & LINK_SIGNATURE) == 0)
		wrong(x, entry, "no link 'signature' is given for", url);
}

static void
check_label(struct feed *x, const struct json_node *entry,
    const struct provided_document *doc)
{
	int feed = provided_document_rank(x->label);
	int own = provided_document_rank(doc->label);

	if (own > feed)
		provided_error(x->k->d, PROVIDED_FEED, entry->at, BUILD,
		    "a document with TLP:%.*s is in the feed of TLP:%.*s",
		    STR_ARG(doc->label), STR_ARG(x->label));
	else if (own >= 0 && own < feed)
		provided_warn(x->k->d, PROVIDED_FEED, entry->at, BUILD,
		    "a document with TLP:%.*s is in the feed of TLP:%.*s",
		    STR_ARG(doc->label), STR_ARG(x->label));
}

static void
check_entry(struct feed *x, const struct json_node *entry)
{
	const struct json_node *src = json_get(json_get(entry, "content"),
	    "src");
	struct str url = src != NULL ? src->text : S("");
	struct provided_file *f = provided_url(x->k, url);
	struct provided_document *doc = f != NULL ? f->doc : NULL;
	struct str version = json_get_str(json_get(entry, "format"),
	    "version");

	check_order(x, entry);
	if (src == NULL)
		return;
	if (doc == NULL) {
		wrong(x, src, "there is no document for", url);
		return;
	}
	if (!map_add(x->met, f->path, f))
		wrong(x, src, "a second entry is for", url);
	doc->is_fed = true;
	if (doc->id.n > 0 && !str_eq(json_get_str(entry, "id"), doc->id))
		wrong(x, entry, "the id is not that of the document:",
		    json_get_str(entry, "id"));
	if (doc->has_dates) {
		check_date(x, entry, "published", &doc->initial);
		check_date(x, entry, "updated", &doc->current);
	}
	if (doc->version.n > 0 && !str_eq(version, doc->version))
		wrong(x, entry,
		    "the document is of another version of CSAF:", version);
	check_label(x, entry, doc);
	check_links(x, entry, url);
}

/* The first link leads to the feed itself; its date is the newest one. */
static void
check_head(struct feed *x, const struct json_node *feed)
{
	const struct json_node *list = json_get(feed, "link");
	const struct json_node *updated = json_get(feed, "updated");
	const struct json_node *first = list != NULL ? list->first : NULL;
	struct csaf_time t;

	if (first != NULL &&
	    (!str_eq(json_get_str(first, "rel"), S("self")) ||
		provided_url(x->k, json_get_str(first, "href")) != x->f))
		wrong(x, first, "the first link is not the feed itself:",
		    json_get_str(first, "href"));
	if (updated != NULL && x->has_newest &&
	    csaf_format_time(updated->text, &t) &&
	    csaf_format_time_cmp(&t, &x->newest) != 0)
		provided_error(x->k->d, PROVIDED_FEED, updated->at, BUILD,
		    "'updated' is not the newest date of the entries");
}

void
provided_feed(struct provided *k, struct provided_file *f, struct str label)
{
	const struct json_node *feed =
	    json_get(provided_json(k, f, PROVIDED_FEED, PROVIDED_SHAPE_FEED),
		"feed");
	const struct json_node *entries = json_get(feed, "entry");
	struct feed x = { .k = k,
		.f = f,
		.label = label,
		.met = map_open(k->a) };

	if (entries == NULL || entries->kind != JSON_IS_ARRAY)
		return;
	for (const struct json_node *m = entries->first; m != NULL;
	     m = m->next)
		check_entry(&x, m);
	if (entries->first == NULL)
		provided_warn(k->d, PROVIDED_FEED, entries->at, BUILD,
		    "the feed is empty");
	check_head(&x, feed);
}
