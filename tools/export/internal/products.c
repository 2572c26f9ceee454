/* Products, grouped by company. */
#include "export/internal/out.h"

#include <stdlib.h>

#include "export/internal/piece.h"

OUT_FUNCTIONS(products);

/* All products by company, then id. */
struct shelf {
	const struct product_entry **v;
	size_t n;
};

static int
product_cmp(const void *a, const void *b)
{
	const struct product_entry *const *x = a, *const *y = b;
	const struct company_entry *i = (*x)->company, *j = (*y)->company;

	if (i != j) {
		if (i == NULL || j == NULL)
			return i == NULL ? 1 : -1;
		return str_cmp(i->e.id, j->e.id);
	}
	return str_cmp((*x)->e.id, (*y)->e.id);
}

void
products_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	struct shelf *all = arena_new(g.a, struct shelf);

	all->n = v->n_products;
	all->v = arena_array(g.a, const struct product_entry *, all->n + 1);
	for (size_t i = 0; i < all->n; i++)
		all->v[i] = &v->products[i];
	if (all->n > 0)
		qsort(all->v, all->n, sizeof(const struct product_entry *),
		    product_cmp);
	for (size_t i = 0; i < piece_count(all->n); i++)
		frame_add(&g, where_piece(g.a, "products/index", i), all, i);
}

/* The version people get now: the newest that is not planned. */
static struct str
newest(const struct product *p)
{
	for (size_t i = p->versions.n; i > 0; i--) {
		const struct version *v = &p->versions.v[i - 1];

		if (v->life.v != LIFE_PLANNED && v->version.s.n > 0)
			return v->version.s;
	}
	return S("");
}

static void
fill_row(const struct frame *f, struct value *rows,
    const struct product_entry *e)
{
	const struct product *p = e->product;
	struct value *o = value_push_object(rows);

	show_entry(f, o, "link", &e->e);
	show_words_opt(f, o, "description", &p->description);
	show_enum(f, o, "kind", &enum_product_kind, p->kind.v);
	value_set_text(o, "newest", newest(p));
	value_set_int(o, "n_versions", (int64_t)p->versions.n);
	show_enum(f, o, "exposure", &enum_exposure, p->exposure.v);
	show_ref(f, o, "owner", &p->owner);
	show_when(f, o, "ends", p->support_ends.w);
}

bool
products_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "products");
	const struct shelf *all = f.item;
	struct piece piece = piece_at(all->n, f.number);
	struct value *groups = value_set_list(f.data, "groups"), *rows = NULL;

	for (size_t i = piece.from; i < piece.to; i++) {
		const struct company_entry *k = all->v[i]->company;

		if (rows == NULL || k != all->v[i - 1]->company) {
			struct value *o = value_push_object(groups);

			show_entry(&f, o, "company", k != NULL ? &k->e : NULL);
			rows = value_set_list(o, "rows");
		}
		fill_row(&f, rows, all->v[i]);
	}
	value_set_int(f.data, "n", (int64_t)all->n);
	value_set_list(f.data, "views");
	piece_show(&f, "products/index", all->n);
	frame_title(&f, "nav.products");
	return frame_write(&f, "pages/internal/products", out, d);
}
