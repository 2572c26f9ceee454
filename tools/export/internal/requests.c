/* Questions to developers: lists, and a page each that says how to answer. */
#include "export/internal/out.h"

#include "export/internal/piece.h"
#include "export/internal/request_row.h"

OUT_FUNCTIONS(requests);

enum request_view {
	REQUEST_OPEN,
	REQUEST_ANSWERED,
};

static const char *const stems[] = { "requests/index", "requests/answered" };
static const char *const words[] = { "in.req.open", "in.req.answered" };

struct request_item {
	const struct request_rows *all;
	const struct request_row *one;	/* NULL: a list */
	enum request_view view;
};

static size_t
count_of(const struct request_rows *all, enum request_view view)
{
	return view == REQUEST_OPEN ? all->n_open : all->n - all->n_open;
}

void
requests_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	struct request_rows *all = arena_new(g.a, struct request_rows);
	struct request_item *items;

	*all = request_rows_make(g.a, v, c->now);
	items = arena_array(g.a, struct request_item,
	    all->n + ARRAY_LEN(stems));
	for (size_t i = 0; i < all->n; i++) {
		items[i] = (struct request_item){ all, &all->v[i],
			REQUEST_OPEN };
		frame_add(&g, request_row_where(g.a, all->v[i].doc), &items[i],
		    0);
	}
	for (size_t i = 0; i < ARRAY_LEN(stems); i++) {
		struct request_item *item = &items[all->n + i];

		*item = (struct request_item){ all, NULL,
			(enum request_view)i };
		for (size_t j = 0; j < piece_count(count_of(all, item->view));
		     j++)
			frame_add(&g, where_piece(g.a, stems[i], j), item, j);
	}
}

static bool
write_list(struct frame *f, const struct request_item *item, struct buf *out,
    struct diags *d)
{
	const struct request_rows *all = item->all;
	size_t n = count_of(all, item->view);
	size_t first = item->view == REQUEST_OPEN ? 0 : all->n_open;
	struct piece piece = piece_at(n, f->number);
	struct value *views = value_set_list(f->data, "views");
	struct value *rows = value_set_list(f->data, "rows");

	for (size_t i = 0; i < ARRAY_LEN(stems); i++) {
		struct value *o = value_push_object(views);

		value_set_text(o, "href",
		    where_link(f, where_piece(f->a, stems[i], 0)));
		value_set_text(o, "text", frame_word(f, words[i]));
		value_set_int(o, "n",
		    (int64_t)count_of(all, (enum request_view)i));
		value_set_bool(o, "current",
		    (enum request_view)i == item->view);
	}
	for (size_t i = piece.from; i < piece.to; i++) {
		struct value *o = value_push_object(rows);

		request_row_show(f, o, &all->v[first + i]);
		request_row_priority(f, o, "priority", &all->v[first + i]);
	}
	value_set_bool(f->data, "is_open", item->view == REQUEST_OPEN);
	value_set_int(f->data, "n_late", (int64_t)all->n_late);
	piece_show(f, stems[item->view], n);
	frame_title(f, "nav.requests");
	f->has_left = item->view == REQUEST_OPEN;
	return frame_write(f, "pages/internal/requests", out, d);
}

/* The lines that answer, ready to be filled in. */
static struct str
answer_lines(const struct frame *f, const struct request *r)
{
	return str_fmt(f->a,
	    "answered: %.*s\n"
	    "answered_by: %.*s\n"
	    "status: investigating\n"
	    "answer:\n"
	    "  ja: 記入してください\n"
	    "  en: to be filled in\n",
	    STR_ARG(day_format(f->a, instant_day(f->c->now))),
	    STR_ARG(r->to.id));
}

/* The words that `status` takes. */
static void
fill_statuses(const struct frame *f)
{
	struct value *list = value_set_list(f->data, "statuses");

	for (int v = (int)ANSWER_INVESTIGATING; v <= (int)ANSWER_WONTFIX;
	     v++) {
		struct value *o = value_push_object(list);

		value_set_z(o, "key", enum_name(&enum_answer_status, v));
		value_set_text(o, "text",
		    show_word(f, &enum_answer_status, v));
	}
}

static bool
write_page(struct frame *f, const struct request_row *row, struct buf *out,
    struct diags *d)
{
	show_up(f, "requests/index.html", "nav.requests", row->doc->path.id);
	value_set_text(f->data, "title",
	    str_fmt(f->a, "%.*s %.*s", STR_ARG(row->doc->path.id),
		STR_ARG(words_in(&row->r->question, f->lang))));
	request_row_show(f, value_set_object(f->data, "row"), row);
	request_row_priority(f, f->data, "priority", row);
	value_set_text(f->data, "lines", answer_lines(f, row->r));
	fill_statuses(f);
	frame_input(f, row->doc);
	show_source(f, f->data, row->doc);
	f->has_left = row->is_open;
	return frame_write(f, "pages/internal/request_page", out, d);
}

bool
requests_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "requests");
	const struct request_item *item = f.item;

	return item->one != NULL ? write_page(&f, item->one, out, d) :
				   write_list(&f, item, out, d);
}
