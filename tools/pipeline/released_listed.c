#include "pipeline/released_listed.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "export/public/csaf_impl.h"
#include "export/public/standing.h"
#include "wall/public_view.h"

struct cutting {
	struct arena *a;
	struct public_view *view;
	const struct str *documents;
	size_t n;
	struct str lacks;
};

/* A JSON string, or the beginning of a combination's id. */
static bool
has(const struct cutting *k, struct str name)
{
	static const char *const ends[] = { "\"", ":" };

	for (size_t i = 0; name.n > 0 && i < k->n; i++) {
		for (size_t j = 0; j < ARRAY_LEN(ends); j++) {
			struct str s = str_cat(k->a, name, str_z(ends[j]));

			if (str_find(k->documents[i], s, 0) != SIZE_MAX)
				return true;
		}
	}
	return false;
}

static bool
is_told(const struct cutting *k, struct str id, struct str purl)
{
	return has(k, id) || has(k, purl) ||
	    has(k, csaf_product_iri(k->a, k->view->publisher.namespace, id));
}

static void
note(struct cutting *k, struct str name)
{
	if (k->lacks.n == 0)
		k->lacks = name;
}

static void
cut_listed(struct cutting *k, struct public_advisory *adv)
{
	for (size_t i = 0; i < adv->n_leaves; i++) {
		struct public_leaf *leaf = &adv->leaves[i];
		size_t n = 0;

		for (size_t j = 0; j < leaf->n_listed; j++) {
			const struct public_leaf *x =
			    &adv->leaves[leaf->listed[j]];

			if (is_told(k, x->product_id, x->purl))
				leaf->listed[n++] = leaf->listed[j];
			else
				note(k, x->name);
		}
		leaf->n_listed = n;
	}
}

/* Whether an entry of the advisory is this very version. */
static bool
is_named(const struct public_advisory *adv, const struct public_product *p,
    struct str version)
{
	for (size_t i = 0; i < adv->n_leaves; i++) {
		if (str_eq(adv->leaves[i].inventory, p->id) &&
		    str_eq(adv->leaves[i].version, version))
			return true;
	}
	return false;
}

/* Whether the advisory says anything of a version. */
static bool
is_meant(const struct cutting *k, const struct public_advisory *adv,
    const struct public_product *p, struct str version)
{
	for (size_t i = 0; i < adv->n_vulnerabilities; i++) {
		struct standings s = standing_open(k->a, adv,
		    &adv->vulnerabilities[i], p);

		if (standing_of(&s, version) != STANDING_UNKNOWN)
			return true;
	}
	return false;
}

static void
cut_versions(struct cutting *k, const struct public_advisory *adv,
    struct public_product *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n_versions; i++) {
		const struct public_version *v = &p->versions[i];
		struct str id = str_fmt(k->a, "%.*s@%.*s", STR_ARG(p->id),
		    STR_ARG(v->version));

		if (is_named(adv, p, v->version) || is_told(k, id, v->purl) ||
		    !is_meant(k, adv, p, v->version)) {
			p->versions[n++] = *v;
			continue;
		}
		note(k,
		    str_fmt(k->a, "%.*s %.*s", STR_ARG(p->name),
			STR_ARG(v->version)));
	}
	p->n_versions = n;
}

struct str
released_listed_cut(struct arena *a, struct public_view *view,
    const struct str *documents, size_t n)
{
	struct cutting k = { a, view, documents, n, S("") };

	for (size_t i = 0; i < view->n_advisories; i++) {
		cut_listed(&k, &view->advisories[i]);
		for (size_t j = 0; j < view->n_products; j++)
			cut_versions(&k, &view->advisories[i],
			    &view->products[j]);
	}
	return k.lacks;
}
