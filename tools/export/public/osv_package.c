#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"
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
	const struct public_advisory *adv;
	const struct public_vulnerability *flaw;
	const struct public_product *p;
	struct osv_package package;
	struct str scheme;		/* of the ranges */
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

/*
 * Where a stretch begins.  A bound that is left out is unknown to OSV: it then
 * begins with the next version that was released; false when there is none.
 */
static bool
begin_of(const struct package_task *k, const struct vers_interval *i,
    struct str *out)
{
	int cmp;

	*out = i->low.n > 0 ? i->low : S("0");
	if (i->low.n == 0 || i->low_included)
		return true;
	for (size_t j = 0; j < k->p->n_versions; j++) {
		*out = k->p->versions[j].version;
		(void)vers_compare(k->scheme, *out, i->low, &cmp);
		if (cmp > 0)
			break;
		*out = S("");
	}
	if (out->n == 0 || i->high.n == 0)
		return out->n > 0;
	(void)vers_compare(k->scheme, *out, i->high, &cmp);
	return cmp < 0 || (cmp == 0 && i->high_included);
}

static void
put_event(const struct package_task *k, const char *name, struct str version)
{
	json_object(k->w);
	json_pair(k->w, name, version_in(k, version));
	json_end(k->w);
}

/* A range for each stretch, for events of several would mix. */
static void
put_range(const struct package_task *k, const struct vers_interval *i)
{
	bool by_semver = k->package.is_semver && is_semver(k, i->low) &&
	    is_semver(k, i->high);
	struct str begin;

	/* A single version stands in the list of versions. */
	if ((i->low.n > 0 && str_eq(i->low, i->high)) ||
	    !begin_of(k, i, &begin))
		return;
	json_object(k->w);
	json_name(k->w, "events");
	json_array(k->w);
	put_event(k, "introduced", begin);
	if (i->high.n > 0)
		put_event(k, i->high_included ? "last_affected" : "fixed",
		    i->high);
	json_end(k->w);
	json_pair_z(k->w, "type", by_semver ? "SEMVER" : "ECOSYSTEM");
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

		if (standing_of(k->adv, k->flaw, k->p, version) ==
		    STANDING_AFFECTED)
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

/* The order of a product's ranges; its own where it has none. */
static struct str
scheme_of(const struct stretch *all, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (all[i].kind == STRETCH_RANGE)
			return all[i].scheme;
	}
	return n > 0 ? all[0].scheme : S("");
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

size_t
osv_package_affected(struct arena *a, struct json_writer *w,
    const struct public_view *v, const struct public_advisory *adv, size_t i)
{
	const struct public_vulnerability *flaw = &adv->vulnerabilities[i];
	const struct map *products = products_of(a, adv, flaw);
	size_t n_packages = 0;

	if (w != NULL) {
		json_name(w, "affected");
		json_array(w);
	}
	for (size_t j = 0; j < map_len(products); j++) {
		struct package_task k = { .a = a,
			.w = w,
			.adv = adv,
			.flaw = flaw,
			.p = standing_product(v, map_at(products, j)->key) };
		struct stretch *all;
		size_t n;

		if (k.p == NULL || !osv_package(a, k.p->purl, &k.package))
			continue;
		n = stretch_all(a, adv, flaw, k.p, &all);
		k.n = stretch_affected(a, all, n, &k.affected);
		k.scheme = scheme_of(all, n);
		if (k.n == 0)
			continue;
		n_packages++;
		if (w != NULL)
			put_package(&k);
	}
	if (w != NULL)
		json_end(w);
	return n_packages;
}
