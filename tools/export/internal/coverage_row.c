#include "export/internal/coverage_row.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/attr.h"
#include "export/internal/finding_text.h"
#include "export/internal/frame.h"
#include "export/internal/show.h"
#include "export/internal/tally.h"
#include "export/export.h"
#include "model/matched.h"
#include "model/model.h"
#include "model/stocktake.h"
#include "text/value.h"

/* Columns of the longest row. */
#define CELLS	20

/* An exemption that ends within so many days is about to. */
#define EXEMPT_SOON_DAYS	60

/* ---- order --------------------------------------------------------------- */

static struct str
company_id(const struct product_entry *p, const struct system_entry *s)
{
	const struct company_entry *c = stocktake_company(p, s);

	return c != NULL ? c->e.id : S("");
}

static struct str
owner_id(const struct product_entry *p, const struct system_entry *s)
{
	const struct person_entry *who = stocktake_owner(p, s);

	return who != NULL ? who->e.id : S("");
}

static int
taken_cmp(const void *a, const void *b)
{
	const struct taken *const *x = a, *const *y = b;
	int cmp = str_cmp(company_id((*x)->product, (*x)->system),
	    company_id((*y)->product, (*y)->system));

	if (cmp == 0)
		cmp = str_cmp(owner_id((*x)->product, (*x)->system),
		    owner_id((*y)->product, (*y)->system));
	/* They stand in one array. */
	return cmp != 0 ? cmp : (*x > *y) - (*x < *y);
}

const struct coverage_rows *
coverage_row_all(struct arena *a, const struct model *m)
{
	struct coverage_rows *r = arena_new(a, struct coverage_rows);
	const struct stocktake *s = m->matched != NULL ? m->matched->taken :
							 NULL;

	r->s = s;
	if (s == NULL)
		return r;
	r->v = arena_array(a, const struct taken *, s->n + 1);
	for (size_t i = 0; i < s->n; i++)
		r->v[i] = &s->v[i];
	if (s->n > 0)
		qsort(r->v, s->n, sizeof(const struct taken *), taken_cmp);
	r->n[COVERAGE_ALL] = s->n;
	r->n[COVERAGE_GAPS] = s->n_gaps;
	r->n[COVERAGE_ENDS] = s->n_ends;
	return r;
}

/* ---- files --------------------------------------------------------------- */

struct cells {
	const struct frame *f;
	struct coverage_cell *v;
	size_t n;
};

static void
text(struct cells *c, const char *name, struct str s)
{
	c->v[c->n++] = (struct coverage_cell){ .name = name, .text = s };
}

static void
number(struct cells *c, const char *name, size_t n)
{
	c->v[c->n++] = (struct coverage_cell){ .name = name,
		.text = str_fmt(c->f->a, "%zu", n),
		.count = (int64_t)n,
		.is_count = true };
}

/* Whose it is; version may be NULL. */
static void
put_subject(struct cells *c, const struct product_entry *p,
    const struct version *v, const struct system_entry *s)
{
	bool is_there = p != NULL || s != NULL;

	text(c, "kind", s != NULL ? S("system") : S("product"));
	text(c, "subject", s != NULL ? s->e.id : p != NULL ? p->e.id : S(""));
	text(c, "version", v != NULL ? v->version.s : S(""));
	text(c, "company", is_there ? company_id(p, s) : S(""));
	text(c, "owner", is_there ? owner_id(p, s) : S(""));
}

/* When the list was made; somebody's word for a system has no hour. */
static struct str
made_of(struct arena *a, const struct taken *t)
{
	if (t->system != NULL)
		return t->made.s == INT64_MIN ?
		    S("") :
		    day_format(a, t->system->system->checked.w.day);
	return t->made.s != INT64_MIN ? instant_format(a, t->made) : S("");
}

