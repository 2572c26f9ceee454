#include <stdlib.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "model/records.h"
#include "import/import_impl.h"
#include "import/import_make.h"
#include "import/import_osv.h"
#include "import/import_ware.h"
#include "version/purl.h"
#include "version/vers.h"

/*
 * Ecosystems (OSV schema) with the order of their versions and, where a name
 * alone tells the package, the type of its package URL and what parts the
 * name from its namespace.
 */
static const struct ecosystem {
	const char *name;
	const char *scheme;
	const char *purl;
	char separator;
} ecosystems[] = {
	{ "Alpine", "alpine", NULL, 0 },
	{ "AlmaLinux", "rpm", NULL, 0 },
	{ "Bitnami", "semver", "bitnami", 0 },
	{ "CRAN", "generic", "cran", 0 },
	{ "crates.io", "cargo", "cargo", 0 },
	{ "Debian", "deb", NULL, 0 },
	{ "Go", "golang", "golang", '/' },
	{ "Hackage", "generic", "hackage", 0 },
	{ "Hex", "hex", "hex", 0 },
	{ "Maven", "maven", "maven", ':' },
	{ "npm", "npm", "npm", '/' },
	{ "NuGet", "nuget", "nuget", 0 },
	{ "openSUSE", "rpm", NULL, 0 },
	{ "Packagist", "composer", "composer", '/' },
	{ "Pub", "semver", "pub", 0 },
	{ "PyPI", "pypi", "pypi", 0 },
	{ "Red Hat", "rpm", NULL, 0 },
	{ "Rocky Linux", "rpm", NULL, 0 },
	{ "RubyGems", "gem", "gem", 0 },
	{ "SUSE", "rpm", NULL, 0 },
	{ "SwiftURL", "semver", NULL, 0 },
	{ "Ubuntu", "deb", NULL, 0 },
};

static const struct ecosystem *
find(struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(ecosystems); i++) {
		if (str_eq_z(name, ecosystems[i].name))
			return &ecosystems[i];
	}
	return NULL;
}

/* A package's address where the record leaves it out. */
static struct str
purl_of(struct import_made *m, const struct ecosystem *e, struct str name)
{
	struct purl p = { 0 }, check;
	size_t cut = name.n;
	struct str out;
	const char *why;

	if (e == NULL || e->purl == NULL)
		return S("");
	while (cut > 0 && name.p[cut - 1] != e->separator)
		cut--;
	p.type = str_z(e->purl);
	p.namespace = cut > 0 ? str_sub(name, 0, cut - 1) : S("");
	p.name = str_from(name, cut);
	out = purl_canonical(m->a, &p);
	return purl_parse(m->a, out, &check, &why) ? out : S("");
}

/* ---- ranges ---------------------------------------------------------- */

struct package {
	struct import_made *m;
	struct import_ware *ware;
	const struct ecosystem *ecosystem;
};

/* The one member of an event, a version; NULL with a report. */
static const struct json_node *
event_of(struct import_made *m, const struct json_node *event)
{
	static const char *const names[] = { "introduced", "fixed",
		"last_affected", "limit" };

	for (size_t i = 0; event->n == 1 && i < ARRAY_LEN(names); i++) {
		if (json_get(event, names[i]) != NULL)
			return import_read_need(m->k, event, names[i],
			    JSON_IS_STRING);
	}
	import_read_error(m->k, "csaf-shape", span_sub(event->at, 0, 1),
	    "an event is one of introduced, fixed, last_affected, limit");
	return NULL;
}

/* Commits have no order of their own. */
static void
put_commits(const struct package *p, const struct json_node *range)
{
	struct import_made *m = p->m;
	const struct json_node *event = import_read_items(m->k, range,
	    "events", JSON_IS_OBJECT);
	struct str text = str_fmt(m->a, "git %.*s",
	    STR_ARG(import_read_line(m->k,
		import_read_member(m->k, range, "repo", JSON_IS_STRING))));

	for (; event != NULL; event = event->next) {
		const struct json_node *e = event_of(m, event);

		if (e == NULL)
			return;
		text = str_fmt(m->a, "%.*s, %.*s %.*s", STR_ARG(text),
		    STR_ARG(e->name), STR_ARG(import_read_line(m->k, e)));
		if (text.n > LIMIT_IMPORT_WORDS) {
			import_read_error(m->k, "csaf-limit", range->at,
			    "a range of commits is kept in words, of at most "
			    "%d bytes",
			    LIMIT_IMPORT_WORDS);
			return;
		}
	}
	import_ware_words(p->ware, text, (int)STATUS_KNOWN_AFFECTED,
	    span_sub(range->at, 0, 1));
}

