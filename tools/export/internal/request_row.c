#include "export/internal/request_row.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/limits.h"
#include "deadline/calendar.h"
#include "export/export.h"
#include "export/internal/clock_row.h"
#include "export/internal/finding_row.h"
#include "export/internal/frame.h"
#include "export/internal/show.h"
#include "export/internal/where.h"
#include "model/model.h"
#include "text/catalog.h"
#include "text/value.h"

/* The calendar of a company, else of what it belongs to, else the group's. */
static const struct plain_entry *
calendar_of(const struct model *m, const struct company_entry *c)
{
	for (size_t i = 0; c != NULL && i < LIMIT_COMPANY_DEPTH; i++) {
		if (c->company->calendar.target != NULL)
			return c->company->calendar.target;
		c = c->company->parent.target;
	}
	return (const struct plain_entry *)(const void *)model_find(m,
	    SPACE_CALENDAR, S("group"));
}

/* The clock that the question started: one of its case, keyed by its id. */
static const struct clock *
clock_of(const struct model *m, const struct document *doc)
{
	const struct request *r = doc->record;
	const struct case_state *s = r->case_id.target != NULL ?
	    derived_case(m, r->case_id.target) :
	    NULL;

	for (size_t i = 0; s != NULL && i < s->clocks.n; i++) {
		const struct clock *c = &s->clocks.v[i];

		if (c->start != NULL &&
		    c->start->event == EVENT_REQUEST_SENT &&
		    str_ends(c->start->key, doc->path.id))
			return c;
	}
	return NULL;
}

static struct day
day_of(struct when w, const struct zone *z)
{
	return w.kind == WHEN_DATE ? w.day : instant_day(zone_at(z, w.at));
}

/* The end by the company's answer_days. */
static void
find_policy(struct request_row *row, struct arena *a, const struct model *m,
    const struct business_days *days)
{
	const struct policy_set *p = policy_of(a, m, row->r->company.target);
	const struct policy_value *n = &p->numbers[NUMBER_ANSWER];
	struct when w = { .kind = WHEN_DATE };
	struct day from;
	int year;

	if (!n->is_set || days == NULL || row->r->at.w.kind == WHEN_UNSET)
		return;
	from = day_of(row->r->at.w, m->zone);
	if (!calendar_add(days, from, n->n, from, &w.day, &year))
		return;
	row->by = REQUEST_DUE_POLICY;
	row->answer_days = n->n;
	row->due = when_stop(w, m->zone);
}

static void
find_due(struct request_row *row, struct arena *a, const struct model *m,
    const struct business_days *days)
{
	const struct clock *c = clock_of(m, row->doc);

	row->clock = c;
	if (row->r->due.w.kind != WHEN_UNSET) {
		row->by = REQUEST_DUE_WRITTEN;
		row->due = when_stop(row->r->due.w, m->zone);
	} else if (c != NULL && c->has_due) {
		row->by = REQUEST_DUE_CLOCK;
		row->due = c->due;
	} else {
		find_policy(row, a, m, days);
	}
}

/* Business days from tomorrow up to the day of the end. */
static void
count_days(struct request_row *row, const struct model *m,
    const struct business_days *days, struct instant now)
{
	struct instant last = { row->due.s - 1, row->due.offset_s };
	struct day today = instant_day(zone_at(m->zone, now));
	struct day end = instant_day(zone_at(m->zone, last));
	int year;

	if (!row->is_open || row->by == REQUEST_DUE_NONE || days == NULL ||
	    row->is_late)
		return;
	row->has_days = calendar_count(days, today, end, today,
	    &row->days_left, &year);
}

static struct request_row
row_make(struct arena *a, const struct model *m, const struct document *doc,
    struct instant now)
{
	struct request_row row = { .doc = doc, .r = doc->record };
	const struct plain_entry *calendar = calendar_of(m,
	    row.r->company.target);
	const struct business_days *days = calendar != NULL ?
	    calendar_open(a, calendar) :
	    NULL;
	struct when answered = row.r->answered.w;

	row.is_open = answered.kind == WHEN_UNSET;
	find_due(&row, a, m, days);
	if (row.by != REQUEST_DUE_NONE)
		row.is_late = (row.is_open ? now.s :
					     when_stop(answered, m->zone).s) >
		    row.due.s;
	count_days(&row, m, days, now);
	return row;
}

/* Open before answered; open by end, those without one last. */
static int
row_cmp(const void *a, const void *b)
{
	const struct request_row *x = a, *y = b;

	if (x->is_open != y->is_open)
		return x->is_open ? -1 : 1;
	if (x->is_open) {
		bool has_x = x->by != REQUEST_DUE_NONE;
		bool has_y = y->by != REQUEST_DUE_NONE;

		if (has_x != has_y)
			return has_x ? -1 : 1;
		if (x->due.s != y->due.s)
			return x->due.s < y->due.s ? -1 : 1;
	} else if (x->r->answered.w.day.n != y->r->answered.w.day.n) {
		return x->r->answered.w.day.n > y->r->answered.w.day.n ? -1 :
									 1;
	}
	return str_cmp(x->doc->path.id, y->doc->path.id);
}

/* Those of a case; of all where it is NULL. */
static struct request_rows
rows_make(struct arena *a, const struct model *m, const struct case_entry *of,
    struct instant now)
{
	const struct document_list *docs = &m->docs[KIND_REQUEST];
	struct request_rows rows = {
		.v = arena_array(a, struct request_row,
		    (of != NULL ? of->n_requests : docs->n) + 1),
	};

