/* Internal alerts: the current ones, all of them, and a page each. */
#include "export/internal/out.h"

#include "export/internal/alert_part.h"
#include "export/internal/alert_set.h"
#include "export/internal/alert_text.h"
#include "export/internal/piece.h"
#include "export/internal/row.h"
#include "export/internal/tally.h"

OUT_FUNCTIONS(alerts);

/* What a page is about: a view, or an alert. */
struct alert_item {
	const struct alert_set *set;
	const struct alert_view *view;
	const struct plain_entry *one;
};

static void
plan_one(const struct frame_plan *g, struct str name, struct alert_item item,
    size_t number)
{
	struct alert_item *i = arena_new(g->a, struct alert_item);

	*i = item;
	frame_add(g, name, i, number);
}

void
alerts_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	const struct alert_set *s = alert_set_make(g.a, v, c->now);

	for (size_t i = 0; i < ALERT_VIEWS; i++) {
		const struct alert_view *view = &s->views[i];

		for (size_t j = 0; j < piece_count(view->n); j++)
			plan_one(&g, where_piece(g.a, view->stem, j),
			    (struct alert_item){ s, view, NULL }, j);
	}
	for (size_t i = 0; i < v->n_alerts; i++)
		plan_one(&g, where_record(g.a, "alerts", v->alerts[i].e.id),
		    (struct alert_item){ s, NULL, &v->alerts[i] }, 0);
}

static void
fill_view(const struct frame *f, struct value *list,
    const struct alert_view *view, const struct alert_view *current)
{
	struct value *o = value_push_object(list);

	value_set_text(o, "href",
	    where_link(f, where_piece(f->a, view->stem, 0)));
	value_set_text(o, "text", frame_word(f, view->word));
	value_set_int(o, "n", (int64_t)view->n);
	value_set_bool(o, "current", view == current);
}

/* Rows of one level, as far as they follow each other. */
static void
fill_groups(const struct frame *f, const struct alert_item *item)
{
	const struct alert_view *view = item->view;
	struct piece piece = piece_at(view->n, f->number);
	bool by_level = view == &item->set->views[ALERT_CURRENT];
	struct value *groups = value_set_list(f->data, "groups");
	struct value *rows = NULL;
	int last = 0;

	for (size_t i = piece.from; i < piece.to; i++) {
		const struct alert *a = view->v[i]->record;

		if (rows == NULL || (by_level && a->level.v != last)) {
			struct value *o = value_push_object(groups);

			if (by_level)
				show_enum(f, o, "level", &enum_alert_level,
				    a->level.v);
			else
				value_set_text(o, "level", S(""));
			value_set_z(o, "key",
			    enum_name(&enum_alert_level, a->level.v));
			rows = value_set_list(o, "rows");
		}
		last = a->level.v;
		row_alert(f, value_push_object(rows), view->v[i]);
	}
}

static bool
write_list(struct frame *f, const struct alert_item *item, struct buf *out,
    struct diags *d)
{
	const struct alert_view *view = item->view;
	struct value *views = value_set_list(f->data, "views");

	for (size_t i = 0; i < ALERT_VIEWS; i++)
		fill_view(f, views, &item->set->views[i], view);
	fill_groups(f, item);
	piece_show(f, view->stem, view->n);
	frame_title(f, "nav.alerts");
	return frame_write(f, "pages/internal/alerts", out, d);
}

static bool
write_page(struct frame *f, const struct alert_item *item, struct buf *out,
    struct diags *d)
{
	const struct plain_entry *e = item->one;
	const struct alert *a = e->record;

	show_up(f, "alerts/index.html", "nav.alerts", e->e.id);
	value_set_text(f->data, "title", words_in(&a->title, f->lang));
	row_alert(f, value_set_object(f->data, "alert"), e);
	value_set_bool(f->data, "is_current",
	    tally_alert_is_current(f->m, a, f->c->now));
	show_refs(f, f->data, "audiences", &a->audiences);
	show_refs(f, f->data, "products", &a->products);
	alert_part_show(f, f->data, e);
	alert_part_flaws(f, f->data, item->set, e);
	alert_text_show(f, f->data, e->e.doc->body);
	frame_input(f, e->e.doc);
	show_source(f, f->data, e->e.doc);
	return frame_write(f, "pages/internal/alert_page", out, d);
}

bool
alerts_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "alerts");
	const struct alert_item *item = f.item;

	return item->one != NULL ? write_page(&f, item, out, d) :
				   write_list(&f, item, out, d);
}
