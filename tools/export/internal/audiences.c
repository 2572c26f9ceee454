/* Editions and their readers. */
#include "export/internal/out.h"

OUT_FUNCTIONS(audiences);

void
audiences_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);

	frame_add(&g, S("audiences.html"), NULL, 0);
}

bool
audiences_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "audiences");
	struct value *rows = value_set_list(f.data, "rows");

	for (size_t i = 0; i < v->n_audiences; i++) {
		const struct audience *a = v->audiences[i].audience;
		struct value *o = value_push_object(rows);

		value_set_text(o, "id", a->id.s);
		show_words(&f, o, "name", &a->name);
		show_tlp(&f, o, "tlp", (enum tlp)a->ceiling.v);
		value_set_text(o, "view",
		    show_term(&f, "in.view.",
			str_z(enum_name(&enum_audience_view, a->view.v))));
		value_set_bool(o, "has_filter", a->filter.p != NULL);
		show_texts(o, "recipients", &a->recipients);
		value_set_text(o, "readers",
		    span_is_set(a->readers.at) ?
			str_fmt(tmp, "%lld", (long long)a->readers.n) :
			S(""));
	}
	frame_title(&f, "nav.audiences");
	return frame_write(&f, "pages/internal/audiences", out, d);
}
