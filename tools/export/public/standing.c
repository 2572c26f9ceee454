#include "export/public/standing.h"

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
	for (size_t i = 0; i < v->n_products; i++)
		if (str_eq(v->products[i].id, id))
			return &v->products[i];
	return NULL;
}
