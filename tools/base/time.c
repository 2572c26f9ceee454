#include "base/time.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/num.h"

#define DAY_S		86400
#define YEAR_MIN	1900
#define YEAR_MAX	2199

/* Days from 0000-03-01 to 1970-01-01, and in 400, 100, 4 and 1 years. */
#define DAYS_TO_1970	719468
#define DAYS_400	146097
#define DAYS_100	36524
#define DAYS_4		1461
#define DAYS_1		365

static int
days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && is_leap ? 29 : days[month - 1];
}

/*
 * Years begin on 1 March here, so that the leap day is the last of a year and
 * the months' lengths follow one formula: 153 days in five months.
 */
bool
day_from_civil(int year, int month, int day, struct day *out)
{
	if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12)
		return false;
	if (day < 1 || day > days_in_month(year, month))
		return false;

	int y = month > 2 ? year : year - 1;
	int month_from_march = (month + 9) % 12;
	int of_year = (153 * month_from_march + 2) / 5 + day - 1;

	out->n = y * DAYS_1 + y / 4 - y / 100 + y / 400 + of_year -
	    DAYS_TO_1970;
	return true;
}

struct civil
day_to_civil(struct day d)
{
	int n = d.n + DAYS_TO_1970;

	ASSERT(n >= 0);

	int era = n / DAYS_400;
	int of_era = n % DAYS_400;
	int year_of_era = (of_era - of_era / (DAYS_4 - 1) + of_era / DAYS_100 -
			      of_era / (DAYS_400 - 1)) /
	    DAYS_1;
	int of_year = of_era -
	    (year_of_era * DAYS_1 + year_of_era / 4 - year_of_era / 100);
	int month_from_march = (5 * of_year + 2) / 153;
	int month = (month_from_march + 2) % 12 + 1;

	return (struct civil){
		.year = era * 400 + year_of_era + (month <= 2 ? 1 : 0),
		.month = month,
		.day = of_year - (153 * month_from_march + 2) / 5 + 1,
		/* 0000-03-01 was a Wednesday. */
		.weekday = (n + 3) % 7,
	};
}

/* The number that the n digits at s[at] write. */
static bool
digits(struct str s, size_t at, size_t n, int64_t max, int *out)
{
	int64_t v;

	if (at > s.n || n > s.n - at)
		return false;
	if (!num_parse_padded(str_sub(s, at, n), max, &v))
		return false;
	*out = (int)v;
	return true;
}

static bool
is_at(struct str s, size_t at, char c)
{
	return at < s.n && s.p[at] == c;
}

static bool
fail(const char **why, const char *reason)
{
	if (why != NULL)
		*why = reason;
	return false;
}

/* The date in the first ten bytes. */
static bool
parse_date(struct str s, struct day *out, const char **why)
{
	int year, month, day;

	if (!digits(s, 0, 4, 9999, &year) || !is_at(s, 4, '-') ||
	    !digits(s, 5, 2, 99, &month) || !is_at(s, 7, '-') ||
	    !digits(s, 8, 2, 99, &day))
		return fail(why, "not a date as YYYY-MM-DD");
	if (year < YEAR_MIN || year > YEAR_MAX)
		return fail(why, "a year outside 1900 to 2199");
	if (!day_from_civil(year, month, day, out))
		return fail(why, "no such day");
	return true;
}

bool
day_parse(struct str s, struct day *out)
{
	return s.n == 10 && parse_date(s, out, NULL);
}

/* "HH:MM[:SS[.FRACTION]]" at *at, which moves past it. */
static bool
parse_time(struct str s, size_t *at, int *second_of_day, const char **why)
{
	int hour, minute, second = 0;
	size_t i = *at;

	if (!digits(s, i, 2, 99, &hour) || !is_at(s, i + 2, ':') ||
	    !digits(s, i + 3, 2, 99, &minute))
		return fail(why, "not a time as HH:MM or HH:MM:SS");
	i += 5;
	if (is_at(s, i, ':')) {
		if (!digits(s, i + 1, 2, 99, &second))
			return fail(why, "not a time as HH:MM or HH:MM:SS");
		i += 3;
		if (is_at(s, i, '.')) {
			size_t from = ++i;

			while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
				i++;
			if (i == from)
				return fail(why,
				    "no digits after the seconds' point");
		}
	}
	if (second == 60 && minute <= 59 && hour <= 23)
		return fail(why, "a leap second, which is not supported");
	if (hour > 23 || minute > 59 || second > 59)
		return fail(why, "no such time of day");
	*second_of_day = hour * 3600 + minute * 60 + second;
	*at = i;
	return true;
}

