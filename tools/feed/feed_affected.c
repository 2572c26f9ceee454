#include "feed/feed_affected.h"

#include "base/arena.h"
#include "base/attr.h"
#include "feed/feed_distro.h"
#include "feed/feed_json.h"
#include "feed/feed_make.h"
#include "feed/feed_words.h"
#include "version/cpe.h"
#include "version/scheme.h"

/* A product and what its versions say. */
struct ware {
	struct feed_make *k;
	struct feed_ware w;
	size_t read;		/* versions that could be read */
	size_t git;		/* and those that are commits */
	struct str type;	/* of the version read last */
	bool has_schemes;	/* two different ones: none */
};

static enum feed_status
status_of(struct str word)
{
	if (str_eq(word, S("affected")))
		return FEED_AFFECTED;
	if (str_eq(word, S("unaffected")))
		return FEED_NOT_AFFECTED;
	return str_eq(word, S("unknown")) ? FEED_UNCLEAR : FEED_SILENT;
}

/* ---- versions ---------------------------------------------------------- */

/* "0", "*" and words for nothing leave the lower bound open. */
static bool
is_open(struct ware *x, struct str v)
{
	enum feed_words_kind kind = feed_words(x->k->a, v).kind;

	return str_eq(v, S("0")) || kind == FEED_WORDS_NONE ||
	    kind == FEED_WORDS_ALL;
}

bool
feed_affected_is_commit(struct str v)
{
	bool has_letter = false;

	for (size_t i = 0; i < v.n; i++) {
		bool is_letter = v.p[i] >= 'a' && v.p[i] <= 'f';

		if (!is_letter && (v.p[i] < '0' || v.p[i] > '9'))
			return false;
		has_letter = has_letter || is_letter;
	}
	return v.n == 40 || (v.n >= 12 && v.n < 40 && has_letter);
}

/* An upper bound: "*" is none, "5.10.*" a series. */
static void
set_high(struct feed_stretch *s, struct str high, bool is_included)
{
	s->high = high;
	s->high_included = is_included;
	if (str_eq(high, S("*"))) {
		s->high = S("");
	} else if (str_ends(high, S(".*"))) {
		s->high = str_sub(high, 0, high.n - 2);
		s->high_is_prefix = true;
		s->high_included = true;
	}
}

/*
 * From a version on another status holds, up to the stretch's end.  Some write
 * the first version behind the end: then of that one alone, unless any entry
 * holds it (is_behind: those alone).
 */
static void
take_changes(struct ware *x, const struct json_node *list,
    const struct feed_stretch *of, bool is_behind)
{
	const struct scheme *scheme = scheme_find(
	    x->w.e.scheme.n > 0 ? x->w.e.scheme : S("generic"));
	const struct json_node *n = feed_json_first(list);

	for (; n != NULL; n = n->next) {
		struct feed_stretch s = *of;
		int cmp = -1;
		bool is_past;

		s.low = feed_make_word(x->k, json_get_str(n, "at"));
		s.low_included = true;
		s.status = status_of(json_get_str(n, "status"));
		if (s.low.n == 0 || s.status == FEED_SILENT)
			continue;
		is_past = s.high.n > 0 && !s.high_is_prefix &&
		    scheme_compare(scheme, s.low, s.high, &cmp) && cmp >= 0;
		if (is_past) {
			s.high = s.low;
			s.high_included = true;
		}
		if ((is_past && (cmp > 0 || !of->high_included)) == is_behind)
			feed_make_stretch(x->k, &x->w, &s);
	}
}

/*
 * A version without an end: one, all, or a range in words.  is_after: an
 * earlier entry may say another thing of it, so it is not listed, which would
 * count more.
 */
