#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "feed/feed_distro.h"
#include "feed/feed_json.h"
#include "feed/feed_make.h"
#include "feed/feed_read.h"
#include "feed/feed_words.h"
#include "version/cpe.h"
#include "version/scheme.h"

/* The members that are read. */
static const struct str keep[] = {
	STR_INIT("id"),
	STR_INIT("modified"),
	STR_INIT("published"),
	STR_INIT("withdrawn"),
	STR_INIT("aliases"),
	STR_INIT("related"),
	STR_INIT("upstream"),
	STR_INIT("summary"),
	STR_INIT("details"),
	STR_INIT("severity"),
	STR_INIT("type"),
	STR_INIT("score"),
	STR_INIT("affected"),
	STR_INIT("package"),
	STR_INIT("ecosystem"),
	STR_INIT("name"),
	STR_INIT("purl"),
	STR_INIT("ranges"),
	STR_INIT("repo"),
	STR_INIT("events"),
	STR_INIT("introduced"),
	STR_INIT("fixed"),
	STR_INIT("last_affected"),
	STR_INIT("limit"),
	STR_INIT("versions"),
	STR_INIT("ecosystem_specific"),
	STR_INIT("urgency"),
	STR_INIT("database_specific"),
	STR_INIT("cwe_ids"),
	STR_INIT("cpes"),
	STR_INIT("last_known_affected_version_range"),
	STR_INIT("references"),
	STR_INIT("url"),
	STR_INIT(""),
};

struct event {
	enum event_kind { INTRODUCED, FIXED, LAST, LIMIT } kind;
	struct str version;
};

bool
feed_osv_is(struct str head)
{
	return (feed_json_has(head, S("id")) &&
		   feed_json_has(head, S("modified")) &&
		   (feed_json_has(head, S("affected")) ||
		       feed_json_has(head, S("details")) ||
		       feed_json_has(head, S("summary")) ||
		       feed_json_has(head, S("withdrawn")))) ||
	    (feed_json_has(head, S("affected")) &&
		feed_json_has(head, S("package")) &&
		feed_json_has(head, S("ecosystem")));
}

/* ---- ranges ------------------------------------------------------------ */

static bool
read_event(struct feed_make *k, const struct json_node *n, struct event *out)
{
	static const struct {
		const char *name;
		enum event_kind kind;
	} kinds[] = {
		{ "introduced", INTRODUCED },
		{ "fixed", FIXED },
		{ "last_affected", LAST },
		{ "limit", LIMIT },
	};

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		struct str s = feed_make_word(k,
		    json_get_str(n, kinds[i].name));

		if (s.n == 0)
			continue;
		out->kind = kinds[i].kind;
		out->version = s;
		return true;
	}
	return false;
}

/* "0" comes before everything; of what cannot be compared, nothing is known. */
static bool
is_before(const struct scheme *s, const struct event *x, const struct event *y)
{
	bool is_zero = str_eq(x->version, S("0"));
	int cmp = 0;

	if (is_zero || str_eq(y->version, S("0")))
		return is_zero && !str_eq(y->version, S("0"));
	return s != NULL && scheme_compare(s, x->version, y->version, &cmp) &&
	    cmp < 0;
}

/* Events are mostly in order; the schema does not demand it. */
static void
sort(const struct scheme *s, struct event *v, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct event e = v[i];
		size_t at = i;

		for (; at > 0 && is_before(s, &e, &v[at - 1]); at--)
			v[at] = v[at - 1];
		v[at] = e;
	}
}

static size_t
read_events(struct feed_make *k, const struct json_node *range,
    struct event **out)
{
	const struct json_node *list = json_get(range, "events");
	const struct json_node *n = feed_json_first(list);
	size_t count = 0;

	if (n == NULL)
		return 0;
	if (list->n > LIMIT_FEED_EVENTS)
		feed_make_report(k, "real ranges have some 20",
		    "a range has too many events; the rest is left out");
	*out = arena_array(k->a, struct event, list->n);
	for (; n != NULL && count < LIMIT_FEED_EVENTS; n = n->next)
		count += read_event(k, n, &(*out)[count]);
	return count;
}

