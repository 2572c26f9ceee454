#include "wall/public_impl.h"

/* Whether a list of products, empty for all, names this one. */
static bool
names_product(const struct ref_list *l, const struct case_product *p)
{
	for (size_t i = 0; i < l->n; i++) {
		if (str_eq(l->v[i].id, p->product.id) ||
		    str_eq(l->v[i].id, p->component.id))
			return true;
	}
	return l->n == 0;
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

/* Whether a list of versions, empty for all, has this one; "*": the whole. */
static bool
names_platform(const struct text_list *l, struct str version)
{
	return l == NULL || l->n == 0 ||
	    names_text(l, version.n > 0 ? version : S("*"));
}

static bool
names_component(const struct ref_list *l, struct str component)
{
	for (size_t i = 0; i < l->n; i++) {
		if (str_eq(l->v[i].id, component))
			return true;
	}
	return l->n == 0;
}

static bool
is_selected(const struct public_selector *s, int status)
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
	case PUBLIC_SELECT_AFFECTED:
		return status == (int)STATUS_FIRST_AFFECTED ||
		    status == (int)STATUS_KNOWN_AFFECTED ||
		    status == (int)STATUS_LAST_AFFECTED;
	case PUBLIC_SELECT_NOT_AFFECTED:
		return status == (int)STATUS_KNOWN_NOT_AFFECTED;
	case PUBLIC_SELECT_ALL:
		break;
	}
	return true;
}

/* Whether versions, empty for all, name one of these; "*" is the whole. */
static bool
is_version(const struct public_selector *s, const struct product_version *v)
{
	if (s->versions == NULL || s->versions->n == 0)
		return true;
	if (v == NULL)
		return names_text(s->versions, S("*"));
	return names_text(s->versions, v->version.s) ||
	    names_text(s->versions, v->range.s) ||
	    names_text(s->versions, v->text.s);
}

void
public_select_in(struct public_making *k, const struct case_product *p,
    const struct public_selector *s, struct public_leaves *out)
{
	if (p->status.v != 0 && is_version(s, NULL) &&
	    is_selected(s, p->status.v))
		public_leaves_add(k->a, out, public_leaf(k, p, NULL));
	for (size_t i = 0; i < p->versions.n; i++) {
		const struct product_version *v = &p->versions.v[i];

		if (v->status.v != 0 && is_version(s, v) &&
		    is_selected(s, v->status.v))
			public_leaves_add(k->a, out, public_leaf(k, p, v));
	}
}

/* Products without a status are meant only where a version is named. */
static void
select_named(struct public_making *k, const struct named_product *n,
    const struct public_selector *s, struct public_leaves *out)
{
	struct case_product p = {
		.product = n->product,
		.component = n->component,
	};
	struct str version = n->component.id.n > 0 ? n->component_version.s :
						     n->version.s;

	if (s->versions == NULL || s->versions->n == 0 ||
	    (s->statuses != NULL && s->statuses->n > 0) ||
	    !names_text(s->versions, version.n > 0 ? version : S("*")))
		return;
	if (!names_platform(s->platform_versions, n->version.s) ||
	    (s->products != NULL && !names_product(s->products, &p)) ||
	    (s->components != NULL &&
		!names_component(s->components, p.component.id)))
		return;
	public_leaves_add(k->a, out, public_leaf_named(k, n));
}

struct public_leaves
public_select(struct public_making *k, const struct vulnerability *v,
    const struct public_selector *s)
{
	struct public_leaves out = { 0 };

	for (size_t i = 0; i < v->products.n; i++) {
		const struct case_product *p = &v->products.v[i];

		if (names_platform(s->platform_versions,
			p->platform_version.s) &&
		    (s->products == NULL || names_product(s->products, p)) &&
		    (s->components == NULL ||
			names_component(s->components, p->component.id)))
			public_select_in(k, p, s, &out);
	}
	for (size_t i = 0; i < v->without_status.n; i++)
		select_named(k, &v->without_status.v[i], s, &out);
	return out;
}
