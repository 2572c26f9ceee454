#include "deadline/calendar.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/limits.h"

/* A holiday and the days between which it was known to be one. */
struct off_day {
	int32_t day;
	int32_t announced;	/* INT32_MIN: always known */
	int32_t withdrawn;	/* INT32_MAX: it still is one */
};

struct span_off {
	int32_t from;
	int32_t to;
};

struct business_days {
	int32_t from;		/* covered, with all bases */
	int32_t to;
	bool weekend[7];	/* by weekday, Sunday first */
	struct off_day *off;	/* by day */
	size_t n_off;
	struct span_off *shutdowns;
	size_t n_shutdowns;
};

/* What the calendars of a chain add up to. */
struct chain {
	const struct calendar *v[LIMIT_CALENDAR_DEPTH];
	size_t n;
};

static const struct calendar *
base_of(const struct calendar *c)
{
	const struct plain_entry *e = c->base.target;

	return e != NULL ? e->record : NULL;
}

/* A calendar met again ends the chain: a circle counts for nothing more. */
static void
chain_make(struct chain *chain, const struct calendar *c)
{
	*chain = (struct chain){ 0 };
	while (c != NULL && chain->n < LIMIT_CALENDAR_DEPTH) {
		for (size_t i = 0; i < chain->n; i++) {
			if (chain->v[i] == c)
				return;
		}
		chain->v[chain->n++] = c;
		c = base_of(c);
	}
}

static void
add_weekend(struct business_days *b, const struct text_list *l)
{
	static const struct str names[] = {
		STR_INIT("sun"),
		STR_INIT("mon"),
		STR_INIT("tue"),
		STR_INIT("wed"),
		STR_INIT("thu"),
		STR_INIT("fri"),
		STR_INIT("sat"),
	};

	for (size_t i = 0; i < l->n; i++) {
		for (size_t j = 0; j < ARRAY_LEN(names); j++) {
			if (str_starts(l->v[i].s, names[j]))
				b->weekend[j] = true;
		}
	}
}

static int32_t
day_or(const struct moment *m, int32_t other)
{
	return m->w.kind == WHEN_UNSET ? other : m->w.day.n;
}

static void
add_calendar(struct business_days *b, const struct calendar *c)
{
	int32_t from = day_or(&c->from, INT32_MAX);
	int32_t to = day_or(&c->to, INT32_MIN);

	if (from > b->from)
		b->from = from;
	if (to < b->to)
		b->to = to;
	add_weekend(b, &c->weekend);
	for (size_t i = 0; i < c->holidays.n; i++) {
		const struct holiday *h = &c->holidays.v[i];

		if (h->date.w.kind == WHEN_UNSET)
			continue;
		b->off[b->n_off++] = (struct off_day){
			.day = h->date.w.day.n,
			.announced = day_or(&h->announced, INT32_MIN),
			.withdrawn = day_or(&h->withdrawn, INT32_MAX),
		};
	}
	for (size_t i = 0; i < c->shutdowns.n; i++) {
		const struct shutdown *s = &c->shutdowns.v[i];

		b->shutdowns[b->n_shutdowns++] = (struct span_off){
			.from = day_or(&s->from, INT32_MAX),
			.to = day_or(&s->to, INT32_MIN),
		};
	}
}

static int
off_cmp(const void *a, const void *b)
{
	const struct off_day *x = a, *y = b;

	return (x->day > y->day) - (x->day < y->day);
}

const struct business_days *
calendar_open(struct arena *perm, const struct plain_entry *calendar)
{
	struct business_days *b = arena_new(perm, struct business_days);
	size_t n_off = 0, n_shutdowns = 0;
	struct chain chain;

	chain_make(&chain, calendar->record);
	for (size_t i = 0; i < chain.n; i++) {
		n_off += chain.v[i]->holidays.n;
		n_shutdowns += chain.v[i]->shutdowns.n;
	}
	b->off = arena_array(perm, struct off_day, n_off + 1);
	b->shutdowns = arena_array(perm, struct span_off, n_shutdowns + 1);
	b->from = INT32_MIN;
	b->to = chain.n > 0 ? INT32_MAX : INT32_MIN;
	for (size_t i = 0; i < chain.n; i++)
		add_calendar(b, chain.v[i]);
	if (b->n_off > 0)
		qsort(b->off, b->n_off, sizeof(*b->off), off_cmp);
	return b;
}

bool
calendar_covers(const struct business_days *b, struct day d)
{
	return d.n >= b->from && d.n <= b->to;
}

static int
weekday_of(struct day d)
{
	/* 1970-01-01 was a Thursday. */
	int n = (d.n % 7 + 4) % 7;

	return n < 0 ? n + 7 : n;
}

/* The first holiday on d or later. */
static size_t
off_find(const struct business_days *b, int32_t d)
{
	size_t low = 0, high = b->n_off;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (b->off[mid].day < d)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

bool
calendar_is_open(const struct business_days *b, struct day d, struct day known)
{
	if (b->weekend[weekday_of(d)])
		return false;
	for (size_t i = off_find(b, d.n); i < b->n_off && b->off[i].day == d.n;
	     i++) {
		if (b->off[i].announced <= known.n &&
		    known.n < b->off[i].withdrawn)
			return false;
	}
	return true;
}

bool
calendar_is_shutdown(const struct business_days *b, struct day d)
{
	for (size_t i = 0; i < b->n_shutdowns; i++) {
		if (d.n >= b->shutdowns[i].from && d.n <= b->shutdowns[i].to)
			return true;
	}
	return false;
}

/* Days reach a little beyond the years that dates may have, no further. */
static bool
is_covered(const struct business_days *b, struct day d, int *year)
{
	if (calendar_covers(b, d))
		return true;
	*year = day_to_civil(d).year;
	return false;
}

bool
calendar_add(const struct business_days *b, struct day d, int64_t n,
    struct day known, struct day *out, int *year)
{
	int step = n < 0 ? -1 : 1;

	while (n != 0) {
		d.n += step;
		if (!is_covered(b, d, year))
			return false;
		if (calendar_is_open(b, d, known))
			n -= step;
	}
	*out = d;
	return true;
}

bool
calendar_count(const struct business_days *b, struct day from, struct day to,
    struct day known, int64_t *out, int *year)
{
	int64_t n = 0;

	while (from.n < to.n) {
		from.n++;
		if (!is_covered(b, from, year))
			return false;
		n += calendar_is_open(b, from, known);
	}
	*out = n;
	return true;
}

/* Years that dates may have: base/time.h. */
#define YEAR_MIN	1900
#define YEAR_MAX	2199

struct day
calendar_add_months(struct day d, int64_t n)
{
	struct civil c = day_to_civil(d);
	int64_t first = (int64_t)YEAR_MIN * 12;
	int64_t last = (int64_t)YEAR_MAX * 12 + 11;
	int64_t month = (int64_t)c.year * 12 + c.month - 1;
	struct day out = d;

	if (n > last - month)
		n = last - month;
	if (n < first - month)
		n = first - month;
	month += n;
	for (int day = c.day; day > 0; day--) {
		if (day_from_civil((int)(month / 12), (int)(month % 12) + 1,
			day, &out))
			break;
	}
	return out;
}
