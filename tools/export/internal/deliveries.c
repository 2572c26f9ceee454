/*
 * Deliveries: who is told of what.  A list of subscribers, and of each a page
 * with what waits and what was told when, as text and as Atom feed too.
 *
 * All of it is of the edition's own view: a page shows what this edition shows,
 * also where its reader's messages are made of another one; what of the ledger
 * is there, wall/inside_delivery.h says.
 */
#include "export/internal/out.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/limits.h"
#include "delivery/letter.h"
#include "delivery/letter_atom.h"
#include "delivery/letter_say.h"
#include "delivery/letter_text.h"
#include "export/internal/finding_row.h"
#include "export/internal/finding_text.h"
#include "export/internal/piece.h"
#include "model/matched.h"

OUT_FUNCTIONS(deliveries);

/* Of a plan: the view and its readers. */
struct delivery_set {
	struct letter_run run;
	struct letter_view view;
	struct letter *letters;		/* by subscriber's id */
	size_t n;
};

struct delivery_one {
	const struct delivery_set *set;
	const struct letter *letter;	/* NULL: the list */
};

static struct str
place_of(struct arena *a, const struct letter *l, const char *ending)
{
	return str_fmt(a, "deliveries/%.*s%s", STR_ARG(l->s->id), ending);
}

static enum tlp
ceiling_of(const struct export_context *c)
{
	for (size_t i = 0; i < enum_tlp.n; i++) {
		if (str_eq_z(c->ceiling, enum_tlp.values[i].name))
			return (enum tlp)enum_tlp.values[i].v;
	}
	return TLP_RED;
}

static struct delivery_set *
set_make(struct arena *a, const struct model *v,
    const struct export_context *c)
{
	struct delivery_set *s = arena_new(a, struct delivery_set);
	struct subscriber *all;

	s->run = (struct letter_run){ a, v->deliveries, c->now,
		letter_host(v) };
	/* Files stand in LANG/deliveries/. */
	s->view = (struct letter_view){ .m = v,
		.ceiling = ceiling_of(c),
		.address = S("../../") };
	letter_view_open(a, &s->view);
	s->n = subscriber_list(a, v, &all);
	s->letters = arena_array(a, struct letter, s->n + 1);
	for (size_t i = 0; i < s->n; i++)
		letter_open_items(&s->run, &all[i], &s->view, &s->letters[i]);
	return s;
}

static void
plan_one(const struct frame_plan *g, struct str name,
    const struct delivery_set *s, const struct letter *l, size_t number)
{
	struct delivery_one *one = arena_new(g->a, struct delivery_one);

	*one = (struct delivery_one){ s, l };
	frame_add(g, name, one, number);
}

void
deliveries_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	const struct delivery_set *s = set_make(g.a, v, c);

	for (size_t i = 0; i < piece_count(s->n); i++)
		plan_one(&g, where_piece(g.a, "deliveries/index", i), s, NULL,
		    i);
	for (size_t i = 0; i < s->n; i++) {
		const struct letter *l = &s->letters[i];

		plan_one(&g, place_of(g.a, l, ".html"), s, l, 0);
		plan_one(&g, place_of(g.a, l, ".txt"), s, l, 0);
		plan_one(&g, place_of(g.a, l, ".atom"), s, l, 0);
	}
}

/* ---- the list ------------------------------------------------------------ */

static const char *
kind_word(enum subscriber_kind k)
{
	switch (k) {
	case SUBSCRIBER_PERSON:
		return "delivery.kind.person";
	case SUBSCRIBER_COMPANY:
		return "delivery.kind.company";
	case SUBSCRIBER_EDITION:
		return "delivery.kind.edition";
	case SUBSCRIBER_LIST:
		return "delivery.kind.list";
	}
	return "";
}

/* None or one: when it was told last of anything. */
static void
show_last(const struct frame *f, struct value *o,
    const struct delivery_list *told)
{
	const struct delivery *last = NULL;

	for (size_t i = 0; i < told->n; i++) {
		if (last == NULL || told->v[i]->at.s > last->at.s)
			last = told->v[i];
	}
	if (last != NULL)
		show_instant(f, o, "last", last->at);
	else
		value_set_list(o, "last");
}

static void
show_head(const struct frame *f, struct value *o, const struct letter *l)
{
	value_set_text(o, "name", subscriber_name(l->s, f->lang));
	value_set_text(o, "id", l->s->id);
	value_set_text(o, "kind", frame_word(f, kind_word(l->s->kind)));
	value_set_int(o, "n_open", (int64_t)l->n);
	value_set_int(o, "n_new", (int64_t)l->n_news);
	show_last(f, o, delivery_of_subscriber(f->m->deliveries, l->s->id));
}

static bool
write_list(struct frame *f, const struct delivery_set *s, struct buf *out,
    struct diags *d)
{
	struct value *rows = value_set_list(f->data, "rows");
	struct piece piece = piece_at(s->n, f->number);

	for (size_t i = piece.from; i < piece.to; i++) {
		struct value *o = value_push_object(rows);

		value_set_text(o, "href",
		    where_link(f, place_of(f->a, &s->letters[i], ".html")));
		show_head(f, o, &s->letters[i]);
	}
	value_set_list(f->data, "views");
	piece_show(f, "deliveries/index", s->n);
	frame_title(f, "delivery.title");
	return frame_write(f, "pages/internal/deliveries", out, d);
}

