#include <inttypes.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"
#include "base/num.h"
#include "export/public/osv_impl.h"
#include "export/public/stretch.h"
#include "version/purl.h"

/* How an ecosystem writes a name with a namespace. */
enum form {
	FORM_PLAIN,	/* without it */
	FORM_SLASH,	/* "namespace/name" */
	FORM_COLON,
	FORM_DOT,
};

/*
 * Types of package URLs and the ecosystems they are of, by the OSV schema's
 * list.  Distributions are not here: their names need a release, which a purl
 * of ours does not tell.
 */
static const struct {
	const char *type;
	const char *ecosystem;
	enum form form;
	bool is_semver;
} ecosystems[] = {
	{ "bioconductor", "Bioconductor", FORM_PLAIN, false },
	{ "bitnami", "Bitnami", FORM_PLAIN, true },
	{ "cargo", "crates.io", FORM_PLAIN, true },
	{ "composer", "Packagist", FORM_SLASH, false },
	{ "conan", "ConanCenter", FORM_PLAIN, false },
	{ "cran", "CRAN", FORM_PLAIN, false },
	{ "gem", "RubyGems", FORM_PLAIN, false },
	{ "golang", "Go", FORM_SLASH, true },
	{ "hackage", "Hackage", FORM_PLAIN, false },
	{ "hex", "Hex", FORM_PLAIN, true },
	{ "julia", "Julia", FORM_PLAIN, true },
	{ "maven", "Maven", FORM_COLON, false },
	{ "npm", "npm", FORM_SLASH, true },
	{ "nuget", "NuGet", FORM_PLAIN, false },
	{ "opam", "opam", FORM_PLAIN, false },
	{ "pub", "Pub", FORM_PLAIN, true },
	{ "pypi", "PyPI", FORM_PLAIN, false },
	{ "vscode-extension", "VSCode", FORM_DOT, true },
};

struct package_task {
	struct arena *a;
	struct json_writer *w;
	const struct public_product *p;
	struct standings said;
	struct osv_package package;
	struct vers_interval *affected;
	size_t n;
};

static struct str
name_in(struct arena *a, const struct purl *p, enum form form)
{
	static const char between[] = {
		[FORM_SLASH] = '/',
		[FORM_COLON] = ':',
		[FORM_DOT] = '.',
	};

	if (form == FORM_PLAIN || p->namespace.n == 0)
		return p->name;
	return str_fmt(a, "%.*s%c%.*s", STR_ARG(p->namespace), between[form],
	    STR_ARG(p->name));
}

bool
osv_package(struct arena *a, struct str purl, struct osv_package *out)
{
	struct purl p;
	const char *why;

	if (purl.n == 0 || !purl_parse(a, purl, &p, &why))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(ecosystems); i++) {
		if (!str_eq_z(p.type, ecosystems[i].type))
			continue;
		p.version = S("");
		*out = (struct osv_package){
			str_z(ecosystems[i].ecosystem),
			name_in(a, &p, ecosystems[i].form),
			purl_canonical(a, &p),
			ecosystems[i].is_semver,
		};
		return true;
	}
	return false;
}

/* Go's versions have a "v" in front, in OSV they have not. */
static struct str
version_in(const struct package_task *k, struct str version)
{
	if (str_eq_z(k->package.ecosystem, "Go") &&
	    str_starts(version, S("v")))
		return str_from(version, 1);
	return version;
}

static bool
is_semver(const struct package_task *k, struct str bound)
{
	struct str version = version_in(k, bound);
	int cmp;

	return bound.n == 0 ||
	    vers_compare(S("semver"), version, version, &cmp);
}

static bool
is_by_semver(const struct package_task *k, const struct vers_interval *i)
{
	return k->package.is_semver && is_semver(k, i->low) &&
	    is_semver(k, i->high);
}

/*
 * The very next version in SemVer's order: of a release the lowest
 * pre-release of the next patch, of a pre-release one more identifier.  False
 * where a number is beyond what we count.
 */
static bool
semver_next(struct arena *a, struct str version, struct str *out)
{
	size_t plus = str_find_byte(version, '+', 0), dot = 0;
	struct str v = plus == SIZE_MAX ? version : str_sub(version, 0, plus);
	int64_t patch;

	*out = str_cat(a, v, S(".0"));
	if (str_find_byte(v, '-', 0) != SIZE_MAX)
		return true;
	for (size_t i = 0; i < v.n; i++)
		dot = v.p[i] == '.' ? i + 1 : dot;
	if (!num_parse(str_from(v, dot), 0, INT32_MAX, &patch))
		return false;
	*out = str_fmt(a, "%.*s%" PRId64 "-0", (int)dot, v.p, patch + 1);
	return true;
}

/*
 * Where a stretch begins.  A bound that is left out is unknown to OSV: it
 * begins with what comes next, which SemVer alone can tell; else false.
 */
static bool
begin_of(const struct package_task *k, const struct vers_interval *i,
    struct str *out)
{
	*out = i->low.n > 0 ? version_in(k, i->low) : S("0");
	if (i->low.n == 0 || i->low_included)
		return true;
	return is_by_semver(k, i) && semver_next(k->a, *out, out);
}

