#include "command/focus.h"

#include "base/arena.h"
#include "command/command.h"
#include "model/model.h"

static bool
is_for_all(const struct focus *f)
{
	return f->who == NULL && f->company == NULL;
}

/* Whether a company is the one asked for or belongs to it. */
static bool
is_within(const struct model *m, const struct company_entry *of,
    const struct company_entry *company)
{
	/* Companies in a circle are a finding of `check`. */
	for (size_t i = 0; of != NULL && i <= m->n_companies; i++) {
		if (of == company)
			return true;
		of = of->company != NULL ? of->company->parent.target : NULL;
	}
	return false;
}

static bool
is_one_of(const struct ref_list *l, const struct person_entry *who)
{
	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].target == who)
			return true;
	}
	return false;
}

static bool
answers_for(const struct person_entry *who, const struct product_entry *p)
{
	const struct product *r = p->product;

	return r->owner.target == who || r->qa_contact.target == who ||
	    r->design_contact.target == who;
}

/* Somebody may answer for a product in one case alone. */
static bool
answers_in_case(const struct person_entry *who, const struct case_file *c)
{
	for (size_t i = 0; i < c->vulnerabilities.n; i++) {
		const struct vulnerability *v = &c->vulnerabilities.v[i];

		for (size_t k = 0; k < v->products.n; k++) {
			if (v->products.v[k].owner.target == who)
				return true;
		}
	}
	return false;
}

static bool
is_case_of(const struct person_entry *who, const struct case_file *c)
{
	return c->owner.target == who || c->deputy.target == who ||
	    is_one_of(&c->team, who) || answers_in_case(who, c);
}

/* Whether a case is about a product of the company. */
static bool
is_about(const struct model *m, const struct company_entry *company,
    const struct case_file *c)
{
	for (size_t i = 0; i < c->vulnerabilities.n; i++) {
		const struct vulnerability *v = &c->vulnerabilities.v[i];

		for (size_t k = 0; k < v->products.n; k++) {
			const struct product_entry *p =
			    v->products.v[k].product.target;

			if (p != NULL && is_within(m, p->company, company))
				return true;
		}
	}
	return false;
}

bool
focus_has_case(const struct focus *f, const struct case_entry *c)
{
	if (f->who != NULL && !is_case_of(f->who, c->c))
		return false;
	return f->company == NULL ||
	    is_within(f->m, c->c->company.target, f->company) ||
	    is_about(f->m, f->company, c->c);
}

bool
focus_has_product(const struct focus *f, const struct product_entry *p)
{
	if (f->who != NULL && !answers_for(f->who, p))
		return false;
	return f->company == NULL || is_within(f->m, p->company, f->company);
}

const struct person_entry *
focus_owner(const struct clock_owner *o)
{
	const void *e = o->entry;

	if (e == NULL)
		return NULL;
	if (o->subject == CLOCK_ON_POLICY) {
		const struct text_entry *t = e;
		const struct policy *p = t->e.doc->record;

		return p != NULL ? p->owner.target : NULL;
	}
	if (o->subject == CLOCK_ON_CAMPAIGN) {
		const struct plain_entry *c = e;

		return ((const struct campaign *)c->record)->commander.target;
	}
	return NULL;
}

static bool
is_contact(const struct person_entry *who, const struct company_entry *c)
{
	const struct company_contact_list *l = &c->company->contacts;

	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].person.target == who ||
		    l->v[i].deputy.target == who)
			return true;
	}
	return false;
}

bool
focus_has_clock(const struct focus *f, const struct clock *k)
{
	const struct clock_owner *o = &k->owner;
	const void *e = o->entry;

	if (is_for_all(f))
		return true;
	if (k->product != NULL && focus_has_product(f, k->product))
		return true;
	if (o->subject == CLOCK_ON_CASE && e != NULL)
		return focus_has_case(f, e);
	if (o->subject == CLOCK_ON_PRODUCT && e != NULL)
		return focus_has_product(f, e);
	if (f->who != NULL && o->subject == CLOCK_ON_COMPANY && e != NULL) {
		if (!is_contact(f->who, e))
			return false;
	} else if (f->who != NULL && focus_owner(o) != f->who) {
		return false;
	}
	return f->company == NULL || is_within(f->m, o->company, f->company);
}

bool
focus_has_request(const struct focus *f, const struct request *r)
{
	if (f->who != NULL && r->to.target != f->who)
		return false;
	return f->company == NULL ||
	    is_within(f->m, r->company.target, f->company);
}

/* The ids of a list of entries of size bytes that begin with their entry. */
static struct str
nearest(const struct invocation *v, struct str id, const void *entries,
    size_t n, size_t size)
{
	struct str *ids = arena_array(v->perm, struct str, n + 1);

	for (size_t i = 0; i < n; i++) {
		const void *e = (const char *)entries + i * size;

		ids[i] = ((const struct entry *)e)->id;
	}
	return str_nearest(id, ids, n);
}

static bool
refuse(const struct invocation *v, const char *what, struct str id,
    struct str near)
{
	if (near.n > 0)
		(void)command_usage(v,
		    "there is no %s '%.*s' (did you mean '%.*s'?)", what,
		    STR_ARG(id), STR_ARG(near));
	else
		(void)command_usage(v, "there is no %s '%.*s'", what,
		    STR_ARG(id));
	return false;
}

bool
focus_take(const struct invocation *v, const struct model *m,
    struct focus *out)
{
	const void *e;

	*out = (struct focus){ .m = m };
	if (v->who.n > 0) {
		e = model_find(m, SPACE_PERSON, v->who);
		if (e == NULL)
			return refuse(v, "person", v->who,
			    nearest(v, v->who, m->people, m->n_people,
				sizeof(*m->people)));
		out->who = e;
	}
	if (v->company.n > 0) {
		e = model_find(m, SPACE_COMPANY, v->company);
		if (e == NULL)
			return refuse(v, "company", v->company,
			    nearest(v, v->company, m->companies,
				m->n_companies, sizeof(*m->companies)));
		out->company = e;
	}
	return true;
}
