/* Companies: their contacts, persons, products and systems. */
#include "export/internal/out.h"

OUT_FUNCTIONS(companies);

/* A list of entries in the making. */
struct lot {
	const struct entry **v;
	size_t n;
	size_t cap;
};

/* What belongs to a company. */
struct holding {
	const struct company_entry *e;
	struct lot people;
	struct lot products;
	struct lot systems;
};

/* All companies with what belongs to them, in one pass over each list. */
struct holdings {
	struct holding *v;	/* as model.companies */
	size_t n;
};

static void
lot_add(struct arena *a, struct lot *l, const struct entry *e)
{
	l->v = arena_grow(a, l->v, l->n, &l->cap,
	    sizeof(const struct entry *));
	l->v[l->n++] = e;
}

static struct holding *
holding_of(const struct holdings *h, const struct model *m,
    const struct company_entry *c)
{
	return c == NULL ? NULL : &h->v[c - m->companies];
}

static const struct holdings *
holdings_make(struct arena *a, const struct model *m)
{
	struct holdings *h = arena_new(a, struct holdings);
	struct holding *k;

	h->n = m->n_companies;
	h->v = arena_array(a, struct holding, h->n + 1);
	for (size_t i = 0; i < h->n; i++)
		h->v[i].e = &m->companies[i];
	for (size_t i = 0; i < m->n_people; i++) {
		k = holding_of(h, m, m->people[i].company);
		if (k != NULL)
			lot_add(a, &k->people, &m->people[i].e);
	}
	for (size_t i = 0; i < m->n_products; i++) {
		k = holding_of(h, m, m->products[i].company);
		if (k != NULL)
			lot_add(a, &k->products, &m->products[i].e);
	}
	for (size_t i = 0; i < m->n_systems; i++) {
		k = holding_of(h, m, m->systems[i].system->company.target);
		if (k != NULL)
			lot_add(a, &k->systems, &m->systems[i].e);
	}
	return h;
}

/* The list has no holding for an item; number tells the pages apart. */
enum company_page {
	COMPANY_LIST,
	COMPANY_ONE,
};

void
companies_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	const struct holdings *h = holdings_make(g.a, v);

	frame_add(&g, S("companies/index.html"), h, COMPANY_LIST);
	for (size_t i = 0; i < h->n; i++)
		frame_add(&g, where_record(g.a, "companies", h->v[i].e->e.id),
		    &h->v[i], COMPANY_ONE);
}

static void
fill_contacts(const struct frame *f, struct value *o, const struct company *c)
{
	struct value *list = value_set_list(o, "contacts");

	for (size_t i = 0; i < c->contacts.n; i++) {
		const struct company_contact *k = &c->contacts.v[i];
		struct value *row = value_push_object(list);

		value_set_text(row, "purpose",
		    show_term(f, "in.purpose.", k->purpose.s));
		show_ref(f, row, "person", &k->person);
		show_ref(f, row, "deputy", &k->deputy);
		show_when(f, row, "confirmed", k->confirmed.w);
	}
}

static bool
write_list(struct frame *f, struct buf *out, struct diags *d)
{
	const struct holdings *h = f->item;
	struct value *groups = value_set_list(f->data, "groups");

	for (size_t k = 0; k < enum_company_kind.n; k++) {
		int kind = enum_company_kind.values[k].v;
		struct value *rows = NULL;

		for (size_t i = 0; i < h->n; i++) {
			const struct company *c = h->v[i].e->company;
			struct value *o;

			if (c->kind.v != kind)
				continue;
			if (rows == NULL) {
				o = value_push_object(groups);
				show_enum(f, o, "name", &enum_company_kind,
				    kind);
				rows = value_set_list(o, "rows");
			}
			o = value_push_object(rows);
			show_entry(f, o, "link", &h->v[i].e->e);
			show_words_opt(f, o, "business", &c->business);
			fill_contacts(f, o, c);
			value_set_int(o, "n_products",
			    (int64_t)h->v[i].products.n);
		}
	}
	frame_title(f, "nav.companies");
	return frame_write(f, "pages/internal/companies", out, d);
}

static void
fill_people(const struct frame *f, struct value *list, const struct lot *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct person *p =
		    ((const struct person_entry *)(const void *)l->v[i])
			->person;
		struct value *o = value_push_object(list);

		value_set_text(o, "id", p->id.s);
		show_words(f, o, "name", &p->name);
		show_words_opt(f, o, "title", &p->title);
		show_roles(f, o, "roles", &p->roles);
		value_set_text(o, "email", p->email.s);
		value_set_text(o, "telephone", p->telephone.s);
		show_ref(f, o, "deputy", &p->deputy);
	}
}

static void
fill_lot(const struct frame *f, struct value *list, const struct lot *l)
{
	for (size_t i = 0; i < l->n; i++)
		show_push_entry(f, list, l->v[i]);
}

static bool
write_page(struct frame *f, struct buf *out, struct diags *d)
{
	const struct holding *h = f->item;
	const struct company *c = h->e->company;

	show_up(f, "companies/index.html", "nav.companies", S(""));
	value_set_text(f->data, "title", words_in(&c->name, f->lang));
	show_words(f, f->data, "name", &c->name);
	show_enum(f, f->data, "kind", &enum_company_kind, c->kind.v);
	show_words_opt(f, f->data, "business", &c->business);
	show_ref(f, f->data, "parent", &c->parent);
	show_ref(f, f->data, "calendar", &c->calendar);
	value_set_bool(f->data, "own_psirt", c->own_psirt.b);
	value_set_text(f->data, "url", c->namespace.s);
	fill_contacts(f, f->data, c);
	fill_people(f, value_set_list(f->data, "people"), &h->people);
	fill_lot(f, value_set_list(f->data, "products"), &h->products);
	fill_lot(f, value_set_list(f->data, "systems"), &h->systems);
	frame_input(f, h->e->e.doc);
	if (h->people.n > 0)
		frame_input(f, h->people.v[0]->doc);
	show_source(f, f->data, h->e->e.doc);
	return frame_write(f, "pages/internal/company_page", out, d);
}

bool
companies_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "companies");

	return f.number == COMPANY_ONE ? write_page(&f, out, d) :
					 write_list(&f, out, d);
}