	for (size_t i = 0; i < docs->n; i++) {
		const struct request *r = docs->v[i].record;
		struct request_row row;

		if (r == NULL || (of != NULL && r->case_id.target != of))
			continue;
		row = row_make(a, m, &docs->v[i], now);
		rows.n_open += row.is_open;
		rows.n_late += row.is_open && row.is_late;
		rows.v[rows.n++] = row;
	}
	if (rows.n > 0)
		qsort(rows.v, rows.n, sizeof(*rows.v), row_cmp);
	return rows;
}

struct request_rows
request_rows_make(struct arena *a, const struct model *m, struct instant now)
{
	return rows_make(a, m, NULL, now);
}

struct request_rows
request_rows_of(struct arena *a, const struct model *m,
    const struct case_entry *of, struct instant now)
{
	return rows_make(a, m, of, now);
}

struct str
request_row_where(struct arena *a, const struct document *doc)
{
	return where_record(a, "requests", doc->path.id);
}

/* By whose word the answer is due. */
static struct str
due_why(const struct frame *f, const struct request_row *r)
{
	switch (r->by) {
	case REQUEST_DUE_NONE:
		return frame_word(f, "in.req.due_none");
	case REQUEST_DUE_WRITTEN:
		return S("");
	case REQUEST_DUE_CLOCK:
		return str_fmt(f->a, "%.*s %.*s",
		    STR_ARG(r->clock->rule->id.s),
		    STR_ARG(words_in(&r->clock->rule->name, f->lang)));
	case REQUEST_DUE_POLICY:
		return frame_count(f, "in.req.due_policy",
		    (size_t)r->answer_days);
	}
	BUG("due of a request");
}

/* {text, class}: business days left, or how late; none when answered. */
static void
show_left(const struct frame *f, struct value *o, const struct request_row *r)
{
	struct value *list = value_set_list(o, "left"), *left;
	const struct say say = clock_row_say(f);

	if (!r->is_open || r->by == REQUEST_DUE_NONE)
		return;
	left = value_push_object(list);
	value_set_text(left, "text",
	    !r->has_days          ? say_left(&say, r->due) :
		r->days_left == 0 ? frame_word(f, "in.req.today") :
				    frame_count(f,
					r->days_left == 1 ? "in.req.day_left" :
							    "in.req.days_left",
					(size_t)r->days_left));
	value_set_z(left, "class",
	    r->is_late                           ? "late" :
		r->has_days && r->days_left <= 1 ? "soon" :
						   "");
}

void
request_row_show(const struct frame *f, struct value *o,
    const struct request_row *r)
{
	const struct request *k = r->r;

	value_set_text(o, "id", r->doc->path.id);
	value_set_text(o, "href",
	    where_link(f, request_row_where(f->a, r->doc)));
	show_words(f, o, "question", &k->question);
	show_ref(f, o, "to", &k->to);
	show_ref(f, o, "by", &k->by);
	show_ref(f, o, "company", &k->company);
	show_ref(f, o, "product", &k->product);
	show_texts(o, "versions", &k->versions);
	show_ref(f, o, "for", &k->case_id);
	show_when(f, o, "at", k->at.w);
	if (r->by != REQUEST_DUE_NONE)
		clock_row_end(f, o, "due", r->due);
	else
		value_set_list(o, "due");
	value_set_text(o, "due_why", due_why(f, r));
	show_left(f, o, r);
	show_when(f, o, "answered", k->answered.w);
	show_ref(f, o, "answered_by", &k->answered_by);
	show_words_opt(f, o, "answer", &k->answer);
	show_enum(f, o, "status", &enum_answer_status, k->status.v);
	value_set_bool(o, "is_open", r->is_open);
	value_set_bool(o, "is_late", r->is_late);
}

/* The most urgent priority of the question's product in its case. */
static const struct priority_state *
priority_of(const struct model *m, const struct request *r)
{
	const struct case_state *s = r->case_id.target != NULL ?
	    derived_case(m, r->case_id.target) :
	    NULL;
	const struct priority_state *best = NULL;

	if (s == NULL)
		return NULL;
	for (size_t i = 0; i < s->n_flaws; i++) {
		for (size_t j = 0; j < s->flaws[i].n_products; j++) {
			const struct exposure_state *x =
			    &s->flaws[i].products[j];

			if (x->product != r->product.target ||
			    x->priority.priority.n == 0)
				continue;
			if (best == NULL || x->priority.rank < best->rank)
				best = &x->priority;
		}
	}
	if (best == NULL && s->priority.priority.n > 0)
		best = &s->priority;
	return best;
}

void
request_row_priority(const struct frame *f, struct value *o, const char *key,
    const struct request_row *r)
{
	struct value *list = value_set_list(o, key), *p;
	const struct priority_state *found = priority_of(f->m, r->r);
	struct catalog_value fill[2] = { { S("n"), S("") },
		{ S("unit"), S("") } };
	const struct policy_set *policy;
	struct policy_value days;
	enum unit unit;

	if (found == NULL)
		return;
	policy = policy_of(f->a, f->m, r->r->company.target);
	days = policy_days(policy, found->priority, &unit);
	p = value_push_object(list);
	finding_row_why(f, p, found);
	fill[0].value = str_fmt(f->a, "%lld", (long long)days.n);
	fill[1].value = show_word(f, &enum_unit, (int)unit);
	value_set_text(p, "days",
	    days.is_set ? catalog_fill(f->a,
			      frame_word(f, "in.req.fix_within"), fill, 2) :
			  S(""));
}