static void
put_taken(struct cells *c, const struct taken *t)
{
	const struct inventory_exemption *x = t->exemption;

	put_subject(c, t->product, t->version, t->system);
	text(c, "state", str_z(stocktake_state_name(t->state)));
	text(c, "formats", t->formats);
	text(c, "made", made_of(c->f->a, t));
	number(c, "files_unread", t->n_unread);
	number(c, "components", t->n);
	number(c, "by_purl", t->n_purl);
	number(c, "by_cpe", t->n_cpe);
	number(c, "by_name", t->n_name);
	number(c, "by_words", t->n_words);
	number(c, "without_version", t->n_versionless);
	number(c, "blind", t->n_blind);
	text(c, "exempt_until",
	    x != NULL ? day_format(c->f->a, x->until.w.day) : S(""));
	text(c, "exempt_reason", x != NULL ? x->reason.s : S(""));
	text(c, "exempt_approver", x != NULL ? x->approver.id : S(""));
}

static void
put_gap(struct cells *c, const struct stock_gap *g)
{
	put_subject(c, g->product, g->version, NULL);
	text(c, "words", g->words);
	text(c, "reason", g->reason != NULL ? str_z(g->reason) : S(""));
}

static void
put_end(struct cells *c, const struct stock_end *e)
{
	put_subject(c, e->product, e->version, e->system);
	text(c, "component", e->component);
	text(c, "cycle", e->cycle);
	text(c, "support_ends", day_format(c->f->a, e->day));
	text(c, "ended", e->is_past ? S("yes") : S("no"));
	text(c, "latest", e->latest);
	text(c, "feed", e->feed);
	number(c, "components", e->n);
}

size_t
coverage_row_cells(const struct frame *f, const struct coverage_rows *r,
    enum coverage_view view, size_t i, const struct coverage_cell **out)
{
	struct cells c = { f, arena_array(f->a, struct coverage_cell, CELLS),
		0 };

	switch (view) {
	case COVERAGE_ALL:
		put_taken(&c, r->v[i]);
		break;
	case COVERAGE_GAPS:
		put_gap(&c, &r->s->gaps[i]);
		break;
	case COVERAGE_ENDS:
		put_end(&c, &r->s->ends[i]);
		break;
	case COVERAGE_VIEWS:
		break;
	}
	*out = c.v;
	return c.n;
}

/* ---- pages --------------------------------------------------------------- */

static void
show_subject(const struct frame *f, struct value *o,
    const struct product_entry *p, const struct version *v,
    const struct system_entry *s)
{
	const struct person_entry *who = stocktake_owner(p, s);

	show_entry(f, o, "subject", s != NULL ? &s->e : &p->e);
	value_set_text(o, "version", v != NULL ? v->version.s : S(""));
	show_entry(f, o, "owner", who != NULL ? &who->e : NULL);
}

static void
show_exempt(const struct frame *f, struct value *o, const struct taken *t)
{
	struct value *list = value_set_list(o, "exempt"), *x;
	struct when soon;

	/* What has an inventory needs no exemption. */
	if (t->exemption == NULL || t->state == TAKEN_THERE ||
	    t->state == TAKEN_UNREAD || t->state == TAKEN_UNWANTED)
		return;
	x = value_push_object(list);
	show_text(f, x, "reason", t->exemption->reason.s);
	show_ref(f, x, "approver", &t->exemption->approver);
	show_when(f, x, "until", t->exemption->until.w);
	value_set_bool(x, "has_ended", t->has_ended);
	soon = t->exemption->until.w;
	soon.day.n -= EXEMPT_SOON_DAYS;
	value_set_bool(x, "is_ending",
	    !t->has_ended && tally_is_past(f->m, soon, f->c->now));
}

/* How components are identified, the surest first. */
static void
show_by(struct value *o, const struct taken *t)
{
	const struct {
		const char *key;
		size_t n;
	} by[] = {
		{ "purl", t->n_purl },
		{ "cpe", t->n_cpe },
		{ "name", t->n_name },
		{ "words", t->n_words },
	};
	struct value *list = value_set_list(o, "by");

	for (size_t i = 0; i < ARRAY_LEN(by); i++) {
		struct value *x;

		if (by[i].n == 0)
			continue;
		x = value_push_object(list);
		value_set_z(x, "key", by[i].key);
		value_set_int(x, "n", (int64_t)by[i].n);
	}
}

