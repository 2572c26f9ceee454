#include "deadline/clock_count.h"

#include "base/limits.h"

#define HOUR_S	3600
#define DAY_S	86400

/* Years that dates may have: base/time.h. */
#define YEAR_MIN	1900
#define YEAR_MAX	2199

struct clock_local
clock_count_local(const struct zone *z, struct instant t)
{
	struct instant last = zone_at(z,
	    (struct instant){ .s = t.s - 1, .offset_s = 0 });

	return (struct clock_local){ instant_day(last),
		instant_second_of_day(last) + 1 };
}

static struct day
first_day(void)
{
	struct day d = { 0 };

	return day_from_civil(YEAR_MIN, 1, 1, &d) ? d : (struct day){ 0 };
}

static struct day
last_day(void)
{
	struct day d = { 0 };

	return day_from_civil(YEAR_MAX, 12, 31, &d) ? d : (struct day){ 0 };
}

/* No end: it would lie outside the years that we know. */
static enum clock_due
outside(struct clock_work *w, bool is_late)
{
	w->c->year_missing = is_late ? YEAR_MAX + 1 : YEAR_MIN - 1;
	return CLOCK_DUE_UNKNOWN;
}

bool
clock_count_at(struct clock_work *w, int64_t day, int32_t s,
    struct instant *out)
{
	if (day < first_day().n || day > last_day().n) {
		(void)outside(w, day > 0);
		return false;
	}
	*out = zone_local(w->rule->zone, (struct day){ (int32_t)day }, s);
	return true;
}

static enum clock_due
count_hours(struct clock_work *w, struct instant from, int64_t n,
    struct instant *out)
{
	int64_t s = from.s + n * HOUR_S;

	if (s <= (int64_t)first_day().n * DAY_S ||
	    s > (int64_t)last_day().n * DAY_S)
		return outside(w, s > 0);
	*out = zone_at(w->rule->zone, (struct instant){ .s = s });
	return CLOCK_DUE_SET;
}

static enum clock_due
count_business(struct clock_work *w, struct day from, int64_t n,
    struct instant *out)
{
	struct day day;

	if (w->days == NULL ||
	    !calendar_add(w->days, from, n, w->known, &day,
		&w->c->year_missing))
		return CLOCK_DUE_UNKNOWN;
	return clock_count_at(w, day.n, DAY_S, out) ? CLOCK_DUE_SET :
						      CLOCK_DUE_UNKNOWN;
}

/* Months of a day, when they stay within the years. */
static bool
add_months(struct day from, int64_t n, struct day *out)
{
	struct civil c = day_to_civil(from);
	int64_t month = (int64_t)c.year * 12 + c.month - 1 + n;

	if (month < (int64_t)YEAR_MIN * 12 ||
	    month > (int64_t)YEAR_MAX * 12 + 11)
		return false;
	*out = calendar_add_months(from, n);
	return true;
}

/* 1: the end of this year; -1: the end of the year before. */
static bool
add_year_ends(struct day from, int64_t n, struct day *out)
{
	int64_t year = day_to_civil(from).year + (n > 0 ? n - 1 : n);

	return year >= YEAR_MIN && year <= YEAR_MAX &&
	    day_from_civil((int)year, 12, 31, out);
}

enum clock_due
clock_count(struct clock_work *w, struct when when, struct instant from,
    int64_t n, struct instant *out)
{
	struct clock_local at;
	struct day day;
	bool is_within = false;

	if (n > LIMIT_CLOCK_LENGTH || n < -LIMIT_CLOCK_LENGTH)
		return outside(w, n > 0);
	if (when.kind == WHEN_DATE) {
		at = (struct clock_local){ when.day, DAY_S };
	} else {
		struct instant t = zone_at(w->rule->zone, from);

		at = (struct clock_local){ instant_day(t),
			instant_second_of_day(t) };
	}
	switch (w->length.unit) {
	case UNIT_HOURS:
		return count_hours(w, from, n, out);
	case UNIT_BUSINESS_DAYS:
		return count_business(w, at.day, n, out);
	case UNIT_MONTHS:
		is_within = add_months(at.day, n, &day);
		break;
	case UNIT_YEAR_ENDS:
		is_within = add_year_ends(at.day, n, &day);
		at.s = DAY_S;
		break;
	case unit_unset:
	case UNIT_CALENDAR_DAYS:
		return clock_count_at(w, at.day.n + n, at.s, out) ?
		    CLOCK_DUE_SET :
		    CLOCK_DUE_UNKNOWN;
	}
	if (!is_within)
		return outside(w, n > 0);
	return clock_count_at(w, day.n, at.s, out) ? CLOCK_DUE_SET :
						     CLOCK_DUE_UNKNOWN;
}

static int64_t
begun(int64_t n, int64_t size)
{
	return (n + size - 1) / size;
}

int64_t
clock_count_units(const struct clock_work *w, struct instant from,
    struct instant to, enum unit unit)
{
	struct clock_local a = clock_count_local(w->rule->zone, from);
	struct clock_local b = clock_count_local(w->rule->zone, to);
	struct civil x = day_to_civil(a.day), y = day_to_civil(b.day);
	int64_t days = b.day.n - a.day.n + (b.s > a.s);
	int64_t n;
	int year;

	switch (unit) {
	case UNIT_HOURS:
		return begun(to.s - from.s, HOUR_S);
	case UNIT_BUSINESS_DAYS:
		if (w->days != NULL &&
		    calendar_count(w->days, a.day, b.day, w->known, &n, &year))
			return n;
		break;
	case UNIT_MONTHS:
		n = (int64_t)(y.year - x.year) * 12 + y.month - x.month;
		return n + (calendar_add_months(a.day, n).n < b.day.n);
	case UNIT_YEAR_ENDS:
		return y.year - x.year;
	case unit_unset:
	case UNIT_CALENDAR_DAYS:
		break;
	}
	return days;
}
