#include "export/public/standing.h"

#include <stdint.h>

#include "version/vers.h"

/* How closely an entry names a version; the closest decides. */
enum nearness {
	NEAR_NOT,
	NEAR_PRODUCT,	/* the product as a whole */
	NEAR_RANGE,
	NEAR_VERSION,	/* this very one */
};

const struct standing_status standing_statuses[STANDING_STATUSES] = {
	{ PUBLIC_FIRST_AFFECTED, STANDING_AFFECTED },
	{ PUBLIC_KNOWN_AFFECTED, STANDING_AFFECTED },
	{ PUBLIC_LAST_AFFECTED, STANDING_AFFECTED },
	{ PUBLIC_UNDER_INVESTIGATION, STANDING_UNDER_INVESTIGATION },
	{ PUBLIC_FIRST_FIXED, STANDING_FIXED },
	{ PUBLIC_FIXED, STANDING_FIXED },
	{ PUBLIC_KNOWN_NOT_AFFECTED, STANDING_NOT_AFFECTED },
};

/* Of what is installed on something, the software is what people look for. */
static bool
is_installed(const struct public_leaf *leaf)
{
	return str_eq_z(leaf->relationship, "installed_on") ||
	    str_eq_z(leaf->relationship, "installed_with");
}

/* Ends of a combination stand before it in the list: this ends. */
const struct public_leaf *
standing_face(const struct public_advisory *adv, size_t leaf,
    struct str product)
{
	const struct public_leaf *l = &adv->leaves[leaf], *face;

	if (!l->is_combination)
		return str_eq(l->inventory, product) ? l : NULL;
	face = standing_face(adv, l->whole, product);
	if (face == NULL && is_installed(l))
		face = standing_face(adv, l->part, product);
	return face;
}

static enum nearness
nearness_of(const struct public_advisory *adv, size_t i,
    const struct public_product *product, struct str version)
{
	const struct public_leaf *face = standing_face(adv, i, product->id);

	if (face == NULL)
		return NEAR_NOT;
	if (face->version.n > 0)
		return str_eq(face->version, version) ? NEAR_VERSION :
							NEAR_NOT;
	if (face->range.n == 0)
		return NEAR_PRODUCT;
	return face->vers != NULL && vers_contains(face->vers, version) ?
	    NEAR_RANGE :
	    NEAR_NOT;
}

/* Also the leaf that decides; SIZE_MAX when none does. */
static enum standing
decide(const struct public_advisory *adv,
    const struct public_vulnerability *flaw,
    const struct public_product *product, struct str version, size_t *leaf)
{
	enum standing out = STANDING_UNKNOWN;
	enum nearness nearest = NEAR_NOT;

	*leaf = SIZE_MAX;
	for (size_t i = 0; i < STANDING_STATUSES; i++) {
		const struct public_leaves *l =
		    &flaw->status[standing_statuses[i].status];

		for (size_t j = 0; j < l->n; j++) {
			enum nearness near = nearness_of(adv, l->v[j], product,
			    version);

			if (near <= nearest)
				continue;
			nearest = near;
			out = standing_statuses[i].standing;
			*leaf = l->v[j];
		}
	}
	return out;
}

enum standing
standing_of(const struct public_advisory *adv,
    const struct public_vulnerability *flaw,
    const struct public_product *product, struct str version)
{
	size_t leaf;

	return decide(adv, flaw, product, version, &leaf);
}

size_t
standing_leaf(const struct public_advisory *adv,
    const struct public_vulnerability *flaw,
    const struct public_product *product, struct str version)
{
	size_t leaf;

	(void)decide(adv, flaw, product, version, &leaf);
	return leaf;
}

const char *
standing_name(enum standing s)
{
	switch (s) {
	case STANDING_AFFECTED:
		return "known_affected";
	case STANDING_FIXED:
		return "fixed";
	case STANDING_NOT_AFFECTED:
		return "known_not_affected";
	case STANDING_UNDER_INVESTIGATION:
		return "under_investigation";
	case STANDING_UNKNOWN:
		break;
	}
	return "";
}

const struct public_product *
standing_product(const struct public_view *v, struct str id)
{
	size_t low = 0, high = v->n_products;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int cmp = str_cmp(v->products[mid].id, id);

		if (cmp == 0)
			return &v->products[mid];
		if (cmp < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}