/* Whether all that is affected can be said. */
static bool
can_say(const struct package_task *k)
{
	struct str begin;

	for (size_t i = 0; i < k->n; i++) {
		if (!begin_of(k, &k->affected[i], &begin))
			return false;
	}
	return true;
}

/* A fix has a day on which it came out; what is only planned is none. */
static bool
is_fix(const struct package_task *k, struct str version)
{
	enum standing s = standing_of(&k->said, version);

	if (s != STANDING_FIXED && s != STANDING_NOT_AFFECTED)
		return false;
	for (size_t i = 0; i < k->p->n_versions; i++) {
		const struct public_version *v = &k->p->versions[i];

		if (str_eq(v->version, version))
			return v->released.n > 0;
	}
	return false;
}

static void
put_event(const struct package_task *k, const char *name, struct str version)
{
	json_object(k->w);
	json_pair(k->w, name, version);
	json_end(k->w);
}

/*
 * A range for each stretch, for events of several would mix.  A limit says
 * where it ends and no more: not that there is a fix.
 */
static void
put_range(const struct package_task *k, const struct vers_interval *i)
{
	const char *end = "limit";
	struct str begin;

	/* A single version stands in the list of versions. */
	if ((i->low.n > 0 && str_eq(i->low, i->high)) ||
	    !begin_of(k, i, &begin))
		return;
	json_object(k->w);
	json_name(k->w, "events");
	json_array(k->w);
	put_event(k, "introduced", begin);
	if (i->high_included)
		end = "last_affected";
	else if (is_fix(k, i->high))
		end = "fixed";
	if (i->high.n > 0)
		put_event(k, end, version_in(k, i->high));
	json_end(k->w);
	json_pair_z(k->w, "type", is_by_semver(k, i) ? "SEMVER" : "ECOSYSTEM");
	json_end(k->w);
}

/* The versions by name: an ecosystem's order is not everybody's. */
static void
put_versions(const struct package_task *k)
{
	json_name(k->w, "versions");
	json_opt_array(k->w);
	for (size_t i = 0; i < k->p->n_versions; i++) {
		struct str version = k->p->versions[i].version;

		if (standing_of(&k->said, version) == STANDING_AFFECTED)
			json_str(k->w, version_in(k, version));
	}
	json_end(k->w);
}

static void
put_package(const struct package_task *k)
{
	json_object(k->w);
	json_name(k->w, "package");
	json_object(k->w);
	json_pair(k->w, "ecosystem", k->package.ecosystem);
	json_pair(k->w, "name", k->package.name);
	json_pair(k->w, "purl", k->package.purl);
	json_end(k->w);
	json_name(k->w, "ranges");
	json_opt_array(k->w);
	for (size_t i = 0; i < k->n; i++)
		put_range(k, &k->affected[i]);
	json_end(k->w);
	put_versions(k);
	json_end(k->w);
}

/* Ids of the products that a flaw's entries name. */
static struct map *
products_of(struct arena *a, const struct public_advisory *adv,
    const struct public_vulnerability *flaw)
{
	struct map *ids = map_open(a);

	for (size_t i = 0; i < STANDING_STATUSES; i++) {
		const struct public_leaves *l =
		    &flaw->status[standing_statuses[i].status];

		for (size_t j = 0; j < l->n; j++) {
			const struct public_leaf *leaf = &adv->leaves[l->v[j]];

			/* Of a combination the part, then the whole. */
			(void)map_add(ids, leaf->inventory, ids);
			while (leaf->is_combination) {
				leaf = &adv->leaves[leaf->whole];
				(void)map_add(ids, leaf->inventory, ids);
			}
		}
	}
	return ids;
}

/*
 * The packages that are affected.  A record that leaves one out would say that
 * it is well: where one cannot be said there are none.
 */
static size_t
packages_of(struct arena *a, const struct public_view *v,
    const struct public_advisory *adv, size_t i, struct package_task **out)
{
	const struct public_vulnerability *flaw = &adv->vulnerabilities[i];
	const struct map *products = products_of(a, adv, flaw);
	size_t n = 0;

	*out = arena_array(a, struct package_task, map_len(products) + 1);
	for (size_t j = 0; j < map_len(products); j++) {
		struct package_task *k = &(*out)[n];

		*k = (struct package_task){ .a = a,
			.p = standing_product(v, map_at(products, j)->key) };
		if (k->p == NULL || !osv_package(a, k->p->purl, &k->package))
			continue;
		k->said = standing_open(a, adv, flaw, k->p);
		k->n = stretch_affected(a, &k->said, &k->affected);
		if (!can_say(k))
			return 0;
		n += k->n > 0;
	}
	return n;
}

size_t
osv_package_affected(struct arena *a, struct json_writer *w,
    const struct public_view *v, const struct public_advisory *adv, size_t i)
{
	struct package_task *packages;
	size_t n = packages_of(a, v, adv, i, &packages);

	if (w == NULL)
		return n;
	json_name(w, "affected");
	json_array(w);
	for (size_t j = 0; j < n; j++) {
		packages[j].w = w;
		put_package(&packages[j]);
	}
	json_end(w);
	return n;
}
