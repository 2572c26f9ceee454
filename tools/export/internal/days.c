#include "export/internal/days.h"

#include "base/arena.h"
#include "base/limits.h"
#include "export/export.h"
#include "export/internal/clock_row.h"
#include "export/internal/frame.h"
#include "export/internal/show.h"
#include "export/internal/where.h"
#include "model/model.h"
#include "text/value.h"

/* Events that a day names; the others are counted. */
#define EVENTS_SHOWN	4

/* What happens on a day: an end, or a publication. */
struct days_event {
	const struct clock *clock;		/* NULL: a publication */
	const struct case_entry *publication;
	struct instant at;
};

struct days_one {
	struct day day;
	const struct words *holiday;	/* NULL: none */
	bool is_off;
	struct days_event *v;		/* as urgent as their list was */
	size_t n;
	size_t cap;
};

struct days {
	struct days_one v[DAYS_AHEAD];
};

/* The calendar of the head company, else the first one; NULL: none. */
static const struct calendar *
calendar_of(const struct model *m)
{
	for (size_t i = 0; i < m->n_companies; i++) {
		const struct company *c = m->companies[i].company;
		const struct plain_entry *e = c->calendar.target;

		if (c->kind.v == (int)COMPANY_HEAD && e != NULL)
			return e->record;
	}
	return m->n_calendars > 0 ? m->calendars[0].record : NULL;
}

static const struct calendar *
base_of(const struct calendar *k)
{
	const struct plain_entry *e = k->base.target;

	return e != NULL ? e->record : NULL;
}

static bool
is_weekend(const struct calendar *k, int weekday)
{
	static const char *const names[] = { "sun", "mon", "tue", "wed", "thu",
		"fri", "sat" };

	for (size_t i = 0; i < k->weekend.n; i++) {
		if (str_eq_z(k->weekend.v[i].s, names[weekday]))
			return true;
	}
	return false;
}

/* The holiday on a day as it is known today, or NULL. */
static const struct holiday *
holiday_on(const struct calendar *k, struct day day, struct day today)
{
	for (size_t i = 0; i < k->holidays.n; i++) {
		const struct holiday *h = &k->holidays.v[i];

		if (h->date.w.kind != WHEN_DATE || h->date.w.day.n != day.n)
			continue;
		if (h->withdrawn.w.kind == WHEN_DATE &&
		    h->withdrawn.w.day.n <= today.n)
			continue;
		if (h->announced.w.kind == WHEN_DATE &&
		    h->announced.w.day.n > today.n)
			continue;
		return h;
	}
	return NULL;
}

static void
mark_off(struct days_one *d, const struct calendar *k, struct day today)
{
	int weekday = day_to_civil(d->day).weekday;

	for (int i = 0; k != NULL && i < LIMIT_CALENDAR_DEPTH; i++) {
		const struct holiday *h = holiday_on(k, d->day, today);

		d->is_off |= h != NULL || is_weekend(k, weekday);
		if (h != NULL && d->holiday == NULL)
			d->holiday = &h->name;
		k = base_of(k);
	}
}

/* An end at midnight belongs to the day that ends. */
static void
add(struct arena *a, struct days *d, const struct model *m,
    struct days_event e)
{
	struct instant local = zone_at(m->zone, e.at);
	int32_t i;

	if (e.clock != NULL && instant_second_of_day(local) == 0)
		local.s--;
	i = instant_day(local).n - d->v[0].day.n;
	if (i < 0 || i >= DAYS_AHEAD)
		return;
	d->v[i].v = arena_grow(a, d->v[i].v, d->v[i].n, &d->v[i].cap,
	    sizeof(*d->v[i].v));
	d->v[i].v[d->v[i].n++] = e;
}

