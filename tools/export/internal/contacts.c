/* Contact routes by company, and who can do what. */
#include "export/internal/out.h"

OUT_FUNCTIONS(contacts);

void
contacts_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);

	frame_add(&g, S("contacts.html"), NULL, 0);
}

static void
fill_route(const struct frame *f, struct value *rows,
    const struct company_contact *k)
{
	struct value *o = value_push_object(rows);
	const struct person_entry *p = k->person.target;

	value_set_text(o, "purpose",
	    show_term(f, "in.purpose.", k->purpose.s));
	show_ref(f, o, "person", &k->person);
	value_set_text(o, "email", p != NULL ? p->person->email.s : S(""));
	value_set_text(o, "telephone",
	    p != NULL ? p->person->telephone.s : S(""));
	show_ref(f, o, "deputy", &k->deputy);
	show_when(f, o, "confirmed", k->confirmed.w);
}

static void
fill_routes(const struct frame *f, struct value *groups)
{
	for (size_t i = 0; i < f->m->n_companies; i++) {
		const struct company_entry *e = &f->m->companies[i];
		struct value *o, *rows;

		if (e->company->contacts.n == 0)
			continue;
		o = value_push_object(groups);
		show_entry(f, o, "link", &e->e);
		rows = value_set_list(o, "rows");
		for (size_t j = 0; j < e->company->contacts.n; j++)
			fill_route(f, rows, &e->company->contacts.v[j]);
	}
}

/* Days away that have not passed. */
static void
fill_absence(const struct frame *f, struct value *list,
    const struct absence_list *l)
{
	struct day today = instant_day(f->c->now);

	for (size_t i = 0; i < l->n; i++) {
		struct value *o;

		if (l->v[i].to.w.day.n < today.n)
			continue;
		o = value_push_object(list);
		show_when(f, o, "from", l->v[i].from.w);
		show_when(f, o, "to", l->v[i].to.w);
		show_ref(f, o, "deputy", &l->v[i].deputy);
	}
}

/* Agreements that hold today. */
static void
fill_ndas(const struct frame *f, struct value *list, const struct nda_list *l)
{
	struct day today = instant_day(f->c->now);

	for (size_t i = 0; i < l->n; i++) {
		struct value *o;

		if (l->v[i].expires.w.kind != WHEN_UNSET &&
		    l->v[i].expires.w.day.n < today.n)
			continue;
		o = value_push_object(list);
		value_set_text(o, "scope", l->v[i].scope.s);
		show_when(f, o, "expires", l->v[i].expires.w);
	}
}

static void
fill_people(const struct frame *f, struct value *rows)
{
	for (size_t i = 0; i < f->m->n_people; i++) {
		const struct person_entry *e = &f->m->people[i];
		struct value *o = value_push_object(rows);

		show_entry(f, o, "link", &e->e);
		show_entry(f, o, "company",
		    e->company != NULL ? &e->company->e : NULL);
		show_roles(f, o, "roles", &e->person->roles);
		show_texts(o, "skills", &e->person->skills);
		show_texts(o, "languages", &e->person->languages);
		fill_absence(f, value_set_list(o, "absence"),
		    &e->person->absence);
		fill_ndas(f, value_set_list(o, "nda"), &e->person->nda);
	}
}

bool
contacts_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "contacts");

	frame_title(&f, "nav.contacts");
	fill_routes(&f, value_set_list(f.data, "groups"));
	fill_people(&f, value_set_list(f.data, "people"));
	return frame_write(&f, "pages/internal/contacts", out, d);
}
