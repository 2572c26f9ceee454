/* Internal alerts: the current ones, all of them, and a page each. */
#include "export/internal/out.h"

#include "export/internal/piece.h"
#include "export/internal/row.h"
#include "export/internal/tally.h"

OUT_FUNCTIONS(alerts);

/* A saved view: the same query makes the list and its count. */
struct alert_view {
	const char *stem;
	const char *word;
	const struct plain_entry **v;	/* newest first */
	size_t n;
};

struct alert_views {
	struct alert_view current;
	struct alert_view all;
};

/* What a page is about: a view, or an alert. */
struct alert_item {
	const struct alert_views *views;
	const struct alert_view *view;
	const struct plain_entry *one;
};

static struct alert_views *
views_make(struct arena *a, const struct model *m, struct instant now)
{
	struct alert_views *s = arena_new(a, struct alert_views);

	s->current.stem = "alerts/index";
	s->current.word = "in.alert.current";
	s->current.v = row_alerts(a, m, &now, &s->current.n);
	s->all.stem = "alerts/all";
	s->all.word = "in.all";
	s->all.v = row_alerts(a, m, NULL, &s->all.n);
	return s;
}

static void
plan_one(const struct frame_plan *g, struct str name, struct alert_item item,
    size_t number)
{
	struct alert_item *i = arena_new(g->a, struct alert_item);

	*i = item;
	frame_add(g, name, i, number);
}

static void
plan_view(const struct frame_plan *g, const struct alert_views *views,
    const struct alert_view *view)
{
	for (size_t i = 0; i < piece_count(view->n); i++)
		plan_one(g, where_piece(g->a, view->stem, i),
		    (struct alert_item){ views, view, NULL }, i);
}

void
alerts_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	const struct alert_views *views = views_make(g.a, v, c->now);

	plan_view(&g, views, &views->current);
	plan_view(&g, views, &views->all);
	for (size_t i = 0; i < v->n_alerts; i++)
		plan_one(&g, where_record(g.a, "alerts", v->alerts[i].e.id),
		    (struct alert_item){ views, NULL, &v->alerts[i] }, 0);
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

static bool
write_list(struct frame *f, const struct alert_item *item, struct buf *out,
    struct diags *d)
{
	const struct alert_view *view = item->view;
	struct piece piece = piece_at(view->n, f->number);
	struct value *views = value_set_list(f->data, "views");
	struct value *rows = value_set_list(f->data, "rows");

	fill_view(f, views, &item->views->current, view);
	fill_view(f, views, &item->views->all, view);
	for (size_t i = piece.from; i < piece.to; i++)
		row_alert(f, value_push_object(rows), view->v[i]);
	piece_show(f, view->stem, view->n);
	frame_title(f, "nav.alerts");
	return frame_write(f, "pages/internal/alerts", out, d);
}

static void
fill_parts(const struct frame *f, struct value *o, const struct alert *a)
{
	struct value *notes = value_set_list(o, "notes");
	struct value *revisions = value_set_list(o, "revisions");

	row_references(f, o, "references", &a->references);
	for (size_t i = 0; i < a->notes.n; i++) {
		struct value *row = value_push_object(notes);

		show_ref(f, row, "audience", &a->notes.v[i].audience);
		show_words(f, row, "text", &a->notes.v[i].text);
	}
	for (size_t i = a->revisions.n; i > 0; i--) {
		const struct alert_revision *r = &a->revisions.v[i - 1];
		struct value *row = value_push_object(revisions);

		value_set_int(row, "n", r->number.n);
		show_when(f, row, "at", r->at.w);
		show_words(f, row, "text", &r->summary);
	}
}

static bool
write_page(struct frame *f, const struct plain_entry *e, struct buf *out,
    struct diags *d)
{
	const struct alert *a = e->record;

	show_up(f, "alerts/index.html", "nav.alerts", e->e.id);
	value_set_text(f->data, "title", words_in(&a->title, f->lang));
	row_alert(f, value_set_object(f->data, "alert"), e);
	value_set_bool(f->data, "is_current",
	    tally_alert_is_current(f->m, a, f->c->now));
	show_refs(f, f->data, "audiences", &a->audiences);
	show_refs(f, f->data, "products", &a->products);
	fill_parts(f, f->data, a);
	show_body(f, f->data, "text", e->e.doc->body, 0, S(""));
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

	return item->one != NULL ? write_page(&f, item->one, out, d) :
				   write_list(&f, item, out, d);
}
