/* The handbook: how to use this system. */
#include "export/internal/out.h"

#include <stdlib.h>

OUT_FUNCTIONS(handbook);

static const struct text_page *
page_of(const struct document *d)
{
	return d->record;
}

/* The smallest order comes first; pages without one come last. */
static int64_t
order_of(const struct text_entry *t)
{
	const struct number *n = &page_of(t->e.doc)->order;

	return span_is_set(n->at) ? n->n : INT64_MAX;
}

static int
text_cmp(const void *a, const void *b)
{
	const struct text_entry *const *x = a, *const *y = b;
	int64_t i = order_of(*x), j = order_of(*y);

	if (i != j)
		return i < j ? -1 : 1;
	return str_cmp((*x)->e.id, (*y)->e.id);
}

void
handbook_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);

	frame_add(&g, S("handbook/index.html"), NULL, 0);
	for (size_t i = 0; i < v->n_handbook; i++)
		frame_add(&g,
		    where_record(g.a, "handbook", v->handbook[i].e.id),
		    &v->handbook[i], 0);
}

static void
fill_list(const struct frame *f, struct value *list)
{
	const struct text_entry **all = arena_array(f->a,
	    const struct text_entry *, f->m->n_handbook + 1);

	for (size_t i = 0; i < f->m->n_handbook; i++)
		all[i] = &f->m->handbook[i];
	if (f->m->n_handbook > 0)
		qsort(all, f->m->n_handbook, sizeof(const struct text_entry *),
		    text_cmp);
	for (size_t i = 0; i < f->m->n_handbook; i++) {
		const struct document *d = show_document(f, all[i]);
		struct value *o = value_push_object(list);

		value_set_text(o, "href",
		    where_link(f,
			where_record(f->a, "handbook", all[i]->e.id)));
		value_set_text(o, "text", page_of(d)->title.s);
		value_set_text(o, "lang", d->path.lang);
		show_text_opt(f, o, "summary", page_of(d)->summary.s);
		show_when(f, o, "at", page_of(d)->updated.w);
		value_set_bool(o, "current", all[i] == f->item);
	}
}

static bool
write_page(struct frame *f, struct buf *out, struct diags *d)
{
	const struct text_entry *t = f->item;
	const struct document *doc = show_document(f, t);

	show_up(f, "handbook/index.html", "nav.handbook", S(""));
	value_set_text(f->data, "title", page_of(doc)->title.s);
	value_set_text(f->data, "title_lang", doc->path.lang);
	value_set_bool(f->data, "is_original",
	    !str_eq(doc->path.lang, f->lang));
	show_when(f, f->data, "at", page_of(doc)->updated.w);
	show_body(f, f->data, "text", doc->body, 0, doc->path.lang);
	frame_input(f, doc);
	show_source(f, f->data, doc);
	return frame_write(f, "pages/internal/handbook_page", out, d);
}

bool
handbook_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "handbook");

	fill_list(&f, value_set_list(f.data, "rows"));
	if (f.item != NULL)
		return write_page(&f, out, d);
	frame_title(&f, "nav.handbook");
	return frame_write(&f, "pages/internal/handbook", out, d);
}
