#include "wall/share.h"

#include "base/limits.h"
#include "model/model.h"

bool
share_is_one(const struct share *s)
{
	return span_is_set(s->of->company.at) || s->of->company.id.n > 0;
}

/* Whether a company is the audience's, or a part of it. */
static bool
is_own(const struct share *s, const struct company_entry *c)
{
	const struct company_entry *of = s->of->company.target;

	for (size_t i = 0; i < LIMIT_COMPANY_DEPTH; i++) {
		if (c == NULL || of == NULL)
			return false;
		if (c == of)
			return true;
		c = c->company->parent.target;
	}
	return false;
}

static bool
is_own_product(const struct share *s, const struct product_entry *p)
{
	return p != NULL && is_own(s, p->company);
}

static bool
has_product(const struct share *s, const struct product_entry *p)
{
	if (p == NULL)
		return false;
	return is_own(s, p->company) ||
	    (p->company != NULL &&
		p->company->company->kind.v == (int)COMPANY_VENDOR);
}

static const struct product_entry *
product_of(const struct share *s, struct str id)
{
	return (const struct product_entry *)(const void *)model_find(s->m,
	    SPACE_PRODUCT, id);
}

/* Whether a row says no more than that the product is not concerned. */
static bool
is_unconcerned(const struct case_product *p)
{
	if (p->status.v != 0 && p->status.v != (int)STATUS_KNOWN_NOT_AFFECTED)
		return false;
	for (size_t i = 0; i < p->versions.n; i++) {
		if (p->versions.v[i].status.v !=
		    (int)STATUS_KNOWN_NOT_AFFECTED)
			return false;
	}
	return p->status.v != 0 || p->versions.n > 0;
}

/*
 * Whether a flaw's list names a product of the company that it concerns: who is
 * not affected has no need to know before everybody does (is_out).
 */
static bool
names_own(const struct share *s, const struct vulnerability *v, bool is_out)
{
	for (size_t i = 0; i < v->products.n; i++) {
		const struct case_product *p = &v->products.v[i];

		if ((is_own_product(s, p->product.target) ||
			is_own_product(s, p->component.target)) &&
		    (is_out || !is_unconcerned(p)))
			return true;
	}
	return false;
}

static bool
has_case(const struct share *s, struct str id)
{
	const struct case_entry *e = (const struct case_entry *)(const void *)
	    model_find(s->m, SPACE_CASE, id);
	const struct case_file *c = e != NULL ? e->c : NULL;

	if (c == NULL)
		return false;
	if (is_own(s, c->company.target))
		return true;
	for (size_t i = 0; i < c->vulnerabilities.n; i++) {
		if (names_own(s, &c->vulnerabilities.v[i],
			model_public(e, s->now_s) != NULL))
			return true;
	}
	for (size_t i = 0; i < c->products.n; i++) {
		if (is_own_product(s, c->products.v[i].product.target) ||
		    is_own_product(s, c->products.v[i].component.target))
			return true;
	}
	return false;
}

bool
share_has(const struct share *s, const struct document *doc)
{
	enum kind kind = doc->path.kind;

	if (!share_is_one(s))
		return true;
	if (kind_info(kind)->label == KIND_LABEL_CASE)
		return has_case(s, doc->path.id);
	if (kind == KIND_PRODUCT || kind == KIND_DECISIONS)
		return has_product(s, product_of(s, doc->path.id));
	if (kind == KIND_SYSTEM)
		return is_own(s,
		    ((const struct system *)doc->record)->company.target);
	if (kind == KIND_REQUEST)
		return is_own(s,
		    ((const struct request *)doc->record)->company.target);
	if (kind == KIND_ANSWERS)
		return is_own_product(s,
		    ((const struct answers *)doc->record)->product.target);
	return true;
}
