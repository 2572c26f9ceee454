#include "version/scheme.h"

#include "base/arena.h"
#include "version/native_impl.h"
#include "version/order.h"

static const struct scheme schemes[] = {
#define SCHEME(name, aliases, order, range)				\
	{ STR_INIT(name), STR_INIT(aliases), order, range },
#include "version/schemes.def"
};

static bool
has_alias(struct str aliases, struct str name)
{
	struct str alias;
	bool more = aliases.n > 0;

	while (more) {
		more = str_cut(aliases, '|', &alias, &aliases);
		if (str_eq_nocase(alias, name))
			return true;
	}
	return false;
}

const struct scheme *
scheme_find(struct str name)
{
	struct str head, release;

	(void)str_cut(name, ':', &head, &release);
	for (size_t i = 0; i < ARRAY_LEN(schemes); i++) {
		if (schemes[i].name.n == head.n &&
		    str_eq_nocase(schemes[i].name, head))
			return &schemes[i];
	}
	for (size_t i = 0; i < ARRAY_LEN(schemes); i++) {
		if (has_alias(schemes[i].aliases, head))
			return &schemes[i];
	}
	return NULL;
}

struct str
scheme_nearest(struct arena *a, struct str name)
{
	struct str names[ARRAY_LEN(schemes)];

	for (size_t i = 0; i < ARRAY_LEN(schemes); i++)
		names[i] = schemes[i].name;
	return str_nearest(str_lower(a, name), names, ARRAY_LEN(names));
}

const struct scheme *
scheme_at(size_t i)
{
	return i < ARRAY_LEN(schemes) ? &schemes[i] : NULL;
}

bool
scheme_compare(const struct scheme *s, struct str x, struct str y, int *cmp)
{
	*cmp = 0;
	return str_eq(x, y) || s->order(x, y, cmp);
}

bool
scheme_is_semver(const struct scheme *s)
{
	return s->order == order_semver || s->order == order_golang;
}