static void
take_words(struct ware *x, struct str v, enum feed_status status,
    bool is_after)
{
	struct feed_words words = feed_words(x->k->a, v);

	switch (words.kind) {
	case FEED_WORDS_NONE:
	case FEED_WORDS_ALL:
		if (words.kind == FEED_WORDS_ALL && status == FEED_AFFECTED &&
		    x->w.e.text.n == 0)
			x->w.e.text = v;
		x->w.e.is_all = x->w.e.is_all || status == FEED_AFFECTED;
		if (status != FEED_SILENT)
			x->w.e.otherwise = status;
		return;
	case FEED_WORDS_ONE:
		if (status == FEED_AFFECTED && !is_after)
			feed_make_version(x->k, &x->w, v);
		else
			feed_make_stretch(x->k, &x->w,
			    &(struct feed_stretch){ .low = v,
				.high = v,
				.low_included = true,
				.high_included = true,
				.status = status });
		return;
	case FEED_WORDS_RANGES:
		for (size_t i = 0; i < words.n; i++) {
			words.v[i].status = status;
			feed_make_stretch(x->k, &x->w, &words.v[i]);
		}
		return;
	case FEED_WORDS_UNREAD:
		x->w.e.is_unread = true;
		x->w.e.text = v;
	}
}

static void
take_scheme(struct ware *x, struct str type)
{
	const struct scheme *s;
	struct str name;

	/* Most products have one type. */
	if (x->read > 0 && str_eq(type, x->type))
		return;
	s = type.n > 0 ? scheme_find(type) : NULL;
	name = s != NULL && !str_eq(s->name, S("generic")) ? s->name : S("");

	if (x->read > 0 && !str_eq(x->w.e.scheme, name))
		x->has_schemes = true;
	x->w.e.scheme = x->has_schemes ? S("") : name;
	x->type = type;
}

/*
 * "next of 1.0" below "unspecified" is what records of the fourth format say
 * as "> 1.0" after they were turned into the fifth, and "1.0" below
 * "unspecified" their ">= 1.0".
 */
static void
set_low(struct ware *x, struct feed_stretch *s)
{
	static const struct str next = STR_INIT("next of ");

	s->low_included = true;
	if (str_starts(s->low, next)) {
		s->low = str_trim(str_from(s->low, next.n));
		s->low_included = false;
	}
	if (is_open(x, s->low)) {
		s->low = S("");
		s->low_included = false;
	}
}

/* False: it is no stretch, and taken as words. */
static bool
set_bounds(struct ware *x, struct feed_stretch *s, struct str end,
    bool is_included, bool is_after)
{
	enum feed_words_kind kind = FEED_WORDS_ONE;
	struct str version = s->low;

	set_low(x, s);
	if (!str_ends(end, S("*")))
		kind = feed_words(x->k->a, end).kind;
	if (kind == FEED_WORDS_ONE) {
		set_high(s, end, is_included);
		return true;
	}
	if (str_eq_nocase(end, S("unspecified")) && s->low.n > 0)
		return true;
	/* "9.18.0 and below" in all of them, or no version at all. */
	take_words(x, kind == FEED_WORDS_NONE ? version : end, s->status,
	    is_after);
	return false;
}

static void
take_version(struct ware *x, const struct json_node *n, bool is_after)
{
	struct feed_stretch s = {
		.low = feed_make_word(x->k, json_get_str(n, "version")),
		.status = status_of(json_get_str(n, "status")),
	};
	struct str below = feed_make_word(x->k, json_get_str(n, "lessThan"));
	struct str upto = feed_make_word(x->k,
	    json_get_str(n, "lessThanOrEqual"));
	struct str type = json_get_str(n, "versionType"), end = below;

	if (str_eq(type, S("git")) || feed_affected_is_commit(s.low) ||
	    feed_affected_is_commit(end) || feed_affected_is_commit(upto)) {
		x->git++;
		return;
	}
	take_scheme(x, type);
	x->read++;
	if (end.n == 0)
		end = upto;
	if (end.n == 0) {
		take_words(x, s.low, s.status, is_after);
		return;
	}
	if (!set_bounds(x, &s, end, below.n == 0, is_after))
		return;
	feed_make_stretch(x->k, &x->w, &s);
	take_changes(x, json_get(n, "changes"), &s, false);
}