const struct days *
days_make(struct arena *a, const struct model *m, struct instant now)
{
	const struct derived *all = clock_row_derived(m);
	const struct calendar *k = calendar_of(m);
	struct days *d = arena_new(a, struct days);
	struct day today = instant_day(zone_at(m->zone, now));

	for (int32_t i = 0; i < DAYS_AHEAD; i++) {
		d->v[i].day.n = today.n + i;
		mark_off(&d->v[i], k, today);
	}
	for (size_t i = 0; i < m->n_cases; i++) {
		const struct embargo *e = m->cases[i].c->embargo;

		if (e != NULL && e->until.w.kind == WHEN_INSTANT &&
		    model_released(&m->cases[i], now.s) == NULL)
			add(a, d, m,
			    (struct days_event){ NULL, &m->cases[i],
				e->until.w.at });
	}
	for (size_t i = 0; i < all->clocks.n; i++) {
		const struct clock *c = &all->clocks.v[i];

		if (c->has_due && !clock_is_minimum(c) &&
		    clock_row_part(c) == CLOCK_PART_OPEN)
			add(a, d, m, (struct days_event){ c, NULL, c->due });
	}
	return d;
}

/* The page of what it is about, else of all deadlines. */
static struct str
href_of(const struct frame *f, const struct clock *c)
{
	struct str address = c->owner.entry != NULL ?
	    where_entry(f, c->owner.entry) :
	    S("");

	return where_link(f, address.n > 0 ? address : S("clocks.html"));
}

static const char *
class_of(const struct days_event *e)
{
	if (e->clock == NULL)
		return " ev-pub";
	if (e->clock->state == CLOCK_STATE_OVERDUE)
		return " ev-late";
	return clock_weight(e->clock) <= WEIGHT_AGREEMENT ? " ev-law" : "";
}

static void
push_event(const struct frame *f, struct value *list,
    const struct days_event *e)
{
	struct value *o = value_push_object(list);
	int s = instant_second_of_day(zone_at(f->m->zone, e->at));
	const struct case_entry *p = e->publication;

	value_set_text(o, "time",
	    s == 0 ? S("") :
		     str_fmt(f->a, "%02d:%02d", s / 3600, s / 60 % 60));
	value_set_z(o, "class", class_of(e));
	if (p != NULL) {
		value_set_text(o, "id", p->e.id);
		value_set_text(o, "name",
		    frame_word(f, "in.days.publication"));
		value_set_text(o, "href",
		    where_link(f, where_entry(f, &p->e)));
		return;
	}
	value_set_text(o, "id", e->clock->owner.id);
	value_set_text(o, "name", words_in(&e->clock->rule->name, f->lang));
	value_set_text(o, "href", href_of(f, e->clock));
}

void
days_show(const struct frame *f, struct value *o, const struct days *d)
{
	static const char *const weekdays[] = { "in.days.sun", "in.days.mon",
		"in.days.tue", "in.days.wed", "in.days.thu", "in.days.fri",
		"in.days.sat" };
	struct value *list = value_set_list(o, "days");
	const struct words unnamed = { 0 };

	for (size_t i = 0; i < DAYS_AHEAD; i++) {
		const struct days_one *one = &d->v[i];
		struct civil c = day_to_civil(one->day);
		struct value *day = value_push_object(list), *events;

		value_set_text(day, "iso", day_format(f->a, one->day));
		value_set_text(day, "date",
		    i == 0 || c.day == 1 ?
			str_fmt(f->a, "%d/%d", c.month, c.day) :
			str_fmt(f->a, "%d", c.day));
		value_set_text(day, "weekday",
		    frame_word(f, weekdays[c.weekday]));
		value_set_bool(day, "is_off", one->is_off);
		value_set_bool(day, "is_today", i == 0);
		show_words_opt(f, day, "holiday",
		    one->holiday != NULL ? one->holiday : &unnamed);
		events = value_set_list(day, "events");
		for (size_t j = 0; j < one->n && j < EVENTS_SHOWN; j++)
			push_event(f, events, &one->v[j]);
		value_set_int(day, "n_more",
		    one->n > EVENTS_SHOWN ? (int64_t)(one->n - EVENTS_SHOWN) :
					    0);
	}
}
