/* The edition's first page: a choice of languages, no redirect. */
#include "export/internal/out.h"

OUT_FUNCTIONS(root);

static struct str
main_lang(const struct model *v)
{
	const struct organisation *o = v->organisation;

	if (o != NULL && o->languages.n > 0 &&
	    str_eq_z(o->languages.v[0].s, "en"))
		return S("en");
	return S("ja");
}

void
root_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);

	frame_add_neutral(&g, S("index.html"), main_lang(v), NULL);
}

static void
add_language(const struct frame *f, struct value *list, struct str lang)
{
	struct frame in = *f;
	struct value *o = value_push_object(list);

	in.lang = lang;
	value_set_text(o, "lang", lang);
	value_set_text(o, "href", str_cat(f->a, lang, S("/index.html")));
	value_set_text(o, "name",
	    frame_word(&in,
		str_eq_z(lang, "ja") ? "language.ja" : "language.en"));
	value_set_text(o, "title",
	    frame_word(&in, frame_is_desk(f) ? "in.desk" : "in.portal"));
	value_set_text(o, "text",
	    frame_word(&in,
		frame_is_desk(f) ? "in.desk_lead" : "in.portal_lead"));
}

bool
root_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, NULL);
	struct value *list = value_set_list(f.data, "langs");

	add_language(&f, list, S("ja"));
	add_language(&f, list, S("en"));
	frame_title(&f, "in.root.title");
	return frame_write(&f, "pages/internal/root", out, d);
}
