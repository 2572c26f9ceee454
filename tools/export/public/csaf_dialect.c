#include "base/attr.h"
#include "export/public/csaf_impl.h"

static const struct csaf_dialect dialects[] = {
	[CSAF_TO_20] = {
		.version = "2.0",
		.labels = { "WHITE", "GREEN", "AMBER", "RED", "RED" },
		.label_url = "https://www.first.org/tlp/v1/",
		.self = "csaf.self",
		.purl = "purl",
		.disclosed = "release_date",
		.scores = "scores",
	},
	[CSAF_TO_21] = {
		.version = "2.1",
		.schema = "https://docs.oasis-open.org/csaf/csaf/v2.1/schema/"
		    "csaf.json",
		.labels = { "CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED" },
		.label_url = "https://www.first.org/tlp/",
		.self = "csaf.self21",
		.purl = "purls",
		.disclosed = "disclosure_date",
		.scores = "metrics",
		.has_lists = true,
		.has_content = true,
		.has_paths = true,
		.has_license = true,
		.has_ends = true,
		.is_strict = true,
	},
};

const struct csaf_dialect *
csaf_dialect(const struct csaf_doc *k)
{
	return &dialects[k->target];
}

bool
csaf_dialect_is_end(const struct csaf_doc *k)
{
	return csaf_dialect(k)->has_ends &&
	    (k->adv->is_withdrawn || k->adv->successor != NULL);
}

/* The same product in another version, standing below one name. */
static bool
is_sibling(const struct public_advisory *adv, const struct public_leaf *x,
    const struct public_leaf *y)
{
	if (x->is_combination != y->is_combination)
		return false;
	if (!x->is_combination)
		return str_eq(x->vendor, y->vendor) &&
		    str_eq(x->family, y->family) &&
		    str_eq(x->product, y->product);
	/* Leaves that a combination names stand before it. */
	return str_eq(x->relationship, y->relationship) &&
	    is_sibling(adv, &adv->leaves[x->part], &adv->leaves[y->part]) &&
	    is_sibling(adv, &adv->leaves[x->whole], &adv->leaves[y->whole]);
}

static bool
has_sibling(const struct public_advisory *adv,
    const struct public_vulnerability *v, const struct public_leaf *leaf)
{
	static const enum public_status affected[] = { PUBLIC_KNOWN_AFFECTED,
		PUBLIC_FIRST_AFFECTED, PUBLIC_LAST_AFFECTED };

	for (size_t i = 0; i < ARRAY_LEN(affected); i++) {
		const struct public_leaves *l = &v->status[affected[i]];

		for (size_t j = 0; j < l->n; j++) {
			if (is_sibling(adv, leaf, &adv->leaves[l->v[j]]))
				return true;
		}
	}
	return false;
}

/*
 * Whether the document tells of what is affected, and of nothing that is fixed
 * without it (2.1, 6.1.27.12 and 6.1.27.13).
 */
static bool
is_of_affected(const struct public_advisory *adv)
{
	static const enum public_status fixed[] = { PUBLIC_FIXED,
		PUBLIC_FIRST_FIXED };

	for (size_t i = 0; i < adv->n_vulnerabilities; i++) {
		const struct public_vulnerability *v =
		    &adv->vulnerabilities[i];

		if (v->status[PUBLIC_KNOWN_AFFECTED].n == 0)
			return false;
		for (size_t j = 0; j < ARRAY_LEN(fixed); j++) {
			const struct public_leaves *l = &v->status[fixed[j]];

			for (size_t n = 0; n < l->n; n++) {
				if (!has_sibling(adv, v,
					&adv->leaves[l->v[n]]))
					return false;
			}
		}
	}
	return true;
}

struct str
csaf_dialect_profile(const struct csaf_doc *k)
{
	const struct public_advisory *adv = k->adv;

	if (!csaf_dialect(k)->has_ends || adv->is_import)
		return adv->category;
	if (adv->is_withdrawn)
		return S("csaf_withdrawn");
	if (adv->successor != NULL)
		return S("csaf_superseded");
	if (str_eq_z(adv->category, "csaf_security_advisory") &&
	    !is_of_affected(adv))
		return S("csaf_deprecated_security_advisory");
	return adv->category;
}
