/* Campaigns: their list, and the board of each. */
#include "export/internal/out.h"

#include "export/internal/board.h"
#include "export/internal/matrix.h"
#include "export/internal/progress.h"
#include "export/internal/row.h"
#include "export/internal/tally.h"
#include "model/state.h"

OUT_FUNCTIONS(campaigns);

struct campaign_item {
	const struct board *boards;	/* of all campaigns */
	const struct board *one;	/* NULL: the list */
};

static void
plan_one(const struct frame_plan *g, struct str name,
    struct campaign_item item)
{
	struct campaign_item *i = arena_new(g->a, struct campaign_item);

	*i = item;
	frame_add(g, name, i, 0);
}

void
campaigns_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	const struct board *boards = board_all(g.a, v);

	plan_one(&g, S("campaigns/index.html"),
	    (struct campaign_item){ boards, NULL });
	for (size_t i = 0; i < v->n_campaigns; i++)
		plan_one(&g,
		    where_record(g.a, "campaigns", v->campaigns[i].e.id),
		    (struct campaign_item){ boards, &boards[i] });
}

/* Open ones first, then the others, newest id first. */
static bool
write_list(struct frame *f, const struct board *boards, struct buf *out,
    struct diags *d)
{
	struct value *rows = value_set_list(f->data, "rows");

	for (int open = 1; open >= 0; open--) {
		for (size_t i = f->m->n_campaigns; i > 0; i--) {
			if (tally_campaign_is_open(boards[i - 1].k,
				f->c->now) == (open == 1))
				board_show(f, value_push_object(rows),
				    &boards[i - 1]);
		}
	}
	frame_title(f, "nav.campaigns");
	return frame_write(f, "pages/internal/campaigns", out, d);
}

static void
fill_cell(const struct frame *f, struct value *cells, const struct answer *a)
{
	struct value *o = value_push_object(cells);

	show_state(o, "st",
	    state_answer(a != NULL ? a->status.v : (int)ANSWER_NONE));
	show_text_opt(f, o, "reason", a != NULL ? a->reason.s : S(""));
	value_set_z(o, "justification",
	    a != NULL ? enum_name(&enum_justification, a->justification.v) :
			"");
	show_when(f, o, "due", a != NULL ? a->due.w : (struct when){ 0 });
}

/* The newest answer of a row. */
static const struct answer *
newest(const struct board *b, const struct board_row *r)
{
	const struct answer *found = NULL;

	for (size_t i = 0; i < b->k->vulnerabilities.n; i++) {
		const struct answer *a = r->answers[i];

		if (a != NULL &&
		    (found == NULL || a->at.w.day.n > found->at.w.day.n))
			found = a;
	}
	return found;
}

static void
fill_row(const struct frame *f, struct value *rows, const struct board *b,
    const struct board_row *r)
{
	const struct answer *last = newest(b, r);
	struct value *o = value_push_object(rows), *cells;

	show_entry(f, o, "link", &r->product->e);
	show_ref(f, o, "owner", &r->product->product->owner);
	show_when(f, o, "at", last != NULL ? last->at.w : (struct when){ 0 });
	show_entry(f, o, "by", last != NULL ? last->by.target : NULL);
	value_set_bool(o, "is_missing", r->n_missing > 0);
	cells = value_set_list(o, "cells");
	for (size_t i = 0; i < b->k->vulnerabilities.n; i++)
		fill_cell(f, cells, r->answers[i]);
}

/* Products grouped by company; rows of a company stand together. */
static void
fill_groups(const struct frame *f, const struct board *b)
{
	struct value *groups = value_set_list(f->data, "groups"), *rows = NULL;
	struct value *missing = value_set_list(f->data, "missing");

	for (size_t i = 0; i < b->n; i++) {
		const struct company_entry *k = b->rows[i].product->company;

		if (rows == NULL || k != b->rows[i - 1].product->company) {
			struct value *o = value_push_object(groups);

			show_entry(f, o, "company", k != NULL ? &k->e : NULL);
			value_set_text(o, "id", k != NULL ? k->e.id : S(""));
			rows = value_set_list(o, "rows");
		}
		fill_row(f, rows, b, &b->rows[i]);
		if (b->rows[i].n_missing > 0) {
			struct value *o = value_push_object(missing);

			show_entry(f, o, "link", &b->rows[i].product->e);
			show_entry(f, o, "company", k != NULL ? &k->e : NULL);
			row_contact(f, o, "contact", b->rows[i].product);
			value_set_int(o, "n", (int64_t)b->rows[i].n_missing);
		}
	}
}

static void
fill_reports(const struct frame *f, const struct campaign *k)
{
	struct value *list = value_set_list(f->data, "reports");

	for (size_t i = k->reports.n; i > 0; i--) {
		struct value *o = value_push_object(list);

		value_set_int(o, "number", (int64_t)i);
		show_when(f, o, "at", k->reports.v[i - 1].at.w);
		show_words(f, o, "text", &k->reports.v[i - 1].text);
	}
}

static bool
write_board(struct frame *f, const struct board *b, struct buf *out,
    struct diags *d)
{
	const struct document_list *answers = &f->m->docs[KIND_ANSWERS];
	const struct campaign *k = b->k;

	show_up(f, "campaigns/index.html", "nav.campaigns", b->e->e.id);
	value_set_text(f->data, "title", words_in(&k->title, f->lang));
	board_show(f, value_set_object(f->data, "board"), b);
	show_texts(f->data, "columns", &k->vulnerabilities);
	value_set_int(f->data, "n_columns", (int64_t)k->vulnerabilities.n + 4);
	matrix_show(f, f->data, b);
	progress_show(f, f->data, b);
	fill_groups(f, b);
	fill_reports(f, k);
	show_body(f, f->data, "text", b->e->e.doc->body, 1, S(""));
	frame_input(f, b->e->e.doc);
	for (size_t i = 0; i < answers->n; i++) {
		if (str_eq(answers->v[i].path.dir, b->e->e.id))
			frame_input(f, &answers->v[i]);
	}
	show_source(f, f->data, b->e->e.doc);
	f->is_wide = true;
	return frame_write(f, "pages/internal/campaign_page", out, d);
}

bool
campaigns_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "campaigns");
	const struct campaign_item *item = f.item;

	return item->one != NULL ? write_board(&f, item->one, out, d) :
				   write_list(&f, item->boards, out, d);
}
