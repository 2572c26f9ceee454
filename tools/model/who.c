#include "model/who.h"

#include "base/attr.h"
#include "model/at_work.h"
#include "model/model.h"

struct search {
	const struct choice_list *roles;
	struct day today;
	struct who *out;
};

static bool
asks_for(const struct search *w, enum role role)
{
	for (size_t i = 0; i < w->roles->n; i++) {
		if (w->roles->v[i].v == (int)role)
			return true;
	}
	return false;
}

static bool
has_role(const struct search *w, const struct person_entry *p)
{
	for (size_t i = 0; i < p->person->roles.n; i++) {
		if (asks_for(w, (enum role)p->person->roles.v[i].v))
			return true;
	}
	return false;
}

static void
add(struct search *w, const struct person_entry *p)
{
	if (p == NULL || p->person == NULL ||
	    w->out->n == ARRAY_LEN(w->out->v))
		return;
	p = at_work(p, w->today);
	for (size_t i = 0; i < w->out->n; i++) {
		if (w->out->v[i] == p)
			return;
	}
	w->out->v[w->out->n++] = p;
}

static void
add_if_role(struct search *w, const struct person_entry *p)
{
	if (p != NULL && p->person != NULL && has_role(w, p))
		add(w, p);
}

static void
add_of_case(struct search *w, const struct case_file *c)
{
	add_if_role(w, c->owner.target);
	add_if_role(w, c->deputy.target);
	for (size_t i = 0; i < c->team.n; i++)
		add_if_role(w, c->team.v[i].target);
}

/* Those whom the case and the inventory name for a product. */
static void
add_of_product(struct search *w, const struct case_product *p)
{
	const struct product_entry *e = p->product.target;
	const struct product *inventory = e != NULL ? e->product : NULL;

	if (asks_for(w, ROLE_DEVELOPER)) {
		add(w, p->owner.target);
		if (inventory != NULL)
			add(w, inventory->design_contact.target);
	}
	if (asks_for(w, ROLE_QA) && inventory != NULL)
		add(w, inventory->qa_contact.target);
	if (asks_for(w, ROLE_PRODUCT_OWNER) && inventory != NULL)
		add(w, inventory->owner.target);
}

static void
add_of_products(struct search *w, const struct case_file *c)
{
	for (size_t i = 0; i < c->vulnerabilities.n; i++) {
		const struct case_product_list *l =
		    &c->vulnerabilities.v[i].products;

		for (size_t j = 0;
		     j < l->n && w->out->n < ARRAY_LEN(w->out->v); j++)
			add_of_product(w, &l->v[j]);
	}
}

static void
add_of_company(struct search *w, const struct model *m,
    const struct company_entry *company)
{
	for (size_t i = 0; i < m->n_people && w->out->n < ARRAY_LEN(w->out->v);
	     i++) {
		if (m->people[i].company == company)
			add_if_role(w, &m->people[i]);
	}
}

void
who_supplies(const struct model *m, const struct case_entry *c,
    const struct choice_list *roles, struct day today, struct who *out)
{
	const struct company_entry *company = c->c->company.target;
	struct search w = { roles, today, out };

	out->n = 0;
	add_of_case(&w, c->c);
	add_of_products(&w, c->c);
	if (company != NULL && company->company != NULL &&
	    asks_for(&w, ROLE_COMPANY_CONTACT)) {
		const struct company_contact_list *l =
		    &company->company->contacts;

		for (size_t i = 0; i < l->n; i++)
			add(&w, l->v[i].person.target);
	}
	if (company != NULL)
		add_of_company(&w, m, company);
	for (size_t i = 0; i < m->n_companies; i++) {
		const struct company_entry *head = &m->companies[i];

		if (head->company != NULL && head != company &&
		    head->company->kind.v == (int)COMPANY_HEAD)
			add_of_company(&w, m, head);
	}
}
