/* A page a product: versions, contacts, and what is known against it. */
#include "export/internal/out.h"

#include "export/internal/finding_mirror.h"
#include "export/internal/finding_part.h"
#include "export/internal/finding_row.h"
#include "export/internal/row.h"
#include "model/state.h"

OUT_FUNCTIONS(product_page);

/* A case in which a product stands, by its worst state there. */
struct standing {
	const struct row_case *row;
	enum row_state state;
};

/* Everything on one product, gathered in one pass over cases and systems. */
struct dossier {
	const struct product_entry *e;
	struct standing *cases;		/* newest first */
	size_t n_cases;
	size_t cap_cases;
	const struct system_entry **systems;
	size_t n_systems;
	size_t cap_systems;
	const struct product_entry **replaces;	/* whose successor it is */
	size_t n_replaces;
	size_t cap_replaces;
};

static void
add_case(struct arena *a, struct dossier *k, const struct row_case *row,
    enum row_state state)
{
	struct standing *last = k->n_cases > 0 ? &k->cases[k->n_cases - 1] :
						 NULL;

	if (last != NULL && last->row == row) {
		if (state < last->state)
			last->state = state;
		return;
	}
	k->cases = arena_grow(a, k->cases, k->n_cases, &k->cap_cases,
	    sizeof(*k->cases));
	k->cases[k->n_cases++] = (struct standing){ row, state };
}

static struct dossier *
dossier_of(struct dossier *all, const struct model *m, const struct ref *r)
{
	const struct product_entry *p = r->target;

	return p == NULL ? NULL : &all[p - m->products];
}

static void
gather_cases(struct arena *a, const struct model *m,
    const struct export_context *c, struct dossier *all)
{
	const struct row_case *rows = row_cases(a, m, c->now);

	for (size_t i = 0; i < m->n_cases; i++) {
		const struct vulnerability_list *l =
		    &rows[i].e->c->vulnerabilities;

		for (size_t j = 0; j < l->n; j++) {
			const struct vulnerability *v = &l->v[j];

			for (size_t k = 0; k < v->products.n; k++) {
				struct dossier *one = dossier_of(all, m,
				    &v->products.v[k].product);

				if (one != NULL)
					add_case(a, one, &rows[i],
					    state_product(v, &v->products.v[k],
						m->zone, c->now));
			}
		}
	}
}

static void
gather_systems(struct arena *a, const struct model *m, struct dossier *all)
{
	for (size_t i = 0; i < m->n_systems; i++) {
		const struct ref_list *l = &m->systems[i].system->products;

		for (size_t j = 0; j < l->n; j++) {
			struct dossier *k = dossier_of(all, m, &l->v[j]);

			if (k == NULL)
				continue;
			k->systems = arena_grow(a, k->systems, k->n_systems,
			    &k->cap_systems,
			    sizeof(const struct system_entry *));
			k->systems[k->n_systems++] = &m->systems[i];
		}
	}
}

static void
gather_successors(struct arena *a, const struct model *m, struct dossier *all)
{
	for (size_t i = 0; i < m->n_products; i++) {
		struct dossier *k = dossier_of(all, m,
		    &m->products[i].product->successor);

		if (k == NULL)
			continue;
		k->replaces = arena_grow(a, k->replaces, k->n_replaces,
		    &k->cap_replaces, sizeof(const struct product_entry *));
		k->replaces[k->n_replaces++] = &m->products[i];
	}
}

void
product_page_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	struct dossier *all = arena_array(g.a, struct dossier,
	    v->n_products + 1);

	gather_cases(g.a, v, c, all);
	gather_systems(g.a, v, all);
	gather_successors(g.a, v, all);
	for (size_t i = 0; i < v->n_products; i++) {
		all[i].e = &v->products[i];
		frame_add(&g, where_record(g.a, "products", all[i].e->e.id),
		    &all[i], 0);
	}
}

static void
fill_versions(const struct frame *f, const struct product *p)
{
	struct value *rows = value_set_list(f->data, "versions");

	/* Newest first, as people look for it. */
	for (size_t i = p->versions.n; i > 0; i--) {
		const struct version *v = &p->versions.v[i - 1];
		struct value *o = value_push_object(rows);
		int life = v->life.v != 0 ? v->life.v : (int)LIFE_SUPPORTED;

		value_set_text(o, "version",
		    v->version.s.n > 0 ? v->version.s : v->range.s);
		show_enum(f, o, "life", &enum_life, life);
		value_set_bool(o, "has_ended", life == (int)LIFE_ENDED);
		show_when(f, o, "released", v->released.w);
		show_when(f, o, "ends", v->support_ends.w);
		value_set_text(o, "purl", v->purl.s);
	}
}

