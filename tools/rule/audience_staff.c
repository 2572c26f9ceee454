#include "model/model.h"
#include "model/reader.h"
#include "rule/rule.h"

RULE_TEXT(rule_audience_staff,
    .why_en = "Messages to those who answer for products and systems are made "
	      "of the edition of their company and of the one that all staff "
	      "read. Without that one most of them are told nothing, however "
	      "urgent it is.",
    .why_ja =
	"製品やシステムの担当者へのお知らせは、会社の版と、全員が読む版から"
	"作ります。全員が読む版がないと、どれほど急ぐことでも、ほとんどの担"
	"当者には何も届きません。",
    .bad = "{id: portal, view: portal, ceiling: AMBER}, where no edition is "
	   "staff: yes",
    .good = "{id: portal, view: portal, ceiling: AMBER, staff: yes}");

/* Somebody who answers for something and may be sent no edition. */
struct untold {
	const struct check *k;
	const struct person_entry *first;
};

static void
see(struct untold *u, const struct person_entry *p)
{
	const struct audience *v[READER_EDITIONS];
	const struct reader r = { .person = p };

	/* Those of outside makers are kept out on purpose. */
	if (u->first == NULL && p != NULL && !reader_is_outside(p) &&
	    reader_editions(u->k->model, &r, v) == 0)
		u->first = p;
}

static const struct person_entry *
find_untold(const struct check *k)
{
	const struct model *m = k->model;
	struct untold u = { k, NULL };

	for (size_t i = 0; i < m->n_products; i++) {
		const struct product *p = m->products[i].product;

		see(&u, p->owner.target);
		see(&u, p->qa_contact.target);
		see(&u, p->design_contact.target);
	}
	for (size_t i = 0; i < m->n_systems; i++)
		see(&u, m->systems[i].system->owner.target);
	for (size_t i = 0; i < m->n_companies; i++) {
		const struct company_contact_list *l =
		    &m->companies[i].company->contacts;

		if (l->n > 0)
			see(&u, l->v[0].person.target);
	}
	return u.first;
}

static void
see_one(const struct check *k, const struct audience *a,
    const struct audience *first)
{
	if (!a->staff.b || a == first)
		return;
	check_report(k, a->staff.at,
	    "messages to all staff cannot be made of "
	    "'%.*s'",
	    STR_ARG(a->id.s));
	if (first != NULL && reader_is_staff(a))
		check_note(k, first->staff.at, "they are made of this one");
	check_help(k,
	    "take `staff` out, or keep one such edition: view: portal, "
	    "without company and filter, up to AMBER");
}

void
rule_audience_staff(const struct check *k, const struct document *doc)
{
	const struct audiences *f = doc->record;
	const struct audience *staff = NULL, *portal = NULL;
	const struct organisation *o = k->model->organisation;
	const struct person_entry *p;

	if (doc->path.kind != KIND_AUDIENCES ||
	    (o != NULL && o->repository.v == (int)REPOSITORY_RESTRICTED))
		return;
	for (size_t i = f->audiences.n; i-- > 0;) {
		const struct audience *a = &f->audiences.v[i];

		if (reader_is_staff(a))
			staff = a;
		if (a->view.v == (int)VIEW_PORTAL)
			portal = a;
	}
	for (size_t i = 0; i < f->audiences.n; i++)
		see_one(k, &f->audiences.v[i], staff);
	p = staff == NULL && portal != NULL ? find_untold(k) : NULL;
	if (p == NULL)
		return;
	check_report(k, portal->id.at,
	    "no edition is that of all staff, so '%.*s' and others who answer "
	    "for something are told nothing",
	    STR_ARG(p->e.id));
	check_help(k, "add `staff: yes` to the edition that all staff read");
}