static void
put_piece(const struct package *p, struct import_ware_range *r, int status,
    struct span at)
{
	if (r->low.n > 0 && str_eq(r->low, r->high) && !r->high_included)
		return;
	import_ware_range(p->ware, r, status, at);
}

/* An event that ends or begins a piece. */
struct event {
	const struct json_node *node;
	struct str version;	/* empty: before all others */
	struct str scheme;
	size_t order;		/* in the record */
};

static int
event_cmp(const void *a, const void *b)
{
	const struct event *x = a, *y = b;
	int cmp = (x->version.n > 0) - (y->version.n > 0);

	if (cmp == 0 && x->version.n > 0)
		(void)vers_compare(x->scheme, x->version, y->version, &cmp);
	if (cmp != 0)
		return cmp;
	return x->order < y->order ? -1 : x->order > y->order;
}

/* The events in the order of their versions; a limit at "*" is none. */
static size_t
read_events(struct import_made *m, const struct json_node *range,
    struct str scheme, struct event **out)
{
	const struct json_node *item = import_read_items(m->k, range, "events",
	    JSON_IS_OBJECT);
	struct event *v = NULL;
	size_t n = 0, cap = 0;

	for (; item != NULL; item = item->next) {
		const struct json_node *e = event_of(m, item);
		struct str version;

		if (e == NULL)
			return 0;
		version = import_read_line(m->k, e);
		if (str_eq_z(version, "*") && str_eq_z(e->name, "limit"))
			continue;
		if (str_eq_z(version, "0") && str_eq_z(e->name, "introduced"))
			version = S("");
		v = arena_grow(m->a, v, n, &cap, sizeof(*v));
		v[n] = (struct event){ e, version, scheme, n };
		n++;
	}
	if (n > 0)
		qsort(v, n, sizeof(*v), event_cmp);
	*out = v;
	return n;
}

static size_t
count_limits(const struct event *v, size_t n)
{
	size_t limits = 0;

	for (size_t i = 0; i < n; i++)
		limits += str_eq_z(v[i].node->name, "limit");
	return limits;
}

/*
 * Each introduced begins a piece, fixed, last_affected and the last limit end
 * it; what has the fix is known up to where the flaw comes again.
 */
static void
put_events(const struct package *p, const struct json_node *range)
{
	struct import_ware_range r = { .scheme = S("") };
	struct event *v = NULL;
	struct span at = range->at;
	int status = 0;
	size_t n, limits;

	r.scheme = p->ecosystem != NULL ? str_z(p->ecosystem->scheme) : S("");
	if (str_eq_z(json_get_str(range, "type"), "SEMVER"))
		r.scheme = S("semver");
	n = read_events(p->m, range, r.scheme, &v);
	limits = count_limits(v, n);
	for (size_t i = 0; i < n; i++) {
		bool begins = str_eq_z(v[i].node->name, "introduced");
		bool is_last = str_eq_z(v[i].node->name, "last_affected");
		bool is_limit = str_eq_z(v[i].node->name, "limit");

		if (is_limit && --limits > 0)
			continue;
		/* Two that begin, or two that end: the first holds. */
		if (begins == (status == (int)STATUS_KNOWN_AFFECTED))
			continue;
		at = v[i].node->at;
		r.high = v[i].version;
		r.high_included = is_last;
		if (status != 0)
			put_piece(p, &r, status, at);
		r.low = r.high;
		r.high = S("");
		r.high_included = false;
		status = begins         ? (int)STATUS_KNOWN_AFFECTED :
		    is_last || is_limit ? 0 :
					  (int)STATUS_FIXED;
	}
	if (status != 0)
		put_piece(p, &r, status, at);
}

static void
put_ranges(const struct package *p, const struct json_node *affected)
{
	struct import_made *m = p->m;
	const struct json_node *range = import_read_items(m->k, affected,
	    "ranges", JSON_IS_OBJECT);
	const struct json_node *v = import_read_items(m->k, affected,
	    "versions", JSON_IS_STRING);

	for (; v != NULL; v = v->next) {
		struct str version = import_read_line(m->k, v);

		if (version.n > 0)
			import_ware_version(p->ware, version,
			    (int)STATUS_KNOWN_AFFECTED, v->at);
	}
	for (; range != NULL; range = range->next) {
		const struct json_node *type = import_read_need(m->k, range,
		    "type", JSON_IS_STRING);

		import_read_known(m->k, range, "events repo type");
		if (type == NULL)
			continue;
		if (str_eq_z(type->text, "GIT"))
			put_commits(p, range);
		else
			put_events(p, range);
	}
}

