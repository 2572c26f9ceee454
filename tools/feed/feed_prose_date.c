#include "feed/feed_prose_date.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/num.h"

/* What software is of; earlier and later numbers are none of a year. */
#define FIRST_YEAR	1980
#define LAST_YEAR	2099

/* How dates are written: 'Y', 'M', 'D' and what stands behind each. */
static const struct {
	const char *parts;
	struct str marks[3];
	bool is_tight;		/* blanks are not part of it */
} forms[] = {
	{ "YMD", { STR_INIT("年"), STR_INIT("月"), STR_INIT("日") }, false },
	{ "YM", { STR_INIT("年"), STR_INIT("月") }, false },
	{ "YMD", { STR_INIT("/"), STR_INIT("/"), STR_INIT("") }, true },
	{ "YM", { STR_INIT("/"), STR_INIT("") }, true },
	{ "MDY", { STR_INIT("/"), STR_INIT("/"), STR_INIT("") }, true },
	{ "MY", { STR_INIT("/"), STR_INIT("") }, true },
	{ "YMD", { STR_INIT("-"), STR_INIT("-"), STR_INIT("") }, true },
	{ "YM", { STR_INIT("-"), STR_INIT("") }, true },
	{ "MDY", { STR_INIT("-"), STR_INIT("-"), STR_INIT("") }, true },
	{ "MY", { STR_INIT("-"), STR_INIT("") }, true },
};

static const struct str months[] = {
	STR_INIT("january"),
	STR_INIT("february"),
	STR_INIT("march"),
	STR_INIT("april"),
	STR_INIT("may"),
	STR_INIT("june"),
	STR_INIT("july"),
	STR_INIT("august"),
	STR_INIT("september"),
	STR_INIT("october"),
	STR_INIT("november"),
	STR_INIT("december"),
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t
digits(struct str s, size_t i)
{
	size_t n = 0;

	while (i + n < s.n && is_digit(s.p[i + n]))
		n++;
	return n;
}

static size_t
blanks(struct str s, size_t i)
{
	size_t n = 0;

	while (i + n < s.n && s.p[i + n] == ' ')
		n++;
	return n;
}

/* Whether digits are a year, month or day. */
static bool
is_part(struct str s, char part)
{
	int64_t n;

	if (!num_parse_padded(s, LAST_YEAR, &n))
		return false;
	if (part == 'Y')
		return s.n == 4 && n >= FIRST_YEAR;
	return s.n <= 2 && n >= 1 && n <= (part == 'M' ? 12 : 31);
}

/* Bytes of a date of a form at i, or 0. */
static size_t
form_bytes(struct str s, size_t i, size_t form)
{
	size_t at = i;

	for (size_t k = 0; forms[form].parts[k] != '\0'; k++) {
		struct str mark = forms[form].marks[k];
		size_t n = digits(s, at);

		if (!is_part(str_sub(s, at, n), forms[form].parts[k]))
			return 0;
		at += n;
		if (!forms[form].is_tight)
			at += blanks(s, at);
		if (!str_starts(str_from(s, at), mark))
			return 0;
		at += mark.n;
		if (!forms[form].is_tight && forms[form].parts[k + 1] != '\0')
			at += blanks(s, at);
	}
	return at - i;
}

/* "20240501", "202405": a date that stands alone. */
static bool
is_packed(struct str s)
{
	return (s.n == 8 || s.n == 6) && digits(s, 0) == s.n &&
	    is_part(str_sub(s, 0, 4), 'Y') && is_part(str_sub(s, 4, 2), 'M') &&
	    (s.n == 6 || is_part(str_sub(s, 6, 2), 'D'));
}

/* "May", "Sept", "Apr-2024": the letters are a month, whole or cut short. */
static bool
is_named(struct str s)
{
	size_t n = 0;

	while (n < s.n && ((s.p[n] | 0x20) >= 'a' && (s.p[n] | 0x20) <= 'z'))
		n++;
	if (n < 3 || (n < s.n && s.p[n] != '-' && s.p[n] != '.'))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(months); i++) {
		if (str_eq_nocase(str_sub(s, 0, n),
			str_sub(months[i], 0, n)) &&
		    n <= months[i].n && (n <= 4 || n == months[i].n))
			return true;
	}
	return false;
}

/* Whether more than the end of a sentence follows a year and month. */
static bool
goes_on(struct str s, size_t i)
{
	char c = i < s.n ? s.p[i] : '\0';

	if (c == '.')
		return i + 1 < s.n && is_digit(s.p[i + 1]);
	return c == '-' || c == '_' ||
	    ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

size_t
feed_prose_date(struct str s, size_t i, size_t run)
{
	struct str word = str_sub(s, i, run);

	for (size_t f = 0; f < ARRAY_LEN(forms); f++) {
		size_t n = form_bytes(s, i, f);
		bool is_whole = forms[f].parts[2] != '\0';

		if (n > 0 && (i + n == s.n || !is_digit(s.p[i + n])) &&
		    (is_whole || !goes_on(s, i + n)))
			return n;
	}
	return is_packed(word) || is_named(word) ? run : 0;
}
