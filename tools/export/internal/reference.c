/* What may stand in each kind of file, from the tables; and the events. */
#include "export/internal/out.h"

#include "model/event.h"
#include "model/kind.h"
#include "model/reference.h"

OUT_FUNCTIONS(reference);

/* Pages are numbered by kind; the list has this one. */
#define REFERENCE_LIST	SIZE_MAX

/* A kind whose record is read by another floor has no fields here. */
static bool
has_page(enum kind k)
{
	return kind_info(k)->record->n > 0;
}

static struct str
where_kind(struct arena *a, enum kind k)
{
	return where_record(a, "reference", str_z(kind_info(k)->name));
}

void
reference_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);

	frame_add(&g, S("reference/index.html"), NULL, REFERENCE_LIST);
	for (size_t i = 0; i < kinds_len(); i++) {
		if (has_page((enum kind)i))
			frame_add(&g, where_kind(g.a, (enum kind)i), NULL, i);
	}
}

static void
fill_kinds(const struct frame *f, struct value *list)
{
	for (size_t i = 0; i < kinds_len(); i++) {
		const struct kind_info *k = kind_info((enum kind)i);
		struct value *o = value_push_object(list);

		value_set_z(o, "name", k->name);
		value_set_z(o, "path", k->pattern);
		value_set_z(o, "doc", k->doc);
		value_set_text(o, "href",
		    has_page((enum kind)i) ?
			where_link(f, where_kind(f->a, (enum kind)i)) :
			S(""));
	}
}

static void
fill_events(struct value *list)
{
	for (size_t i = 0; i < events_len(); i++) {
		const struct event_info *e = event_info((enum event)i);
		struct value *o = value_push_object(list);

		value_set_z(o, "name", e->name);
		value_set_z(o, "ja", e->ja);
		value_set_z(o, "en", e->en);
		value_set_z(o, "doc", e->doc);
		value_set_bool(o, "is_hour", e->time == EVENT_HOUR);
	}
}

static bool
write_list(struct frame *f, struct buf *out, struct diags *d)
{
	fill_kinds(f, value_set_list(f->data, "kinds"));
	fill_events(value_set_list(f->data, "events"));
	frame_title(f, "nav.reference");
	return frame_write(f, "pages/internal/reference", out, d);
}

static bool
write_kind(struct frame *f, struct buf *out, struct diags *d)
{
	enum kind k = (enum kind)f->number;
	struct str name = str_z(kind_info(k)->name);

	show_up(f, "reference/index.html", "nav.reference", name);
	value_set_text(f->data, "title", show_term(f, "in.kind.", name));
	(void)reference_kind(k, f->a, value_set_object(f->data, "kind"));
	return frame_write(f, "pages/internal/reference_page", out, d);
}

bool
reference_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "reference");

	return f.number == REFERENCE_LIST ? write_list(&f, out, d) :
					    write_kind(&f, out, d);
}