/* ---- a subscriber's page ------------------------------------------------- */

static struct letter_say
say_of(const struct frame *f)
{
	return (struct letter_say){
		.a = f->a,
		.words = f->c->words,
		.lang = f->lang,
		.place = where_vulnerability,
	};
}

static void
show_item(const struct frame *f, struct value *o, const struct letter_item *x)
{
	const struct letter_say say = say_of(f);
	struct str page = x->alert != NULL ?
	    where_record(f->a, "alerts", x->id) :
	    str_cat(f->a, where_vulnerability(f->a, x->id), S(".html"));

	value_set_text(o, "id", finding_text_line(f->a, x->id));
	value_set_text(o, "href", where_link(f, page));
	value_set_text(o, "title", letter_say_title(&say, x));
	value_set_bool(o, "is_kev", x->known != NULL && x->known->is_kev);
	value_set_text(o, "state",
	    x->n > 0 ? letter_say_of(&say, "finding.state",
			   str_z(finding_state_name(x->v[0]->state))) :
		       S(""));
	if (x->n > 0)
		show_entry(f, o, "subject", finding_row_subject(x->v[0]));
	else
		value_set_list(o, "subject");
	if (x->why == TOLD_NOTHING)
		show_instant(f, o, "told", x->lines[0].at);
	else
		value_set_list(o, "told");
	value_set_text(o, "why",
	    x->why == TOLD_NOTHING ? S("") :
				     letter_say_of(&say, "delivery.why",
					 str_z(told_why_name(x->why))));
}

static int
newest_cmp(const void *a, const void *b)
{
	const struct delivery *x = *(const struct delivery *const *)a;
	const struct delivery *y = *(const struct delivery *const *)b;
	int cmp;

	if (x->at.s != y->at.s)
		return x->at.s > y->at.s ? -1 : 1;
	cmp = str_cmp(x->item, y->item);
	return cmp != 0 ? cmp : str_cmp(x->of, y->of);
}

static void
show_ledger(const struct frame *f, const struct letter *l)
{
	const struct delivery_list *told =
	    delivery_of_subscriber(f->m->deliveries, l->s->id);
	const struct delivery **v = arena_array(f->a, const struct delivery *,
	    told->n + 1);
	struct value *rows = value_set_list(f->data, "ledger");

	for (size_t i = 0; i < told->n; i++)
		v[i] = told->v[i];
	if (told->n > 1)
		qsort(v, told->n, sizeof(*v), newest_cmp);
	for (size_t i = 0; i < told->n && i < LIMIT_DELIVERY_ROWS; i++) {
		struct value *o = value_push_object(rows);

		show_instant(f, o, "at", v[i]->at);
		value_set_text(o, "item", finding_text_line(f->a, v[i]->item));
		value_set_text(o, "of", finding_text_line(f->a, v[i]->of));
		value_set_text(o, "state",
		    finding_text_line(f->a, v[i]->told));
		value_set_text(o, "message",
		    finding_text_line(f->a, v[i]->message));
	}
	value_set_int(f->data, "n_cut",
	    told->n > LIMIT_DELIVERY_ROWS ? (int64_t)LIMIT_DELIVERY_ROWS : 0);
}

static bool
write_page(struct frame *f, const struct letter *l, struct buf *out,
    struct diags *d)
{
	const struct letter_say say = say_of(f);
	const struct catalog_value name = LETTER_HOLE("name",
	    subscriber_name(l->s, f->lang));
	struct value *rows = value_set_list(f->data, "rows");

	show_up(f, "deliveries/index.html", "delivery.title", l->s->id);
	value_set_text(f->data, "title",
	    letter_say_fill(&say, "delivery.title_of", &name, 1));
	show_head(f, value_set_object(f->data, "of"), l);
	for (size_t i = 0; i < l->n && i < LIMIT_DELIVERY_ROWS; i++)
		show_item(f, value_push_object(rows), &l->v[i]);
	value_set_int(f->data, "n_more",
	    l->n > LIMIT_DELIVERY_ROWS ?
		(int64_t)(l->n - LIMIT_DELIVERY_ROWS) :
		0);
	value_set_text(f->data, "text_href",
	    where_link(f, place_of(f->a, l, ".txt")));
	value_set_text(f->data, "atom_href",
	    where_link(f, place_of(f->a, l, ".atom")));
	show_ledger(f, l);
	return frame_write(f, "pages/internal/delivery_page", out, d);
}

bool
deliveries_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "deliveries");
	const struct delivery_one *one = f.item;
	const struct letter_say say = say_of(&f);

	if (one->letter == NULL)
		return write_list(&f, one->set, out, d);
	if (str_ends(page->path, S(".txt"))) {
		letter_text_put(&say, one->letter, out);
		return true;
	}
	if (str_ends(page->path, S(".atom"))) {
		letter_atom_put(&one->set->run, &say, one->letter,
		    str_base_name(page->path), out);
		return true;
	}
	return write_page(&f, one->letter, out, d);
}
