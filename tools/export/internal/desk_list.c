#include "export/internal/desk_list.h"

#include "base/arena.h"
#include "export/export.h"
#include "export/internal/clock_row.h"
#include "export/internal/desk.h"
#include "export/internal/frame.h"
#include "export/internal/row.h"
#include "export/internal/show.h"
#include "export/internal/where.h"
#include "model/model.h"
#include "text/value.h"

/* Rows of each list, and panels of duties. */
#define ROWS	6
#define PANELS	2

/* Facts that a case names. */
#define EVENTS	4

/* A list under key, its length under n_key. */
static void
show_list(const struct frame *f, const char *key, const char *n_key,
    const struct desk_list *l,
    void (*show)(const struct frame *f, struct value *o,
	const struct desk_row *r))
{
	struct value *list = value_set_list(f->data, key);

	value_set_int(f->data, n_key, (int64_t)l->n);
	for (size_t i = 0; i < l->n && i < ROWS; i++) {
		struct value *o = value_push_object(list);

		show_entry(f, o, "case", &l->v[i].row->e->e);
		show(f, o, &l->v[i]);
	}
}

static void
show_promise(const struct frame *f, struct value *o, const struct desk_row *r)
{
	const struct promise *p = r->of.promise;
	const struct say say = clock_row_say(f);

	clock_row_end(f, o, "at", p->at);
	value_set_text(o, "event", say_event(&say, p->event));
	show_ref(f, o, "by", &p->from->by);
	value_set_bool(o, "is_past", p->is_past);
}

static void
show_waiting(const struct frame *f, struct value *o, const struct desk_row *r)
{
	const struct fact *fact = r->of.occurrence->fact;
	const struct say say = clock_row_say(f);

	show_ref(f, o, "who", &fact->by);
	show_when(f, o, "since", fact->at.w);
	value_set_text(o, "span",
	    say_span(&say, f->c->now.s - r->of.occurrence->start.s));
	show_when(f, o, "until", fact->until.w);
	show_text_opt(f, o, "note", fact->note.s);
}

static void
show_embargo(const struct frame *f, struct value *o, const struct desk_row *r)
{
	const struct embargo *e = r->row->e->c->embargo;
	const struct say say = clock_row_say(f);
	bool is_agreed = e->until.w.kind != WHEN_UNSET;

	show_when(f, o, "at", is_agreed ? e->until.w : e->proposed.w);
	value_set_text(o, "state",
	    r->s != NULL ?
		say_enum(&say, &enum_embargo_state, (int)r->s->embargo) :
		S(""));
}

/* Open ones stand first. */
static void
show_questions(const struct frame *f, const struct request_rows *q)
{
	struct value *list = value_set_list(f->data, "questions");

	value_set_int(f->data, "n_questions", (int64_t)q->n_open);
	for (size_t i = 0; i < q->n_open && i < ROWS; i++)
		request_row_show(f, value_push_object(list), &q->v[i]);
}

/* The newest fact's time, and what happened, newest first. */
static void
show_news(const struct frame *f, struct value *o, const struct desk_row *r)
{
	const struct say say = clock_row_say(f);
	struct value *events = value_set_list(o, "events");
	int64_t more = 0;

	show_when(f, o, "at", r->of.occurrence->fact->at.w);
	for (const struct occurrence *e = r->of.occurrence + 1;
	     e > r->s->occurrences; e--) {
		if (e[-1].start.s < f->c->now.s - DESK_NEWS_S)
			break;
		if (value_len(events) < EVENTS)
			value_push(events,
			    value_text(f->a, say_event(&say, e[-1].event)));
		else
			more++;
	}
	value_set_int(o, "n_more", more);
}

/* How the clocks of a regime stand in a row: done, now, not yet. */
static const struct {
	enum clock_part part;
	const char *class;
} steps_order[] = {
	{ CLOCK_PART_ENDED, "done" },
	{ CLOCK_PART_MISSED, "miss" },
	{ CLOCK_PART_OPEN, "now" },
	{ CLOCK_PART_WAITING, "" },
};

static void
show_steps(const struct frame *f, struct value *o, const struct desk_row *r)
{
	struct value *steps = value_set_list(o, "steps");
	const struct clock_list *l = &r->s->clocks;

	for (size_t i = 0; i < ARRAY_LEN(steps_order) * l->n; i++) {
		const struct clock *c = &l->v[i % l->n];
		struct value *step;

		if (clock_row_part(c) != steps_order[i / l->n].part ||
		    !str_eq(c->regime, r->of.regime->regime))
			continue;
		step = value_push_object(steps);
		clock_row_show(f, step, c);
		value_set_z(step, "class", steps_order[i / l->n].class);
	}
}

static void
show_duties(const struct frame *f, const struct desk *d)
{
	struct value *list = value_set_list(f->data, "duties");
	const struct desk_list *l = &d->duties;
	const struct say say = clock_row_say(f);

	value_set_int(f->data, "n_duties", (int64_t)l->n);
	value_set_int(f->data, "n_more_duties",
	    l->n > PANELS ? (int64_t)(l->n - PANELS) : 0);
	for (size_t i = 0; i < l->n && i < PANELS; i++) {
		const struct regime_state *r = l->v[i].of.regime;
		struct value *o = value_push_object(list);

		show_entry(f, o, "case", &l->v[i].row->e->e);
		value_set_text(o, "id", r->regime);
		value_set_text(o, "href",
		    r->file == NULL ?
			S("") :
			where_link(f,
			    where_record(f->a, "deadlines", r->regime)));
		if (r->file != NULL)
			show_words_opt(f, o, "regime", &r->file->name);
		else
			value_set_list(o, "regime");
		value_set_text(o, "standing", say_standing(&say, r->standing));
		show_steps(f, o, &l->v[i]);
	}
}

static void
show_alerts(const struct frame *f)
{
	struct value *list = value_set_list(f->data, "alerts");
	size_t n;
	const struct plain_entry **v = row_alerts(f->a, f->m, &f->c->now, &n);

	value_set_int(f->data, "n_alerts", (int64_t)n);
	for (size_t i = 0; i < n && i < ROWS; i++)
		row_alert(f, value_push_object(list), v[i]);
}

void
desk_list_show(const struct frame *f, const struct desk *d)
{
	show_duties(f, d);
	show_list(f, "promises", "n_promises", &d->promises, show_promise);
	show_list(f, "waiting", "n_waiting", &d->waiting, show_waiting);
	show_list(f, "embargoes", "n_embargoes", &d->embargoes, show_embargo);
	show_questions(f, &d->questions);
	show_list(f, "news", "n_news", &d->news, show_news);
	value_set_int(f->data, "n_facts", (int64_t)d->n_facts);
	show_alerts(f);
}