/* The changes of an entry that lie behind its end: what counts least. */
static void
take_behind(struct ware *x, const struct json_node *n)
{
	struct str end = feed_make_word(x->k, json_get_str(n, "lessThan"));
	struct feed_stretch s = { .low_included = true };
	bool is_included = end.n == 0;

	if (is_included)
		end = feed_make_word(x->k, json_get_str(n, "lessThanOrEqual"));
	if (feed_affected_is_commit(end) ||
	    feed_affected_is_commit(json_get_str(n, "version")) ||
	    str_eq(json_get_str(n, "versionType"), S("git")) ||
	    feed_words(x->k->a, end).kind != FEED_WORDS_ONE)
		return;
	take_scheme(x, json_get_str(n, "versionType"));
	x->read++;
	set_high(&s, end, is_included);
	take_changes(x, json_get(n, "changes"), &s, true);
}

/*
 * The first entry that holds a version decides (CVE Record Format,
 * docs/versions.md, "Version Status Decision algorithm"), and within it the
 * last change; of struct feed_affects it is the last stretch: from the end,
 * then.  Where all entries say the same, they stay as they are written.
 */
static void
take_versions(struct ware *x, const struct json_node *product)
{
	const struct json_node *n = feed_json_list(product, "versions");
	struct str otherwise = json_get_str(product, "defaultStatus");
	const struct json_node **v = NULL;
	size_t count = 0, cap = 0, other = SIZE_MAX;

	x->w.e.otherwise = status_of(otherwise);
	if (n == NULL && x->w.e.otherwise != FEED_NOT_AFFECTED)
		x->w.e.is_all = true;
	for (; n != NULL; n = n->next) {
		const struct json_node *changes = json_get(n, "changes");

		v = arena_grow(x->k->a, v, count, &cap, sizeof(*v));
		if (other == SIZE_MAX &&
		    (changes != NULL ||
			!str_eq(json_get_str(n, "status"), S("affected"))))
			other = count;
		v[count++] = n;
		if (changes != NULL)
			take_behind(x, n);
	}
	for (size_t i = 0; i < count; i++) {
		size_t at = other == SIZE_MAX ? i : count - 1 - i;

		take_version(x, v[at], other < at);
	}
	x->w.e.is_git = x->git > 0 && x->read == 0;
}

/* ---- names ------------------------------------------------------------- */

/* Collections whose packages have a purl: how their hosts begin, and OSV's
 * names of them. */
static const struct {
	struct str host;
	struct str ecosystem;
} collections[] = {
	{ STR_INIT("npmjs."), STR_INIT("npm") },
	{ STR_INIT("pypi."), STR_INIT("PyPI") },
	{ STR_INIT("maven.apache."), STR_INIT("Maven") },
	{ STR_INIT("repo1.maven."), STR_INIT("Maven") },
	{ STR_INIT("mvnrepository.com"), STR_INIT("Maven") },
	{ STR_INIT("crates."), STR_INIT("crates.io") },
	{ STR_INIT("rubygems."), STR_INIT("RubyGems") },
	{ STR_INIT("packagist.org"), STR_INIT("Packagist") },
	{ STR_INIT("nuget.org"), STR_INIT("NuGet") },
	{ STR_INIT("pkg.go.dev"), STR_INIT("Go") },
	{ STR_INIT("proxy.golang."), STR_INIT("Go") },
	{ STR_INIT("hex.pm"), STR_INIT("Hex") },
	{ STR_INIT("pub.dev"), STR_INIT("Pub") },
	{ STR_INIT("access.redhat.com"), STR_INIT("Red Hat") },
	{ STR_INIT("packages.debian.org"), STR_INIT("Debian") },
};

static bool
is_name(struct str s)
{
	return s.n > 0 && !str_eq_nocase(s, S("n/a")) &&
	    !str_eq_nocase(s, S("unknown")) && !str_eq(s, S("-"));
}

