#include "model/aim.h"

#include "model/state.h"

struct aim
aim_remedy(const struct remediation *r)
{
	return (struct aim){ &r->products, &r->components,
		&r->platform_versions, &r->versions, &r->statuses,
		AIM_AFFECTED };
}

struct aim
aim_own_remedy(const struct remediation *r)
{
	return (struct aim){ NULL, NULL, NULL, &r->versions, &r->statuses,
		AIM_AFFECTED };
}

static bool
names_text(const struct text_list *l, struct str s)
{
	for (size_t i = 0; i < l->n && s.n > 0; i++) {
		if (str_eq(l->v[i].s, s))
			return true;
	}
	return false;
}

bool
aim_names(const struct text_list *l, struct str version)
{
	return names_text(l, version.n > 0 ? version : S("*"));
}

/* Whether a list of products, empty for all, names the product or its part. */
static bool
names_product(const struct ref_list *l, const struct case_product *p)
{
	if (l == NULL || l->n == 0)
		return true;
	for (size_t i = 0; i < l->n; i++) {
		if (str_eq(l->v[i].id, p->product.id) ||
		    str_eq(l->v[i].id, p->component.id))
			return true;
	}
	return false;
}

static bool
names_component(const struct ref_list *l, const struct case_product *p)
{
	if (l == NULL || l->n == 0)
		return true;
	for (size_t i = 0; i < l->n; i++) {
		if (str_eq(l->v[i].id, p->component.id))
			return true;
	}
	return false;
}

bool
aim_product(const struct aim *s, const struct case_product *p)
{
	const struct text_list *platforms = s->platform_versions;

	return (platforms == NULL || platforms->n == 0 ||
		   aim_names(platforms, p->platform_version.s)) &&
	    names_product(s->products, p) && names_component(s->components, p);
}

static bool
is_status(const struct aim *s, int status)
{
	if (s->statuses != NULL && s->statuses->n > 0) {
		for (size_t i = 0; i < s->statuses->n; i++) {
			if (s->statuses->v[i].v == status)
				return true;
		}
		return false;
	}
	/* Versions that are named need not be affected. */
	if (s->versions != NULL && s->versions->n > 0)
		return true;
	switch (s->otherwise) {
	case AIM_AFFECTED:
		return status_is_affected(status);
	case AIM_NOT_AFFECTED:
		return status == (int)STATUS_KNOWN_NOT_AFFECTED;
	case AIM_ALL:
		break;
	}
	return true;
}

static bool
is_named(const struct aim *s, const struct product_version *v)
{
	if (s->versions == NULL || s->versions->n == 0)
		return true;
	if (v == NULL)
		return names_text(s->versions, S("*"));
	return names_text(s->versions, v->version.s) ||
	    names_text(s->versions, v->range.s) ||
	    names_text(s->versions, v->text.s);
}

bool
aim_version(const struct aim *s, const struct case_product *p,
    const struct product_version *v)
{
	int status = v != NULL ? v->status.v : p->status.v;

	return status != 0 && is_named(s, v) && is_status(s, status);
}

bool
aim_any(const struct aim *s, const struct case_product *p)
{
	if (!aim_product(s, p))
		return false;
	if (aim_version(s, p, NULL))
		return true;
	for (size_t i = 0; i < p->versions.n; i++) {
		if (aim_version(s, p, &p->versions.v[i]))
			return true;
	}
	return false;
}