/* A stretch from each introduction to what ends it. */
static void
take_range(struct feed_make *k, struct feed_ware *w,
    const struct json_node *range)
{
	struct feed_stretch s = { .status = FEED_AFFECTED };
	struct event *v = NULL;
	size_t n = read_events(k, range, &v);
	bool is_open = false;

	sort(scheme_find(w->e.scheme), v, n);
	for (size_t i = 0; i < n; i++) {
		bool is_zero = str_eq(v[i].version, S("0"));

		if (v[i].kind == INTRODUCED) {
			if (is_open)
				continue;
			s.low = is_zero ? S("") : v[i].version;
			s.low_included = !is_zero;
			is_open = true;
			continue;
		}
		if (!is_open ||
		    (v[i].kind == LIMIT && str_eq(v[i].version, S("*"))))
			continue;
		s.high = v[i].version;
		s.high_included = v[i].kind == LAST;
		feed_make_stretch(k, w, &s);
		s.high = S("");
		is_open = false;
	}
	s.high = S("");
	s.high_included = false;
	if (is_open)
		feed_make_stretch(k, w, &s);
}

/* GHSA says the end of a range without a fix apart: "<= 1.2.3". */
static void
take_last_known(struct feed_make *k, struct feed_ware *w,
    const struct json_node *affected)
{
	struct str text = json_get_str(json_get(affected, "database_specific"),
	    "last_known_affected_version_range");
	struct feed_stretch *s;
	struct feed_words words;

	if (text.n == 0 || w->e.n_stretches == 0)
		return;
	s = &w->e.stretches[w->e.n_stretches - 1];
	words = feed_words(k->a, feed_make_word(k, text));
	if (s->high.n > 0 || words.n != 1 || words.v[0].high.n == 0)
		return;
	s->high = words.v[0].high;
	s->high_included = words.v[0].high_included;
	s->high_is_prefix = words.v[0].high_is_prefix;
}

/* A repository of GitHub is a package, too. */
static void
take_repository(struct feed_make *k, struct feed_ware *w, struct str url)
{
	struct str path, owner, name, rest;

	w->e.is_git = true;
	w->e.text = feed_make_word(k, url);
	if (w->e.by != FEED_BY_NAME ||
	    !str_starts(url, S("https://github.com/")))
		return;
	path = str_from(w->e.text, 19);
	if (!str_cut(path, '/', &owner, &rest))
		return;
	(void)str_cut(rest, '/', &name, &rest);
	if (str_ends(name, S(".git")))
		name.n -= 4;
	w->e.by = FEED_BY_PURL;
	w->e.type = S("github");
	w->e.namespace = owner;
	w->e.name = name;
}

static void
take_versions(struct feed_make *k, struct feed_ware *w,
    const struct json_node *affected)
{
	const struct json_node *n = feed_json_list(affected, "ranges");
	bool has_git = false;

	for (; n != NULL; n = n->next) {
		struct str type = json_get_str(n, "type");

		if (str_eq(type, S("GIT"))) {
			take_repository(k, w, json_get_str(n, "repo"));
			has_git = true;
			continue;
		}
		if (w->e.scheme.n == 0 && str_eq(type, S("SEMVER")))
			w->e.scheme = S("semver");
		take_range(k, w, n);
	}
	take_last_known(k, w, affected);
	for (n = feed_json_list(affected, "versions"); n != NULL; n = n->next)
		feed_make_version(k, w, n->text);
	w->e.is_git = has_git && w->e.n_stretches == 0 && w->e.n_versions == 0;
	w->e.is_all = !has_git && w->e.n_stretches == 0 &&
	    w->e.n_versions == 0;
	if (!w->e.is_git && !w->e.is_all)
		w->e.otherwise = FEED_NOT_AFFECTED;
}

/* ---- products ---------------------------------------------------------- */

