#include "model/reader.h"

#include "base/limits.h"
#include "model/model.h"

bool
reader_is_part(const struct company_entry *c, struct str of)
{
	for (size_t i = 0; i < LIMIT_COMPANY_DEPTH && c != NULL; i++) {
		if (str_eq(c->e.id, of))
			return true;
		c = c->company->parent.target;
	}
	return false;
}

bool
reader_is_outside(const struct person_entry *p)
{
	const struct company_entry *c = p != NULL ? p->company : NULL;

	for (size_t i = 0; i < LIMIT_COMPANY_DEPTH && c != NULL; i++) {
		if (c->company->kind.v == (int)COMPANY_VENDOR)
			return true;
		c = c->company->parent.target;
	}
	return false;
}

bool
reader_may_be_sent(const struct audience *a)
{
	return a->ceiling.v <= (int)TLP_AMBER_STRICT;
}

bool
reader_is_staff(const struct audience *a)
{
	return a->staff.b && a->view.v == (int)VIEW_PORTAL &&
	    a->company.id.n == 0 && a->filter.p == NULL &&
	    a->ceiling.v <= (int)TLP_AMBER;
}

static bool
is_recipient(const struct audience *a, struct str address)
{
	for (size_t i = 0; i < a->recipients.n && address.n > 0; i++) {
		if (str_eq(a->recipients.v[i].s, address))
			return true;
	}
	return false;
}

/* Whether an edition is of a person's company, or of one that is above it. */
static bool
is_of_company(const struct audience *a, const struct person_entry *p)
{
	return a->view.v == (int)VIEW_PORTAL && a->company.id.n > 0 &&
	    reader_is_part(p->company, a->company.id);
}

static bool
may_read(const struct reader *r, const struct audience *a, bool as_staff)
{
	if (a->view.v == (int)VIEW_PUBLIC || !reader_may_be_sent(a))
		return false;
	if (r->person == NULL)
		return !as_staff && is_recipient(a, r->address);
	if (reader_is_outside(r->person))
		return !as_staff && is_of_company(a, r->person) &&
		    is_recipient(a, r->person->person->email.s);
	return as_staff ? reader_is_staff(a) : is_of_company(a, r->person);
}

size_t
reader_editions(const struct model *m, const struct reader *r,
    const struct audience *out[READER_EDITIONS])
{
	size_t n = 0;

	for (int staff = 0; staff < READER_EDITIONS; staff++) {
		for (size_t i = 0; i < m->n_audiences; i++) {
			const struct audience *a = m->audiences[i].audience;

			if (!may_read(r, a, staff == 1))
				continue;
			out[n++] = a;
			break;
		}
	}
	return n;
}
