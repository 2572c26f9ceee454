#include "export/internal/row.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"
#include "export/export.h"
#include "export/internal/clock_row.h"
#include "export/internal/finding_row.h"
#include "export/internal/frame.h"
#include "export/internal/show.h"
#include "export/internal/where.h"
#include "model/event.h"
#include "model/model.h"
#include "text/value.h"

/* Products that a row names; the others are counted. */
#define PRODUCTS_SHOWN	3

static struct when
received_at(const struct case_file *c)
{
	for (size_t i = 0; i < c->facts.n; i++) {
		enum event e;

		if (event_find(c->facts.v[i].event.s, &e) &&
		    e == EVENT_RECEIVED)
			return c->facts.v[i].at.w;
	}
	return (struct when){ 0 };
}

bool
row_is_open(const struct row_case *r)
{
	return r->state == TALLY_OPEN;
}

bool
row_is_exploited(const struct row_case *r)
{
	return r->state == TALLY_OPEN && r->is_exploited;
}

bool
row_is_coming(const struct row_case *r)
{
	const struct embargo *e = r->e->c->embargo;

	return r->state == TALLY_OPEN && !row_is_published(r) && e != NULL &&
	    e->until.w.kind == WHEN_INSTANT;
}

bool
row_is_asking(const struct row_case *r)
{
	return r->state == TALLY_OPEN && r->n_asked > 0;
}

bool
row_is_published(const struct row_case *r)
{
	return r->published.kind != WHEN_UNSET;
}

bool
row_is_closed(const struct row_case *r)
{
	return r->state == TALLY_CLOSED;
}

bool
row_is_any(const struct row_case *r)
{
	(void)r;
	return true;
}

static void
count_questions(struct row_case *r, const struct model *m, struct instant now)
{
	for (size_t i = 0; i < r->e->n_requests; i++) {
		const struct request *q = r->e->requests[i];

		if (q->answered.w.kind != WHEN_UNSET)
			continue;
		r->n_asked++;
		r->n_late += tally_is_past(m, q->due.w, now);
	}
}

/* By the assessment, or by the fact that our products are attacked. */
static bool
is_exploited(const struct model *m, const struct case_entry *e)
{
	const struct case_state *s = derived_case(m, e);

	return grade_case_is_exploited(e->c) ||
	    (s != NULL && s->axes[AXIS_ATTACKED_OURS] != NULL);
}

struct row_case *
row_cases(struct arena *a, const struct model *m, struct instant now)
{
	struct row_case *rows = arena_array(a, struct row_case,
	    m->n_cases + 1);

	for (size_t i = 0; i < m->n_cases; i++) {
		const struct case_entry *e = &m->cases[m->n_cases - 1 - i];
		const struct revision *newest = model_released(e, now.s);

		rows[i] = (struct row_case){
			.e = e,
			.grade = grade_case(e->c),
			.s = derived_case(m, e),
			.state = tally_state(m, e, now),
			.is_exploited = is_exploited(m, e),
			.received = received_at(e->c),
		};
		if (newest != NULL)
			rows[i].published = newest->at.w;
		count_questions(&rows[i], m, now);
	}
	return rows;
}

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

const struct row_case **
row_cases_of(struct arena *a, const struct model *m,
    const struct row_case *rows, bool (*has)(const struct row_case *r),
    size_t *n)
{
	const struct row_case **v = arena_array(a, const struct row_case *,
	    m->n_cases + 1);

	*n = 0;
	for (size_t i = 0; i < m->n_cases; i++) {
		if (has(&rows[i]))
			v[(*n)++] = &rows[i];
	}
	if (has == row_is_published && *n > 0)
		qsort(v, *n, sizeof(const struct row_case *), published_cmp);
	return v;
}

static int
alert_cmp(const void *a, const void *b)
{
	const struct plain_entry *const *x = a, *const *y = b;
	const struct alert *i = (*x)->record, *j = (*y)->record;

	if (i->at.w.at.s != j->at.w.at.s)
		return i->at.w.at.s > j->at.w.at.s ? -1 : 1;
	return str_cmp((*y)->e.id, (*x)->e.id);
}

const struct plain_entry **
row_alerts(struct arena *a, const struct model *m, const struct instant *now,
    size_t *n)
{
	const struct plain_entry **v = arena_array(a,
	    const struct plain_entry *, m->n_alerts + 1);

	*n = 0;
	for (size_t i = 0; i < m->n_alerts; i++) {
		const struct plain_entry *e = &m->alerts[i];

		if (now == NULL || tally_alert_is_current(m, e->record, *now))
			v[(*n)++] = e;
	}
	if (*n > 0)
		qsort(v, *n, sizeof(const struct plain_entry *), alert_cmp);
	return v;
}