/* Bitnami says CPE names beside its own package. */
static void
add_cpes(struct feed_make *k, const struct feed_ware *w,
    const struct json_node *root)
{
	const struct json_node *n = feed_json_list(json_get(root,
						       "database_specific"),
	    "cpes");

	for (; n != NULL; n = n->next) {
		struct feed_affects e = w->e;
		struct cpe cpe;

		e.by = FEED_BY_CPE;
		e.cpe = feed_make_cpe(k, n->text, &cpe);
		if (e.cpe.n > 0)
			feed_make_affects(k, &e);
	}
}

static void
take_severity(struct feed_make *k, const struct json_node *of)
{
	const struct json_node *n = feed_json_list(of, "severity");

	for (; n != NULL; n = n->next) {
		if (str_starts(json_get_str(n, "type"), S("CVSS_")))
			feed_make_score(k, json_get_str(n, "score"), S(""),
			    NULL);
	}
}

static void
take_affected(struct feed_make *k, const struct json_node *root,
    const struct json_node *n)
{
	const struct json_node *package = json_get(n, "package");
	struct feed_ware w = { .e = { .by = FEED_BY_NAME } };
	struct str name = feed_make_word(k, json_get_str(package, "name"));
	struct str purl = json_get_str(package, "purl");
	bool is_source;

	w.e.product = name;
	(void)feed_distro_ecosystem(k->a,
	    feed_make_word(k, json_get_str(package, "ecosystem")), name, &w.e);
	is_source = w.e.is_source;
	if (purl.n > 0 && !feed_make_purl(k, purl, &w.e, NULL))
		feed_make_report(k, "see the rules of its type",
		    "a package URL is none; the name in its ecosystem counts");
	w.e.is_source = w.e.is_source || is_source;
	w.e.note = feed_make_word(k,
	    json_get_str(json_get(n, "ecosystem_specific"), "urgency"));
	take_versions(k, &w, n);
	if (w.e.by == FEED_BY_NAME && name.n == 0)
		return;
	feed_make_affects(k, &w.e);
	add_cpes(k, &w, root);
	take_severity(k, n);
}

static void
take_ids(struct feed_make *k, const struct json_node *root)
{
	const struct json_node *n = feed_json_list(root, "aliases");

	for (; n != NULL; n = n->next)
		feed_make_alias(k, n->text);
	for (n = feed_json_list(root, "related"); n != NULL; n = n->next)
		feed_make_related(k, n->text);
	for (n = feed_json_list(root, "upstream"); n != NULL; n = n->next)
		feed_make_upstream(k, n->text);
	n = feed_json_list(json_get(root, "database_specific"), "cwe_ids");
	for (; n != NULL; n = n->next)
		feed_make_cwe(k, n->text);
}

bool
feed_osv(struct arena *scratch, const struct feed_document *doc,
    const struct feed_sink *sink)
{
	struct feed_make k = { .a = scratch, .doc = doc, .sink = sink };
	const struct json_node *root = feed_json(scratch, doc, sink, keep), *n;

	if (root == NULL)
		return true;
	feed_make_begin(&k, 0, doc->text.n);
	if (!feed_make_id(&k, json_get_str(root, "id")))
		return true;
	k.r.is_withdrawn = json_get_str(root, "withdrawn").n > 0;
	feed_make_time(&k, json_get_str(root, "published"), &k.r.published);
	feed_make_time(&k, json_get_str(root, "modified"), &k.r.modified);
	k.r.title_en = feed_make_text(json_get_str(root, "summary"));
	k.r.text_en = feed_make_text(json_get_str(root, "details"));
	take_ids(&k, root);
	take_severity(&k, root);
	for (n = feed_json_list(root, "references"); n != NULL; n = n->next)
		feed_make_link(&k, json_get_str(n, "url"),
		    json_get_str(n, "type"));
	for (n = feed_json_list(root, "affected"); n != NULL; n = n->next)
		take_affected(&k, root, n);
	return feed_make_end(&k);
}