static void
show_taken(const struct frame *f, struct value *o, const struct taken *t)
{
	show_subject(f, o, t->product, t->version, t->system);
	value_set_z(o, "state", stocktake_state_name(t->state));
	value_set_bool(o, "is_missing",
	    t->state == TAKEN_MISSING || t->state == TAKEN_UNREAD);
	value_set_text(o, "formats", finding_text_line(f->a, t->formats));
	if (t->system != NULL)
		show_when(f, o, "made", t->system->system->checked.w);
	else
		finding_text_time(f, o, "made", t->made);
	value_set_int(o, "n", (int64_t)t->n);
	show_by(o, t);
	value_set_int(o, "n_versionless", (int64_t)t->n_versionless);
	value_set_int(o, "n_blind", (int64_t)t->n_blind);
	value_set_int(o, "n_unread", (int64_t)t->n_unread);
	show_exempt(f, o, t);
}

static void
show_groups(const struct frame *f, const struct coverage_rows *r,
    struct value *groups, size_t from, size_t to)
{
	const struct company_entry *last = NULL;
	struct value *rows = NULL;

	for (size_t i = from; i < to; i++) {
		const struct taken *t = r->v[i];
		const struct company_entry *c = stocktake_company(t->product,
		    t->system);

		if (rows == NULL || c != last) {
			struct value *o = value_push_object(groups);

			show_entry(f, o, "company", c != NULL ? &c->e : NULL);
			rows = value_set_list(o, "rows");
		}
		last = c;
		show_taken(f, value_push_object(rows), t);
	}
}

static void
show_gap(const struct frame *f, struct value *o, const struct stock_gap *g)
{
	show_subject(f, o, g->product, g->version, NULL);
	value_set_text(o, "words", finding_text_line(f->a, g->words));
	value_set_z(o, "reason", g->reason);
}

static void
show_end(const struct frame *f, struct value *o, const struct stock_end *e)
{
	struct when w = { .kind = WHEN_DATE, .day = e->day };

	show_subject(f, o, e->product, e->version, e->system);
	value_set_text(o, "component", finding_text_line(f->a, e->component));
	value_set_text(o, "cycle", finding_text_line(f->a, e->cycle));
	value_set_text(o, "latest", finding_text_line(f->a, e->latest));
	value_set_text(o, "feed", e->feed);
	show_when(f, o, "day", w);
	value_set_bool(o, "is_past", e->is_past);
	value_set_int(o, "n", (int64_t)e->n);
}

void
coverage_row_sums(const struct frame *f, const struct coverage_rows *r)
{
	struct value *sums = value_set_list(f->data, "sums");

	for (size_t i = 0; r->s != NULL && i < TAKEN_STATES; i++) {
		struct value *o;

		if (r->s->n_state[i] == 0)
			continue;
		o = value_push_object(sums);
		value_set_z(o, "state",
		    stocktake_state_name((enum taken_state)i));
		value_set_int(o, "n", (int64_t)r->s->n_state[i]);
	}
}

void
coverage_row_show(const struct frame *f, const struct coverage_rows *r,
    enum coverage_view view, size_t from, size_t to)
{
	struct value *groups = value_set_list(f->data, "groups");
	struct value *gaps = value_set_list(f->data, "gaps");
	struct value *ends = value_set_list(f->data, "ends");

	value_set_bool(f->data, "is_gaps", view == COVERAGE_GAPS);
	value_set_bool(f->data, "is_ends", view == COVERAGE_ENDS);
	if (view == COVERAGE_ALL)
		show_groups(f, r, groups, from, to);
	for (size_t i = from; view == COVERAGE_GAPS && i < to; i++)
		show_gap(f, value_push_object(gaps), &r->s->gaps[i]);
	for (size_t i = from; view == COVERAGE_ENDS && i < to; i++)
		show_end(f, value_push_object(ends), &r->s->ends[i]);
}