/* The products of all its vulnerabilities, each once. */
static void
show_products(const struct frame *f, struct value *o,
    const struct case_file *c)
{
	struct value *list = value_set_list(o, "products");
	const struct product_entry *seen[PRODUCTS_SHOWN];
	size_t n = 0, more = 0;

	for (size_t i = 0; i < c->vulnerabilities.n; i++) {
		const struct case_product_list *l =
		    &c->vulnerabilities.v[i].products;

		for (size_t j = 0; j < l->n; j++) {
			const struct product_entry *p = l->v[j].product.target;
			size_t k = 0;

			while (k < n && seen[k] != p)
				k++;
			if (p == NULL || k < n)
				continue;
			if (n == PRODUCTS_SHOWN) {
				more += i == 0;
				continue;
			}
			seen[n++] = p;
			show_push_entry(f, list, &p->e);
		}
	}
	value_set_int(o, "n_more", (int64_t)more);
}

static const char *
state_key(enum tally_case state)
{
	switch (state) {
	case TALLY_OPEN:
		return "open";
	case TALLY_PUBLISHED:
		return "published";
	case TALLY_CLOSED:
		return "closed";
	}
	BUG("state of a case");
}

/* Stage, priority and leading clock: what the desk works by. */
static void
show_state_of(const struct frame *f, struct value *o, const struct row_case *r)
{
	const struct case_state *s = r->s;
	const struct clock *c = s != NULL ? s->leading : NULL;
	struct value *stage = value_set_list(o, "stage"), *k;
	struct value *clock = value_set_list(o, "clock");

	value_set_text(o, "priority",
	    s != NULL ? finding_row_priority(f, s->priority.priority) : S(""));
	if (s != NULL && s->stage != NULL) {
		k = value_push_object(stage);
		value_set_int(k, "number", s->stage->number.n);
		show_words(f, k, "name", &s->stage->name);
		value_set_bool(k, "fell", s->fallen_from != NULL);
	}
	if (c != NULL)
		clock_row_show(f, value_push_object(clock), c);
}

void
row_case_show(const struct frame *f, struct value *o, const struct row_case *r)
{
	const struct case_file *c = r->e->c;

	show_entry(f, o, "link", &r->e->e);
	show_grade(f, o, "sev", &r->grade);
	value_set_text(o, "sort",
	    str_fmt(f->a, "%d %03d",
		r->grade.is_set ? (int)r->grade.severity : -1, r->grade.x10));
	show_tlp(f, o, "tlp", r->e->label);
	value_set_z(o, "state", state_key(r->state));
	show_enum(f, o, "exit", &enum_exit,
	    c->exit != NULL ? c->exit->how.v : 0);
	show_ref(f, o, "owner", &c->owner);
	show_when(f, o, "received", r->received);
	show_when(f, o, "until",
	    c->embargo != NULL && !row_is_published(r) ? c->embargo->until.w :
							 (struct when){ 0 });
	show_when(f, o, "published", r->published);
	value_set_text(o, "advisory", c->advisory.s);
	value_set_bool(o, "is_exploited", r->is_exploited);
	show_state_of(f, o, r);
	show_products(f, o, c);
}

void
row_alert(const struct frame *f, struct value *o, const struct plain_entry *e)
{
	const struct alert *a = e->record;

	show_entry(f, o, "link", &e->e);
	show_enum(f, o, "level", &enum_alert_level, a->level.v);
	value_set_bool(o, "is_urgent",
	    a->level.v == ALERT_ANSWER || a->level.v == ALERT_ACT);
	show_tlp(f, o, "tlp", model_label(f->m, e->e.doc));
	show_when(f, o, "at", a->at.w);
	show_when(f, o, "due", a->due.w);
	show_when(f, o, "until", a->until.w);
	show_texts(o, "vulnerabilities", &a->vulnerabilities);
	value_set_bool(o, "is_confirmed", a->confirmed.b);
}

void
row_references(const struct frame *f, struct value *o, const char *key,
    const struct reference_list *l)
{
	struct value *list = value_set_list(o, key);

	for (size_t i = 0; i < l->n; i++) {
		struct value *row = value_push_object(list);

		value_set_text(row, "url", l->v[i].url.s);
		show_text(f, row, "text",
		    l->v[i].summary.s.n > 0 ? l->v[i].summary.s :
					      l->v[i].url.s);
	}
}

/* The company's first contact, or NULL. */
static const struct ref *
company_contact(const struct product_entry *p)
{
	const struct company *c = p->company != NULL ? p->company->company :
						       NULL;

	return c != NULL && c->contacts.n > 0 ? &c->contacts.v[0].person :
						NULL;
}

void
row_contact(const struct frame *f, struct value *o, const char *key,
    const struct product_entry *p)
{
	const struct product *k = p->product;
	const struct ref *r = &k->owner, *company = company_contact(p);

	if (str_eq_z(k->route.s, "qa"))
		r = &k->qa_contact;
	else if (str_eq_z(k->route.s, "design"))
		r = &k->design_contact;
	else if (str_eq_z(k->route.s, "company") && company != NULL)
		r = company;
	if (r->target == NULL)
		r = k->owner.target != NULL || company == NULL ? &k->owner :
								 company;
	show_ref(f, o, key, r);
}