/* "Z" or "+HH:MM" or "-HH:MM", which s consists of. */
static bool
parse_offset(struct str s, int32_t *out, const char **why)
{
	int hour, minute;

	if (s.n == 0)
		return fail(why, "no zone: end with Z or an offset as +09:00");
	if (s.n == 1 && (s.p[0] == 'Z' || s.p[0] == 'z')) {
		*out = 0;
		return true;
	}
	if (s.n != 6 || (s.p[0] != '+' && s.p[0] != '-') ||
	    !digits(s, 1, 2, 99, &hour) || s.p[3] != ':' ||
	    !digits(s, 4, 2, 99, &minute))
		return fail(why, "not a zone as Z or +09:00");
	if (hour > 23 || minute > 59)
		return fail(why, "no such zone offset");
	*out = hour * 3600 + minute * 60;
	if (s.p[0] == '-')
		*out = -*out;
	return true;
}

static bool
parse_when(struct str s, struct when *out, const char **why)
{
	int second_of_day;
	int32_t offset_s;
	size_t at = 11;
	struct day day;

	if (!parse_date(s, &day, why))
		return false;
	if (!is_at(s, 10, 'T') && !is_at(s, 10, 't'))
		return fail(why, "no T between date and time");
	if (!parse_time(s, &at, &second_of_day, why) ||
	    !parse_offset(str_from(s, at), &offset_s, why))
		return false;
	*out = (struct when){
		.kind = WHEN_INSTANT,
		.day = day,
		.at.s = (int64_t)day.n * DAY_S + second_of_day - offset_s,
		.at.offset_s = offset_s,
	};
	return true;
}

bool
instant_parse(struct str s, struct instant *out, const char **why)
{
	struct when w;

	if (s.n == 10)
		return fail(why, "a date without a time");
	if (!parse_when(s, &w, why))
		return false;
	*out = w.at;
	return true;
}

bool
when_parse(struct str s, struct when *out, const char **why)
{
	struct day day;

	if (s.n != 10)
		return parse_when(s, out, why);
	if (!parse_date(s, &day, why))
		return false;
	*out = (struct when){ .kind = WHEN_DATE, .day = day };
	return true;
}

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0 ? 1 : 0);
}

struct day
instant_day(struct instant t)
{
	int64_t n = floor_div(t.s + t.offset_s, DAY_S);

	ASSERT(n > -DAYS_TO_1970 && n < 10000 * 366);
	return (struct day){ .n = (int32_t)n };
}

int
instant_second_of_day(struct instant t)
{
	int64_t local_s = t.s + t.offset_s;

	return (int)(local_s - floor_div(local_s, DAY_S) * DAY_S);
}

struct str
day_format(struct arena *a, struct day d)
{
	struct civil c = day_to_civil(d);

	return str_fmt(a, "%04d-%02d-%02d", c.year, c.month, c.day);
}

struct str
instant_format(struct arena *a, struct instant t)
{
	/* RFC 3339 has no seconds in offsets: the instant stays the same. */
	t.offset_s -= t.offset_s % 60;

	struct civil c = day_to_civil(instant_day(t));
	int s = instant_second_of_day(t);
	int minutes = (t.offset_s < 0 ? -t.offset_s : t.offset_s) / 60;

	if (minutes == 0)
		return str_fmt(a, "%04d-%02d-%02dT%02d:%02d:%02dZ", c.year,
		    c.month, c.day, s / 3600, s / 60 % 60, s % 60);
	return str_fmt(a, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", c.year,
	    c.month, c.day, s / 3600, s / 60 % 60, s % 60,
	    t.offset_s < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

struct str
instant_format_utc(struct arena *a, struct instant t)
{
	t.offset_s = 0;
	return instant_format(a, t);
}

struct instant
when_start(struct when w, const struct zone *z)
{
	ASSERT(w.kind != WHEN_UNSET);
	return w.kind == WHEN_INSTANT ? w.at : zone_local(z, w.day, 0);
}

struct instant
when_stop(struct when w, const struct zone *z)
{
	ASSERT(w.kind != WHEN_UNSET);
	return w.kind == WHEN_INSTANT ? w.at : zone_local(z, w.day, DAY_S);
}
