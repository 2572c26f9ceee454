#include "base/zone_rule.h"

#include <stddef.h>

#define DAY_S		86400
#define HOURS_TIME	167	/* RFC 8536 section 3.3.1 */
#define HOURS_OFFSET	23	/* what struct instant can carry */
#define NAME_BYTES	3	/* the shortest name of a zone */

/* What is left of the string; the first error empties it for good. */
struct reader {
	struct str left;
	bool failed;
};

static char
peek(const struct reader *r)
{
	return r->left.n > 0 ? r->left.p[0] : '\0';
}

static bool
accept(struct reader *r, char c)
{
	if (r->left.n == 0 || r->left.p[0] != c)
		return false;
	r->left = str_from(r->left, 1);
	return true;
}

static void
expect(struct reader *r, char c)
{
	if (!accept(r, c))
		r->failed = true;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A number of at most three digits, min..max. */
static int
number(struct reader *r, int min, int max)
{
	int v = 0;
	int n = 0;

	for (; is_digit(peek(r)) && n < 3; n++) {
		v = v * 10 + (peek(r) - '0');
		r->left = str_from(r->left, 1);
	}
	if (n == 0 || v < min || v > max || is_digit(peek(r))) {
		r->failed = true;
		return min;
	}
	return v;
}

static bool
is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* "JST" or "<+0330>"; the name itself is of no use here. */
static void
skip_name(struct reader *r)
{
	bool is_quoted = accept(r, '<');
	size_t n = 0;

	for (; n < r->left.n; n++) {
		char c = r->left.p[n];

		if (!is_letter(c) &&
		    !(is_quoted && (is_digit(c) || c == '+' || c == '-')))
			break;
	}
	if (n < NAME_BYTES)
		r->failed = true;
	r->left = str_from(r->left, n);
	if (is_quoted)
		expect(r, '>');
}

/* "[+-]H[H[H]][:MM[:SS]]" in seconds. */
static int32_t
hours(struct reader *r, int hours_max)
{
	bool is_negative = accept(r, '-');

	if (!is_negative)
		(void)accept(r, '+');

	int32_t s = number(r, 0, hours_max) * 3600;

	if (accept(r, ':')) {
		s += number(r, 0, 59) * 60;
		if (accept(r, ':'))
			s += number(r, 0, 59);
	}
	return is_negative ? -s : s;
}

static struct zone_rule_date
date(struct reader *r)
{
	struct zone_rule_date d = { .kind = ZONE_RULE_DAY, .s = 2 * 3600 };

	expect(r, ',');
	if (accept(r, 'M')) {
		d.kind = ZONE_RULE_MONTH;
		d.month = number(r, 1, 12);
		expect(r, '.');
		d.week = number(r, 1, 5);
		expect(r, '.');
		d.day = number(r, 0, 6);
	} else if (accept(r, 'J')) {
		d.kind = ZONE_RULE_JULIAN;
		d.day = number(r, 1, 365);
	} else {
		d.day = number(r, 0, 365);
	}
	if (accept(r, '/'))
		d.s = hours(r, HOURS_TIME);
	return d;
}

bool
zone_rule_parse(struct str s, struct zone_rule *out)
{
	struct reader r = { .left = s };
	struct zone_rule rule = { .has_dst = false };

	skip_name(&r);
	/* POSIX counts west of Greenwich. */
	rule.std_offset_s = -hours(&r, HOURS_OFFSET);
	rule.dst_offset_s = rule.std_offset_s;
	if (!r.failed && r.left.n > 0) {
		rule.has_dst = true;
		skip_name(&r);
		if (peek(&r) == ',')
			rule.dst_offset_s += 3600;
		else
			rule.dst_offset_s = -hours(&r, HOURS_OFFSET);
		rule.dst_begin = date(&r);
		rule.dst_end = date(&r);
	}
	if (r.failed || r.left.n > 0)
		return false;
	*out = rule;
	return true;
}

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Days from 1970-01-01 to a year's first day. */
static int
year_begin(int year)
{
	int y = year - 1;

	return y * 365 + y / 4 - y / 100 + y / 400 - 719162;
}

/* Day of the year, from 0, of a month's first day; 13 is the next January. */
static int
month_begin(int year, int month)
{
	static const int begin[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243,
		273, 304, 334, 365 };

	return begin[month - 1] + (month > 2 && is_leap(year) ? 1 : 0);
}

/* Seconds from 1970-01-01 00:00 on the local clock. */
static int64_t
date_local_s(const struct zone_rule_date *d, int year)
{
	int of_year = d->day;

	switch (d->kind) {
	case ZONE_RULE_DAY:
		break;
	case ZONE_RULE_JULIAN:
		of_year--;
		/* 1 March is day 60 in every year. */
		if (is_leap(year) && d->day >= 60)
			of_year++;
		break;
	case ZONE_RULE_MONTH:
		of_year = month_begin(year, d->month);

		/* 1970-01-01 was a Thursday; 5 weeks more keep it positive. */
		int from_1970 = year_begin(year) + of_year;
		int weekday = ((from_1970 + 4) % 7 + 7) % 7;

		of_year += (d->day - weekday + 7) % 7 + (d->week - 1) * 7;
		if (of_year >= month_begin(year, d->month + 1))
			of_year -= 7;
		break;
	}
	return (int64_t)(year_begin(year) + of_year) * DAY_S + d->s;
}

int32_t
zone_rule_offset_s(const struct zone_rule *r, int64_t utc_s)
{
	if (!r->has_dst)
		return r->std_offset_s;

	/* A change may stand up to a week outside its year. */
	int year = (int)(1970 + utc_s / 31556952);
	int64_t newest = INT64_MIN;
	int32_t offset_s = r->std_offset_s;

	for (int y = year - 2; y <= year + 1; y++) {
		int64_t begin = date_local_s(&r->dst_begin, y) -
		    r->std_offset_s;
		int64_t end = date_local_s(&r->dst_end, y) - r->dst_offset_s;

		if (end <= utc_s && end > newest) {
			newest = end;
			offset_s = r->std_offset_s;
		}
		/* Where both fall together, summer time never ends. */
		if (begin <= utc_s && begin >= newest) {
			newest = begin;
			offset_s = r->dst_offset_s;
		}
	}
	return offset_s;
}
