/* Lists of cases, as saved views. */
#include "export/internal/out.h"

#include <stdlib.h>

#include "export/internal/piece.h"
#include "export/internal/row.h"

OUT_FUNCTIONS(cases);

#define VIEWS	7

/* A saved view: the same query makes the list and its count. */
struct case_view {
	const char *stem;
	const char *word;
	const struct row_case **v;
	size_t n;
};

struct case_views {
	struct case_view v[VIEWS];
};

struct case_item {
	const struct case_views *all;
	const struct case_view *view;
};

static const struct {
	const char *stem;
	const char *word;
	bool (*has)(const struct row_case *r);
	unsigned views;
} queries[VIEWS] = {
	{ "cases/index", "in.case.open", row_is_open,
	    EXPORT_PORTAL | EXPORT_DESK },
	{ "cases/exploited", "in.case.exploited", row_is_exploited,
	    EXPORT_PORTAL | EXPORT_DESK },
	{ "cases/coming", "in.case.coming", row_is_coming, EXPORT_DESK },
	{ "cases/asking", "in.case.asking", row_is_asking, EXPORT_DESK },
	{ "cases/published", "in.case.published", row_is_published,
	    EXPORT_PORTAL | EXPORT_DESK },
	{ "cases/closed", "in.case.closed", row_is_closed, EXPORT_DESK },
	{ "cases/all", "in.all", row_is_any, EXPORT_PORTAL | EXPORT_DESK },
};

/* Newest revision first; cases without one by id, newest first. */
static int
published_cmp(const void *a, const void *b)
{
	const struct row_case *const *x = a, *const *y = b;
	int64_t i = (*x)->published.at.s, j = (*y)->published.at.s;

	if (i != j)
		return i > j ? -1 : 1;
	return str_cmp((*y)->e->e.id, (*x)->e->e.id);
}

static const struct case_views *
views_make(struct arena *a, const struct model *m, struct instant now)
{
	struct case_views *s = arena_new(a, struct case_views);
	const struct row_case *rows = row_cases(a, m, now);

	for (size_t i = 0; i < VIEWS; i++) {
		struct case_view *view = &s->v[i];

		view->stem = queries[i].stem;
		view->word = queries[i].word;
		view->v = arena_array(a, const struct row_case *,
		    m->n_cases + 1);
		for (size_t j = 0; j < m->n_cases; j++) {
			if (queries[i].has(&rows[j]))
				view->v[view->n++] = &rows[j];
		}
		if (queries[i].has == row_is_published && view->n > 0)
			qsort(view->v, view->n,
			    sizeof(const struct row_case *), published_cmp);
	}
	return s;
}

void
cases_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	const struct case_views *views = views_make(g.a, v, c->now);

	for (size_t i = 0; i < VIEWS; i++) {
		struct case_item *item = arena_new(g.a, struct case_item);

		if ((queries[i].views & c->views) == 0)
			continue;
		*item = (struct case_item){ views, &views->v[i] };
		for (size_t j = 0; j < piece_count(views->v[i].n); j++)
			frame_add(&g, where_piece(g.a, views->v[i].stem, j),
			    item, j);
	}
}

bool
cases_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "cases");
	const struct case_item *item = f.item;
	struct piece piece = piece_at(item->view->n, f.number);
	struct value *views = value_set_list(f.data, "views");
	struct value *rows = value_set_list(f.data, "rows");

	for (size_t i = 0; i < VIEWS; i++) {
		const struct case_view *view = &item->all->v[i];
		struct value *o;

		if ((queries[i].views & c->views) == 0)
			continue;
		o = value_push_object(views);
		value_set_text(o, "href",
		    where_link(&f, where_piece(tmp, view->stem, 0)));
		value_set_text(o, "text", frame_word(&f, view->word));
		value_set_int(o, "n", (int64_t)view->n);
		value_set_bool(o, "current", view == item->view);
	}
	for (size_t i = piece.from; i < piece.to; i++)
		row_case_show(&f, value_push_object(rows), item->view->v[i]);
	piece_show(&f, item->view->stem, item->view->n);
	frame_title(&f, "nav.cases");
	f.is_wide = true;
	return frame_write(&f, "pages/internal/cases", out, d);
}
