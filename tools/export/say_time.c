#include "export/say.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/attr.h"
#include "export/say_text.h"

#define MINUTE_S	60
#define HOUR_S		3600
#define DAY_S		86400
#define TOKYO_S		(9 * HOUR_S)

/* "JST", "UTC", "UTC+01:00": names of other zones mean several things. */
static struct str
offset_text(const struct say *s, int32_t offset_s)
{
	int minutes = abs((int)offset_s) / MINUTE_S;

	if (offset_s == TOKYO_S)
		return S("JST");
	if (offset_s == 0)
		return S("UTC");
	return str_fmt(s->a, "UTC%c%02d:%02d", offset_s < 0 ? '-' : '+',
	    minutes / 60, minutes % 60);
}

static struct str
clock_text(const struct say *s, int second)
{
	return str_fmt(s->a, "%02d:%02d", second / HOUR_S,
	    second / MINUTE_S % 60);
}

static struct str
weekday_text(const struct say *s, struct day d)
{
	static const char *const keys[] = { "say.weekday.0", "say.weekday.1",
		"say.weekday.2", "say.weekday.3", "say.weekday.4",
		"say.weekday.5", "say.weekday.6" };

	return say_text(s, keys[day_to_civil(d).weekday]);
}

static struct str
day_and_time(const struct say *s, struct day d, int second, int32_t offset_s)
{
	const struct catalog_value v[] = {
		SAY_HOLE("day", day_format(s->a, d)),
		SAY_HOLE("weekday", weekday_text(s, d)),
		SAY_HOLE("time", clock_text(s, second)),
		SAY_HOLE("zone", offset_text(s, offset_s)),
	};

	return say_text_fill(s, "say.instant", v, ARRAY_LEN(v));
}

static struct instant
at_home(const struct say *s, struct instant t)
{
	return s->zone != NULL ? zone_at(s->zone, t) : t;
}

struct str
say_instant(const struct say *s, struct instant t)
{
	struct instant at = at_home(s, t);

	return day_and_time(s, instant_day(at), instant_second_of_day(at),
	    at.offset_s);
}

/* The day that an end belongs to: 00:00 is 24:00 of the day before. */
static struct day
last_day(struct instant at)
{
	struct day d = instant_day(at);

	if (instant_second_of_day(at) == 0)
		d.n--;
	return d;
}

struct str
say_end(const struct say *s, struct instant t)
{
	struct instant at = at_home(s, t);

	if (instant_second_of_day(at) != 0)
		return say_instant(s, t);
	return day_and_time(s, last_day(at), DAY_S, at.offset_s);
}

struct str
say_when(const struct say *s, struct when w)
{
	const struct catalog_value v[] = {
		SAY_HOLE("day", day_format(s->a, w.day)),
		SAY_HOLE("weekday", weekday_text(s, w.day)),
	};

	switch (w.kind) {
	case WHEN_UNSET:
		return S("");
	case WHEN_DATE:
		return say_text_fill(s, "say.day", v, ARRAY_LEN(v));
	case WHEN_INSTANT:
		return say_instant(s, w.at);
	}
	BUG("kind of a time");
}

struct str
say_occurrence(const struct say *s, const struct occurrence *o)
{
	struct instant at = at_home(s, o->start);

	if (o->fact == NULL)
		return say_instant(s, o->start);
	if (o->fact->at.w.kind != WHEN_UNSET)
		return say_when(s, o->fact->at.w);
	/* A date that is carried holds since something else, which may be
	 * a date alone. */
	return instant_second_of_day(at) != 0 ?
	    say_instant(s, at) :
	    say_when(s, (struct when){ WHEN_DATE, instant_day(at), at });
}

struct str
say_left(const struct say *s, struct instant t)
{
	int64_t left = t.s - s->now.s;
	const struct catalog_value v[] = {
		SAY_HOLE("span", say_span(s, left < 0 ? -left : left)),
	};

	if (left == 0)
		return say_text(s, "say.left.now");
	return say_text_fill(s, left > 0 ? "say.left.to" : "say.left.since", v,
	    ARRAY_LEN(v));
}

/* "Europe/Brussels" is Brussels; a zone that is an offset has no city. */
static struct str
city_of(const struct say *s, struct str zone)
{
	struct str rest = zone, head, city = S("");

	if (str_find_byte(zone, '/', 0) == SIZE_MAX)
		return S("");
	while (str_cut(rest, '/', &head, &rest))
		continue;
	if (!say_text_find(s, "say.city", head, &city)) {
		while (str_cut(head, '_', &rest, &head))
			city = str_fmt(s->a, "%.*s%.*s ", STR_ARG(city),
			    STR_ARG(rest));
		city = str_cat(s->a, city, rest);
	}
	return city;
}

/* The end there, with the date where it is another day; "" for our own. */
static struct str
time_in(const struct say *s, struct str name, struct instant t)
{
	const struct zone *z = zone_open(s->a, name, S(""));
	struct instant home = at_home(s, t), there;
	struct str city = city_of(s, name), time;
	int second;

	if (z == NULL)
		return S("");
	there = zone_at(z, t);
	if (there.offset_s == home.offset_s)
		return S("");
	second = instant_second_of_day(there);
	time = str_fmt(s->a, "%.*s %.*s",
	    STR_ARG(clock_text(s, second > 0 ? second : DAY_S)),
	    STR_ARG(offset_text(s, there.offset_s)));
	if (last_day(there).n != last_day(home).n)
		time = str_fmt(s->a, "%.*s %.*s",
		    STR_ARG(day_format(s->a, last_day(there))), STR_ARG(time));
	return city.n == 0 ?
	    time :
	    str_fmt(s->a, "%.*s (%.*s)", STR_ARG(time), STR_ARG(city));
}

struct str
say_elsewhere(const struct say *s, const struct clock *c)
{
	struct str rule = S(""), party = S("");

	if (!c->has_due)
		return rule;
	if (c->rule->zone.s.n > 0)
		rule = time_in(s, c->rule->zone.s, c->due);
	for (size_t i = 0; c->party != NULL && party.n == 0 &&
	     i < c->party->party->contacts.n;
	     i++) {
		struct str zone = c->party->party->contacts.v[i].zone.s;

		if (zone.n > 0 && !str_eq(zone, c->rule->zone.s))
			party = time_in(s, zone, c->due);
	}
	return say_text_join(s, rule, "say.comma", party);
}