/* Red Hat's products are distributions: the release is in their CPE name. */
static void
add_package(const struct ware *x, struct feed_affects *e,
    const struct json_node *cpes)
{
	struct cpe cpe;

	if (e->by == FEED_BY_PACKAGE && cpes != NULL) {
		e->cpe = feed_make_cpe(x->k, cpes->text, &cpe);
		e->platform = e->product;
		if (e->cpe.n > 0 && !str_eq(cpe.part[CPE_VERSION], S("*")))
			e->release = cpe.part[CPE_VERSION];
	}
	if (x->w.e.scheme.n > 0)
		e->scheme = x->w.e.scheme;
	feed_make_affects(x->k, e);
}

/* A package of a collection that has package URLs; false: it is none. */
static bool
add_of_collection(const struct ware *x, const struct json_node *product,
    const struct json_node *cpes)
{
	struct str url = json_get_str(product, "collectionURL");
	struct str name = x->w.e.name;

	for (size_t i = 0;
	     name.n > 0 && url.n > 0 && i < ARRAY_LEN(collections); i++) {
		struct feed_affects e = x->w.e;

		if (str_find(url, collections[i].host, 0) == SIZE_MAX ||
		    !feed_distro_ecosystem(x->k->a, collections[i].ecosystem,
			name, &e))
			continue;
		add_package(x, &e, cpes);
		return true;
	}
	return false;
}

/* A CPE name that has a version speaks of that one alone. */
static void
add_cpe(const struct ware *x, struct str name)
{
	struct feed_affects e = x->w.e;
	struct cpe cpe;

	e.by = FEED_BY_CPE;
	e.cpe = feed_make_cpe(x->k, name, &cpe);
	if (e.cpe.n == 0)
		return;
	if (!str_eq(cpe.part[CPE_VERSION], S("*")) &&
	    !str_eq(cpe.part[CPE_VERSION], S("-"))) {
		if (e.n_versions == 0 && e.n_stretches == 0 && !e.is_all &&
		    !e.is_unread)
			return;
		e.stretches = NULL;
		e.n_stretches = 0;
		e.versions = NULL;
		e.n_versions = 0;
		e.is_all = false;
	}
	feed_make_affects(x->k, &e);
}

static void
add_names(struct ware *x, const struct json_node *product)
{
	const struct json_node *cpes = feed_json_list(product, "cpes");
	struct feed_affects purl = x->w.e;
	bool is_package;

	is_package = add_of_collection(x, product, cpes);
	if (feed_make_purl(x->k, json_get_str(product, "packageURL"), &purl,
		NULL)) {
		add_package(x, &purl, cpes);
		is_package = true;
	}
	/* Red Hat's CPE names are those of what the package runs on. */
	for (; cpes != NULL &&
	     !(is_package && x->w.e.product.n > 0 &&
		 str_starts(x->w.e.product, S("Red Hat")));
	     cpes = cpes->next)
		add_cpe(x, cpes->text);
	x->w.e.by = FEED_BY_NAME;
	if (is_name(x->w.e.product) || is_name(x->w.e.name))
		feed_make_affects(x->k, &x->w.e);
}

static void
take_product(struct feed_make *k, const struct json_node *n, struct str source)
{
	struct ware x = { .k = k };
	struct feed_affects *e = &x.w.e;

	e->source = source;
	e->vendor = feed_make_word(k, json_get_str(n, "vendor"));
	e->product = feed_make_word(k, json_get_str(n, "product"));
	e->name = feed_make_word(k, json_get_str(n, "packageName"));
	if (!is_name(e->vendor))
		e->vendor = S("");
	if (!is_name(e->product))
		e->product = S("");
	e->platform = feed_make_join(k, json_get(n, "platforms"));
	take_versions(&x, n);
	add_names(&x, n);
}

void
feed_affected(struct feed_make *k, const struct json_node *list,
    struct str source)
{
	const struct json_node *n = feed_json_first(list);

	for (; n != NULL; n = n->next)
		take_product(k, n, source);
}