static void
fill_contacts(const struct frame *f, const struct product *p)
{
	const struct {
		const char *word;
		const struct ref *r;
	} contacts[] = {
		{ "in.product.owner", &p->owner },
		{ "in.product.qa", &p->qa_contact },
		{ "in.product.design", &p->design_contact },
	};
	struct value *list = value_set_list(f->data, "contacts");

	for (size_t i = 0; i < ARRAY_LEN(contacts); i++) {
		const struct person_entry *e = contacts[i].r->target;
		struct value *o;

		if (contacts[i].r->id.n == 0)
			continue;
		o = value_push_object(list);
		value_set_text(o, "name", frame_word(f, contacts[i].word));
		show_ref(f, o, "person", contacts[i].r);
		value_set_text(o, "email",
		    e != NULL ? e->person->email.s : S(""));
	}
}

static void
fill_known(const struct frame *f, const struct dossier *k)
{
	struct value *cases = value_set_list(f->data, "cases");
	struct value *systems = value_set_list(f->data, "systems");
	struct value *replaces = value_set_list(f->data, "replaces");

	for (size_t i = 0; i < k->n_cases; i++) {
		struct value *o = value_push_object(cases);

		row_case_show(f, o, k->cases[i].row);
		show_state(o, "st", k->cases[i].state);
	}
	for (size_t i = 0; i < k->n_systems; i++)
		show_push_entry(f, systems, &k->systems[i]->e);
	for (size_t i = 0; i < k->n_replaces; i++)
		show_push_entry(f, replaces, &k->replaces[i]->e);
}

static void
fill_decisions(const struct frame *f, const struct decisions *l)
{
	struct value *rows = value_set_list(f->data, "decisions");

	for (size_t i = 0; l != NULL && i < l->decisions.n; i++) {
		const struct decision *k = &l->decisions.v[i];
		struct value *o = value_push_object(rows);

		finding_row_decision(f, o, k);
		finding_part_rulings(f, o, k);
	}
}

bool
product_page_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "products");
	const struct dossier *k = f.item;
	const struct product *p = k->e->product;

	show_up(&f, "products/index.html", "nav.products", k->e->e.id);
	value_set_text(f.data, "title", words_in(&p->name, f.lang));
	show_words(&f, f.data, "name", &p->name);
	show_words_opt(&f, f.data, "about", &p->description);
	show_entry(&f, f.data, "company",
	    k->e->company != NULL ? &k->e->company->e : NULL);
	show_enum(&f, f.data, "kind", &enum_product_kind, p->kind.v);
	show_enum(&f, f.data, "exposure", &enum_exposure, p->exposure.v);
	show_enum(&f, f.data, "safety", &enum_safety_impact, p->safety.v);
	show_when(&f, f.data, "market", p->placed_on_market.w);
	show_when(&f, f.data, "ends", p->support_ends.w);
	show_ref(&f, f.data, "successor", &p->successor);
	show_refs(&f, f.data, "runs_on", &p->runs_on);
	value_set_text(f.data, "family", p->family.s);
	value_set_text(f.data, "purl", p->purl.s);
	value_set_text(f.data, "cpe", p->cpe.s);
	value_set_text(f.data, "url", p->url.s);
	show_texts(f.data, "keywords", &p->keywords);
	show_texts(f.data, "models", &p->model_numbers);
	fill_versions(&f, p);
	fill_contacts(&f, p);
	fill_known(&f, k);
	fill_decisions(&f, k->e->decisions);
	finding_part_found(&f, k->e, NULL);
	finding_part_versions(&f, k->e);
	finding_part_show(&f, k->e, NULL);
	finding_mirror_show(&f);
	frame_input(&f, k->e->e.doc);
	frame_input(&f,
	    inputs_find(v, KIND_DECISIONS,
		str_fmt(tmp, "products/%.*s/%.*s/decisions.yaml",
		    STR_ARG(k->e->e.doc->path.dir), STR_ARG(k->e->e.id))));
	show_source(&f, f.data, k->e->e.doc);
	return frame_write(&f, "pages/internal/product_page", out, d);
}