/* ---- scores ---------------------------------------------------------- */

void
import_osv_severity(struct import_made *m, const struct json_node *of,
    const struct import_ware *ware)
{
	const struct json_node *item = import_read_items(m->k, of, "severity",
	    JSON_IS_OBJECT);

	for (; item != NULL; item = item->next) {
		const struct json_node *type = import_read_need(m->k, item,
		    "type", JSON_IS_STRING);
		const struct json_node *vector = import_read_need(m->k, item,
		    "score", JSON_IS_STRING);
		struct json_node *score;

		import_read_known(m->k, item, "score type");
		if (type == NULL || vector == NULL)
			continue;
		if (!str_starts(type->text, S("CVSS_"))) {
			import_read_alert(m->k, "csaf-not-kept", type->at,
			    "a severity of '%.*s' is not taken over",
			    STR_ARG(type->text));
			continue;
		}
		score = import_make_item(m, m->flaw, "scores", vector->at);
		import_make_copy(m,
		    import_make_object(m, score, "~cvss", vector->at),
		    "vectorString", vector);
		if (ware != NULL)
			import_ware_affected(ware, m, score, "products");
		if (json_get(score, "products") == NULL)
			import_make_text(m, score, "~general", vector->at,
			    S("true"));
	}
}

/* ---- packages -------------------------------------------------------- */

/* "PyPI"; of "AlmaLinux:8" the release is a family of packages. */
static struct import_ware *
ware_of(struct import_made *m, struct import_wares *wares,
    const struct json_node *affected, const struct ecosystem **out)
{
	const struct json_node *package = import_read_member(m->k, affected,
	    "package", JSON_IS_OBJECT);
	struct str ecosystem = import_read_line(m->k,
	    import_read_need(m->k, package, "ecosystem", JSON_IS_STRING));
	struct import_ware_names names = {
		.product = import_read_line(m->k,
		    import_read_need(m->k, package, "name", JSON_IS_STRING)),
		.purl = import_read_line(m->k,
		    import_read_member(m->k, package, "purl", JSON_IS_STRING)),
	};
	struct str rest;

	import_read_known(m->k, package, "ecosystem name purl");
	if (str_cut(ecosystem, ':', &names.vendor, &rest))
		names.family = ecosystem;
	*out = find(names.vendor);
	if (names.purl.n == 0)
		names.purl = purl_of(m, *out, names.product);
	return package == NULL || names.product.n == 0 ?
	    NULL :
	    import_ware(wares, &names, package->at);
}

/* Without a package a repository is: OWNER/NAME at the end of its address. */
static struct import_ware *
repository_of(struct import_made *m, struct import_wares *wares,
    const struct json_node *affected)
{
	const struct json_node *range = import_read_items(m->k, affected,
	    "ranges", JSON_IS_OBJECT);
	struct import_ware_names names = { .product = S("") };
	struct str url;

	while (range != NULL && json_get_str(range, "repo").n == 0)
		range = range->next;
	if (range == NULL)
		return NULL;
	url = import_read_line(m->k, json_get(range, "repo"));
	while (str_ends(url, S("/")))
		url.n--;
	if (str_ends(url, S(".git")))
		url.n -= 4;
	names.product = str_base_name(url);
	if (url.n > names.product.n)
		names.vendor = str_base_name(
		    str_sub(url, 0, url.n - names.product.n - 1));
	return names.product.n == 0 ? NULL :
				      import_ware(wares, &names, range->at);
}

void
import_osv_affected(struct import_made *m, struct import_wares *wares)
{
	const struct json_node *item = import_read_items(m->k, m->from,
	    "affected", JSON_IS_OBJECT);

	for (; item != NULL; item = item->next) {
		struct package p = { .m = m };

		import_read_known(m->k, item,
		    "package ranges severity versions");
		p.ware = ware_of(m, wares, item, &p.ecosystem);
		if (p.ware == NULL)
			p.ware = repository_of(m, wares, item);
		if (p.ware == NULL) {
			import_read_alert(m->k, "csaf-not-kept",
			    span_sub(item->at, 0, 1),
			    "no package is named here; its versions are not "
			    "taken over");
			continue;
		}
		put_ranges(&p, item);
		import_osv_severity(m, item, p.ware);
	}
	/* What no entry names is not affected: so records are read. */
	import_wares_rest(wares, (int)STATUS_KNOWN_NOT_AFFECTED);
}
