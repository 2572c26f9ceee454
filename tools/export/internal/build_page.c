/* About this build: the only page that shows it. */
#include "export/internal/out.h"

#include "model/kind.h"

OUT_FUNCTIONS(build_page);

void
build_page_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);

	frame_add(&g, S("build.html"), NULL, 0);
}

/* Records of each kind that this edition shows. */
static void
fill_kinds(const struct frame *f, struct value *list)
{
	for (size_t i = 0; i < kinds_len(); i++) {
		const struct kind_info *k = kind_info((enum kind)i);
		struct str key = str_fmt(f->a, "in.kind.%s", k->name);
		struct value *o;

		if (f->m->docs[i].n == 0)
			continue;
		o = value_push_object(list);
		value_set_text(o, "name", frame_word(f, str_to_z(f->a, key)));
		value_set_z(o, "pattern", k->pattern);
		value_set_int(o, "n", (int64_t)f->m->docs[i].n);
	}
}

bool
build_page_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "build");

	frame_title(&f, "nav.build");
	value_set_text(f.data, "version", c->version);
	value_set_text(f.data, "edition", c->edition);
	value_set_text(f.data, "now", instant_format(tmp, c->now));
	fill_kinds(&f, value_set_list(f.data, "kinds"));
	return frame_write(&f, "pages/internal/build_page", out, d);
}
