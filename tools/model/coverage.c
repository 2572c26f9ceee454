#include "model/coverage.h"

#include <stdbool.h>

#include "model/state.h"
#include "version/vers.h"

const struct product_entry *
coverage_product(const struct case_product *p)
{
	return p->component.id.n > 0 ? p->component.target : p->product.target;
}

/* A version at or above a fixed one has the fix. */
static bool
has_fix(const struct product_version *r, struct str scheme, struct str version)
{
	int cmp = 0;

	if (r->version.s.n == 0 || !status_is_fixed(r->status.v))
		return false;
	(void)vers_compare(scheme.n > 0 ? scheme : S("generic"), version,
	    r->version.s, &cmp);
	return cmp >= 0;
}

static bool
is_covered(struct arena *tmp, const struct case_product *p, struct str scheme,
    struct str version)
{
	for (size_t i = 0; i < p->versions.n; i++) {
		const struct product_version *r = &p->versions.v[i];
		const char *why;
		size_t off, len;
		struct vers v;

		if (r->text.s.n > 0 || str_eq(r->version.s, version) ||
		    has_fix(r, scheme, version))
			return true;
		if (r->range.s.n > 0 &&
		    vers_parse(tmp, r->range.s, &v, &why, &off, &len) &&
		    vers_contains(&v, version))
			return true;
	}
	return false;
}

static bool
is_supported(const struct version *v)
{
	return v->version.s.n > 0 && v->life.v != (int)LIFE_ENDED &&
	    v->life.v != (int)LIFE_PLANNED;
}

const struct version *
coverage_gap(struct arena *tmp, const struct case_product *p, size_t *i)
{
	const struct product_entry *e = coverage_product(p);

	if (e == NULL || p->status.v != 0 || p->platform_version.s.n > 0)
		return NULL;
	while (*i < e->product->versions.n) {
		const struct version *v = &e->product->versions.v[(*i)++];

		if (is_supported(v) &&
		    !is_covered(tmp, p, e->product->scheme.s, v->version.s))
			return v;
	}
	return NULL;
}
