/* Lists of cases, as saved views. */
#include "export/internal/out.h"

#include "export/internal/piece.h"
#include "export/internal/row.h"
#include "model/derived.h"

OUT_FUNCTIONS(cases);

#define VIEWS	7

/* A saved view: the same query makes the list and its count. */
struct case_view {
	const char *stem;
	const char *word;		/* NULL: a stage's */
	const struct stage *stage;	/* NULL: of any */
	unsigned views;
	const struct row_case **v;
	size_t n;
};

/* The queries below, then the stages. */
struct case_views {
	struct case_view *v;
	size_t n;
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

/* Put each case that did not leave into the view of its stage. */
static void
stages_fill(struct arena *a, struct case_view *views, size_t n,
    const struct model *m, const struct row_case *rows)
{
	for (size_t i = 0; i < m->n_cases; i++) {
		const struct case_state *s = derived_case(m, rows[i].e);
		struct case_view *view = views;

		if (s == NULL || s->stage == NULL || s->exit != NULL)
			continue;
		while (view < views + n && view->stage != s->stage)
			view++;
		if (view == views + n)
			continue;
		if (view->v == NULL)
			view->v = arena_array(a, const struct row_case *,
			    m->n_cases + 1);
		view->v[view->n++] = &rows[i];
	}
}

static const struct case_views *
views_make(struct arena *a, const struct model *m, struct instant now)
{
	const struct document_list *docs = &m->docs[KIND_STAGES];
	const struct stages *stages = docs->n > 0 ? docs->v[0].record : NULL;
	size_t n_stages = stages != NULL ? stages->stages.n : 0;
	struct case_views *s = arena_new(a, struct case_views);
	const struct row_case *rows = row_cases(a, m, now);

	s->n = VIEWS + n_stages;
	s->v = arena_array(a, struct case_view, s->n);
	for (size_t i = 0; i < VIEWS; i++) {
		s->v[i] = (struct case_view){ .stem = queries[i].stem,
			.word = queries[i].word,
			.views = queries[i].views };
		s->v[i].v = row_cases_of(a, m, rows, queries[i].has,
		    &s->v[i].n);
	}
	for (size_t i = 0; i < n_stages; i++) {
		const struct stage *stage = &stages->stages.v[i];

		s->v[VIEWS + i] = (struct case_view){
			.stem = str_to_z(a,
			    str_fmt(a, "cases/stage-%.*s",
				STR_ARG(stage->id.s))),
			.stage = stage,
			.views = EXPORT_DESK,
		};
	}
	stages_fill(a, s->v + VIEWS, n_stages, m, rows);
	return s;
}

/* Stages are shown when a case is in one. */
static bool
is_shown(const struct case_view *view, const struct export_context *c)
{
	return (view->views & c->views) != 0 &&
	    (view->stage == NULL || view->n > 0);
}

void
cases_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	const struct case_views *views = views_make(g.a, v, c->now);

	for (size_t i = 0; i < views->n; i++) {
		struct case_item *item = arena_new(g.a, struct case_item);

		if (!is_shown(&views->v[i], c))
			continue;
		*item = (struct case_item){ views, &views->v[i] };
		for (size_t j = 0; j < piece_count(views->v[i].n); j++)
			frame_add(&g, where_piece(g.a, views->v[i].stem, j),
			    item, j);
	}
}

/* Links to the views from..to, under key. */
static void
show_views(const struct frame *f, const struct case_item *item,
    const char *key, size_t from, size_t to)
{
	struct value *list = value_set_list(f->data, key);

	for (size_t i = from; i < to; i++) {
		const struct case_view *view = &item->all->v[i];
		struct value *o;

		if (!is_shown(view, f->c))
			continue;
		o = value_push_object(list);
		value_set_text(o, "href",
		    where_link(f, where_piece(f->a, view->stem, 0)));
		value_set_text(o, "text",
		    view->stage == NULL ?
			frame_word(f, view->word) :
			words_in(&view->stage->name, f->lang));
		value_set_int(o, "n", (int64_t)view->n);
		value_set_bool(o, "current", view == item->view);
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
	struct value *rows = value_set_list(f.data, "rows");

	show_views(&f, item, "views", 0, VIEWS);
	show_views(&f, item, "stages", VIEWS, item->all->n);
	for (size_t i = piece.from; i < piece.to; i++)
		row_case_show(&f, value_push_object(rows), item->view->v[i]);
	piece_show(&f, item->view->stem, item->view->n);
	value_set_bool(f.data, "has_state",
	    v->derived != NULL && v->derived->n_cases > 0);
	f.has_left = v->derived != NULL && v->derived->n_cases > 0;
	frame_title(&f, "nav.cases");
	f.is_wide = true;
	return frame_write(&f, "pages/internal/cases", out, d);
}
