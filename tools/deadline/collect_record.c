#include "deadline/collect.h"
#include "model/model.h"

/* The newest revision of an alert, else its issue. */
static const struct moment *
newest(const struct alert *a)
{
	const struct moment *at = &a->at;

	for (size_t i = 0; i < a->revisions.n; i++) {
		const struct moment *m = &a->revisions.v[i].at;

		if (m->w.kind == WHEN_INSTANT &&
		    (at->w.kind == WHEN_UNSET || m->w.at.s > at->w.at.s))
			at = m;
	}
	return at;
}

void
collect_alerts(struct collect *k)
{
	const struct model *m = k->r->m;

	for (size_t i = 0; i < m->n_alerts; i++) {
		const struct plain_entry *e = &m->alerts[i];
		const struct alert *a = e->record;
		struct dated l = collect_dated(k);

		if (a == NULL)
			continue;
		if (a->confirmed.b)
			collect_field(&l, EVENT_STATUS_SETTLED, newest(a),
			    NULL, a->where);
		else
			collect_field(&l, EVENT_STATUS_INVESTIGATING, &a->at,
			    NULL, a->where);
		collect_clocks(k,
		    &(struct clock_owner){ CLOCK_ON_ALERT, &e->e, e->e.id,
			NULL },
		    &(struct predicate_root){ "alert", &record_alert, a }, &l);
	}
}

void
collect_policies(struct collect *k)
{
	const struct model *m = k->r->m;

	for (size_t i = 0; i < m->n_policies; i++) {
		const struct entry *e = &m->policies[i].e;
		const struct policy *p = e->doc != NULL ? e->doc->record :
							  NULL;
		struct dated l = collect_dated(k);

		if (p == NULL)
			continue;
		if (p->approved.w.kind != WHEN_UNSET)
			collect_field(&l, EVENT_POLICY_APPROVED, &p->approved,
			    &p->review, p->where);
		collect_clocks(k,
		    &(struct clock_owner){ CLOCK_ON_POLICY, e, e->id, NULL },
		    &(struct predicate_root){ "policy", &record_policy, p },
		    &l);
	}
}

/* The contact that was tried longest ago; NULL when none was. */
static const struct company_contact *
oldest(const struct company *c)
{
	const struct company_contact *found = NULL;

	for (size_t i = 0; i < c->contacts.n; i++) {
		const struct company_contact *x = &c->contacts.v[i];

		if (x->confirmed.w.kind != WHEN_UNSET &&
		    (found == NULL ||
			x->confirmed.w.day.n < found->confirmed.w.day.n))
			found = x;
	}
	return found;
}

/* A company that has nobody to call is the rule company-contact's. */
void
collect_companies(struct collect *k)
{
	const struct model *m = k->r->m;

	for (size_t i = 0; i < m->n_companies; i++) {
		const struct company_entry *e = &m->companies[i];
		const struct company *c = e->company;
		const struct company_contact *contact;
		struct dated l = collect_dated(k);

		if (c == NULL || c->contacts.n == 0)
			continue;
		contact = oldest(c);
		if (contact != NULL)
			collect_field(&l, EVENT_CONTACT_CONFIRMED,
			    &contact->confirmed, NULL, contact->where);
		collect_clocks(k,
		    &(struct clock_owner){ CLOCK_ON_COMPANY, &e->e, e->e.id,
			e },
		    &(struct predicate_root){ "company", &record_company, c },
		    &l);
	}
}

void
collect_organisation(struct collect *k)
{
	const struct organisation *o = k->r->m->organisation;
	struct dated l = collect_dated(k);

	if (o == NULL)
		return;
	collect_field(&l, EVENT_SECURITY_TXT_ISSUED, NULL,
	    &o->security_txt_expires, o->where);
	collect_clocks(k,
	    &(struct clock_owner){ CLOCK_ON_ORGANISATION, NULL,
		S("organisation"), NULL },
	    &(struct predicate_root){ "organisation", &record_organisation,
		o },
	    &l);
}

/* An id that was given back has no day on which that was done. */
static void
collect_cve(struct collect *k, const struct cve_entry *c)
{
	const struct case_entry *of = c->case_id.target;
	struct dated l = collect_dated(k);
	bool is_published = c->published.w.kind != WHEN_UNSET;

	if (c->reserved.w.kind != WHEN_UNSET)
		collect_field(&l, EVENT_CVE_RESERVED, &c->reserved, NULL,
		    c->where);
	if (is_published || c->state.v == (int)CVE_PUBLISHED ||
	    c->state.v == (int)CVE_REJECTED)
		collect_field(&l, EVENT_CVE_SETTLED,
		    is_published ? &c->published : &c->reserved, NULL,
		    c->where);
	collect_clocks(k,
	    &(struct clock_owner){ CLOCK_ON_CVE, NULL, c->cve.s,
		of != NULL && of->c != NULL ? of->c->company.target : NULL },
	    &(struct predicate_root){ "cve", &record_cve_entry, c }, &l);
}

void
collect_cves(struct collect *k)
{
	const struct document_list *docs = &k->r->m->docs[KIND_CVE_IDS];

	for (size_t i = 0; i < docs->n; i++) {
		const struct cve_ids *f = docs->v[i].record;

		for (size_t j = 0; f != NULL && j < f->ids.n; j++)
			collect_cve(k, &f->ids.v[j]);
	}
}
