/* Deadlines: all clocks that run, wait, were missed or met, as saved views. */
#include "export/internal/out.h"

#include "export/internal/clock_row.h"
#include "export/internal/clock_view.h"
#include "export/internal/days.h"
#include "export/internal/piece.h"
#include "text/catalog.h"

OUT_FUNCTIONS(clocks);

static const struct {
	const char *key;
	bool is_folded;
} parts[CLOCK_PARTS] = {
	[CLOCK_PART_OPEN] = { "open", false },
	[CLOCK_PART_MISSED] = { "missed", false },
	[CLOCK_PART_WAITING] = { "waiting", true },
	[CLOCK_PART_ENDED] = { "ended", true },
	[CLOCK_PART_NONE] = { "none", true },
};

struct clocks_item {
	const struct clock_views *all;
	const struct clock_view *view;
	const struct days *days;
};

void
clocks_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	const struct clock_views *views = clock_view_make(g.a, v, c->now);
	const struct days *days = days_make(g.a, v, c->now);

	for (size_t i = 0; i < views->n; i++) {
		struct clocks_item *item = arena_new(g.a, struct clocks_item);
		const char *stem = str_to_z(g.a, views->v[i].stem);

		if (i > 0 && views->v[i].n == 0)
			continue;
		*item = (struct clocks_item){ views, &views->v[i], days };
		for (size_t j = 0; j < piece_count(views->v[i].n); j++)
			frame_add(&g, where_piece(g.a, stem, j), item, j);
	}
}

/* What a view is called: none or one {text, lang}. */
static void
show_name(const struct frame *f, struct value *o, const struct clock_view *v)
{
	const struct words unnamed = { 0 };

	show_words_opt(f, o, "name", v->name != NULL ? v->name : &unnamed);
	show_entry(f, o, "entry", v->entry);
	value_set_text(o, "id", v->id);
	value_set_int(o, "n",
	    (int64_t)(v->from[CLOCK_PART_OPEN + 1] -
		v->from[CLOCK_PART_OPEN]));
	value_set_text(o, "href",
	    where_link(f, where_piece(f->a, str_to_z(f->a, v->stem), 0)));
	value_set_text(o, "calendar",
	    v->calendar.n > 0 ? where_link(f, v->calendar) : S(""));
	value_set_bool(o, "hot", v->spans[CLOCK_SPAN_LATE] > 0);
}

/* The other views: a group each for regimes, companies, persons. */
static void
show_views(const struct frame *f, const struct clocks_item *item)
{
	static const struct {
		enum clock_view_kind kind;
		const char *key;
	} groups[] = {
		{ CLOCK_VIEW_REGIME, "regime" },
		{ CLOCK_VIEW_COMPANY, "company" },
		{ CLOCK_VIEW_PERSON, "person" },
	};
	struct value *list = value_set_list(f->data, "groups");

	if (item->view->kind != CLOCK_VIEW_ALL || f->number > 0)
		return;
	for (size_t i = 0; i < ARRAY_LEN(groups); i++) {
		struct value *o = value_push_object(list), *views;

		value_set_z(o, "key", groups[i].key);
		views = value_set_list(o, "views");
		for (size_t j = 0; j < item->all->n; j++) {
			if (item->all->v[j].kind == groups[i].kind &&
			    item->all->v[j].n > 0)
				show_name(f, value_push_object(views),
				    &item->all->v[j]);
		}
	}
}

/* The place where a part begins; "" when it has no heading. */
static struct str
where_part(const struct frame *f, const struct clock_view *v,
    enum clock_part part)
{
	size_t from = v->from[part];

	if (v->from[part + 1] == from)
		return S("");
	return where_link(f,
	    str_fmt(f->a, "%.*s#%s",
		STR_ARG(where_piece(f->a, str_to_z(f->a, v->stem),
		    from / PIECE_ROWS)),
		parts[part].key));
}

static void
push_number(const struct frame *f, struct value *list,
    const struct clock_view *v, enum clock_part part, const char *key,
    size_t n)
{
	struct value *o = value_push_object(list);

	value_set_z(o, "key", key);
	value_set_int(o, "n", (int64_t)n);
	value_set_text(o, "href", where_part(f, v, part));
}

static void
show_numbers(const struct frame *f, const struct clock_view *v)
{
	static const char *const keys[CLOCK_SPANS] = {
		[CLOCK_SPAN_LATE] = "late",
		[CLOCK_SPAN_SOON] = "soon",
		[CLOCK_SPAN_WEEK] = "week",
		[CLOCK_SPAN_UNKNOWN] = "unknown",
		[CLOCK_SPAN_LATER] = "later",
	};
	struct value *list = value_set_list(f->data, "kpis");

	value_set_bool(f->data, "is_late", v->spans[CLOCK_SPAN_LATE] > 0);
	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		if (i != CLOCK_SPAN_UNKNOWN || v->spans[i] > 0)
			push_number(f, list, v, CLOCK_PART_OPEN, keys[i],
			    v->spans[i]);
	}
	for (int i = CLOCK_PART_MISSED; i <= CLOCK_PART_WAITING; i++)
		push_number(f, list, v, (enum clock_part)i, parts[i].key,
		    v->from[i + 1] - v->from[i]);
}

/* The rows of a part that stand on this piece. */
static void
show_part(const struct frame *f, struct value *list,
    const struct clock_view *v, enum clock_part part, struct piece piece)
{
	size_t from = v->from[part], to = v->from[part + 1];
	struct value *o, *rows;

	/* An empty part says so, on the first piece. */
	if (to == from ? f->number > 0 || part > CLOCK_PART_MISSED :
			 to <= piece.from || from >= piece.to)
		return;
	o = value_push_object(list);
	value_set_z(o, "key", parts[part].key);
	value_set_int(o, "n", (int64_t)(to - from));
	value_set_bool(o, "is_folded", parts[part].is_folded);
	value_set_bool(o, "has_ends", part <= CLOCK_PART_MISSED);
	value_set_bool(o, "is_none", part == CLOCK_PART_NONE);
	rows = value_set_list(o, "rows");
	for (size_t i = from > piece.from ? from : piece.from;
	     i < to && i < piece.to; i++) {
		struct value *row = value_push_object(rows);

		clock_row_show(f, row, v->v[i].c);
		value_set_int(row, "n", (int64_t)v->v[i].n);
	}
}

/* "Deadlines", or "Deadlines: CRA". */
static void
show_title(struct frame *f, const struct clock_view *v)
{
	const struct say say = clock_row_say(f);
	struct catalog_value name = { S("name"), v->id };

	if (v->kind == CLOCK_VIEW_ALL) {
		frame_title(f, "nav.clocks");
		return;
	}
	if (v->name != NULL)
		name.value = words_in(v->name, f->lang);
	else if (v->entry != NULL)
		name.value = say_entry(&say, v->entry);
	value_set_text(f->data, "title",
	    catalog_fill(f->a, frame_word(f, "in.clocks.title_of"), &name, 1));
}

bool
clocks_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "clocks");
	const struct clocks_item *item = f.item;
	struct piece piece = piece_at(item->view->n, f.number);
	bool is_all = item->view->kind == CLOCK_VIEW_ALL;
	struct value *list;

	show_views(&f, item);
	show_name(&f, value_set_object(f.data, "view"), item->view);
	show_numbers(&f, item->view);
	value_set_bool(f.data, "is_all", is_all);
	if (is_all && f.number == 0)
		days_show(&f, f.data, item->days);
	else
		value_set_list(f.data, "days");
	list = value_set_list(f.data, "parts");
	for (int i = 0; i < CLOCK_PARTS; i++)
		show_part(&f, list, item->view, (enum clock_part)i, piece);
	value_set_list(f.data, "views");
	piece_show(&f, str_to_z(tmp, item->view->stem), item->view->n);
	show_up(&f, "clocks.html", "nav.clocks", item->view->id);
	show_title(&f, item->view);
	f.is_wide = true;
	f.has_left = true;
	return frame_write(&f, "pages/internal/clocks", out, d);
}
