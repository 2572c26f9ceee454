#include "csaf/csaf_format.h"

#include <string.h>

#include "base/num.h"
#include "base/utf8.h"
#include "csaf/csaf_lang.h"
#include "score/cvss.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_hex(char c)
{
	return num_hex(c) >= 0;
}

/* ---- times ----------------------------------------------------------- */

/* n digits at *i as a number, or -1; moves *i. */
static int
take_digits(struct str s, size_t *i, size_t n)
{
	int v = 0;

	for (size_t k = 0; k < n; k++, (*i)++) {
		if (*i >= s.n || !is_digit(s.p[*i]))
			return -1;
		v = v * 10 + (s.p[*i] - '0');
	}
	return v;
}

static bool
take_char(struct str s, size_t *i, char upper)
{
	if (*i >= s.n || (s.p[*i] != upper && s.p[*i] != (upper | 0x20)))
		return false;
	(*i)++;
	return true;
}

static bool
take_sign(struct str s, size_t *i, char c)
{
	if (*i >= s.n || s.p[*i] != c)
		return false;
	(*i)++;
	return true;
}

static bool
is_leap(int y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

/* Days since 1970-01-01 of a day that exists, in the years 0 to 9999. */
static bool
take_day(struct str s, size_t *i, int64_t *days)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };
	int y, m, d, length;
	int64_t n;

	y = take_digits(s, i, 4);
	if (y < 0 || !take_sign(s, i, '-'))
		return false;
	m = take_digits(s, i, 2);
	if (m < 1 || m > 12 || !take_sign(s, i, '-'))
		return false;
	d = take_digits(s, i, 2);
	length = lengths[m - 1] + (m == 2 && is_leap(y) ? 1 : 0);
	if (d < 1 || d > length)
		return false;
	n = (int64_t)y * 365 + (y + 3) / 4 - (y + 99) / 100 + (y + 399) / 400;
	for (int k = 1; k < m; k++)
		n += lengths[k - 1] + (k == 2 && is_leap(y) ? 1 : 0);
	*days = n + d - 1 - 719528;
	return true;
}

/* Seconds of the day; 60 stands where a leap second may. */
static bool
take_clock(struct str s, size_t *i, struct csaf_time *out, bool *is_sixty)
{
	int h, m, sec;
	size_t first;

	h = take_digits(s, i, 2);
	if (h < 0 || h > 23 || !take_sign(s, i, ':'))
		return false;
	m = take_digits(s, i, 2);
	if (m < 0 || m > 59 || !take_sign(s, i, ':'))
		return false;
	sec = take_digits(s, i, 2);
	if (sec < 0 || sec > 60)
		return false;
	*is_sixty = sec == 60;
	out->s = (int64_t)h * 3600 + m * 60 + sec;
	out->fraction = (struct str){ NULL, 0 };
	if (!take_sign(s, i, '.'))
		return true;
	first = *i;
	while (*i < s.n && is_digit(s.p[*i]))
		(*i)++;
	out->fraction = str_sub(s, first, *i - first);
	if (out->fraction.n == 0)
		return false;
	while (
	    out->fraction.n > 0 && out->fraction.p[out->fraction.n - 1] == '0')
		out->fraction.n--;
	return true;
}

/* Seconds east of UTC. */
static bool
take_zone(struct str s, size_t *i, int64_t *offset)
{
	int h, m;
	bool is_west;

	*offset = 0;
	if (take_char(s, i, 'Z'))
		return true;
	is_west = take_sign(s, i, '-');
	if (!is_west && !take_sign(s, i, '+'))
		return false;
	h = take_digits(s, i, 2);
	if (h < 0 || h > 23 || !take_sign(s, i, ':'))
		return false;
	m = take_digits(s, i, 2);
	if (m < 0 || m > 59)
		return false;
	*offset = (int64_t)h * 3600 + m * 60;
	if (is_west)
		*offset = -*offset;
	return true;
}

bool
csaf_format_time(struct str s, struct csaf_time *out)
{
	int64_t days, offset;
	bool is_sixty;
	size_t i = 0;

	if (!take_day(s, &i, &days) || !take_char(s, &i, 'T') ||
	    !take_clock(s, &i, out, &is_sixty) || !take_zone(s, &i, &offset) ||
	    i != s.n)
		return false;
	out->s += days * 86400 - offset;
	return !is_sixty || out->s % 86400 == 0;
}

int
csaf_format_time_cmp(const struct csaf_time *x, const struct csaf_time *y)
{
	if (x->s != y->s)
		return x->s < y->s ? -1 : 1;
	return str_cmp(x->fraction, y->fraction);
}

/* ---- version numbers ------------------------------------------------- */

/* "0", or digits without a leading zero. */
static bool
is_whole(struct str s)
{
	return str_is_all(s, is_digit) && (s.n == 1 || s.p[0] != '0');
}

static bool
is_word(char c)
{
	return is_digit(c) || is_alpha(c) || c == '-';
}

/* Identifiers with dots between; of a pre-release, numbers have no zeros. */
static bool
is_dotted(struct str s, bool is_pre)
{
	struct str word, rest = s;
	bool more = true;

	while (more) {
		more = str_cut(rest, '.', &word, &rest);
		if (!str_is_all(word, is_word))
			return false;
		if (is_pre && str_is_all(word, is_digit) && !is_whole(word))
			return false;
	}
	return true;
}

bool
csaf_format_number(struct str s, struct csaf_number *out)
{
	struct str rest, core;

	*out = (struct csaf_number){ .is_semver = false };
	if (is_whole(s)) {
		out->part[0] = s;
		return true;
	}
	out->is_semver = true;
	if (str_cut(s, '+', &rest, &out->build) &&
	    !is_dotted(out->build, false))
		return false;
	if (str_cut(rest, '-', &core, &out->pre) && !is_dotted(out->pre, true))
		return false;
	return str_cut(core, '.', &out->part[0], &rest) &&
	    str_cut(rest, '.', &out->part[1], &out->part[2]) &&
	    is_whole(out->part[0]) && is_whole(out->part[1]) &&
	    is_whole(out->part[2]);
}

int
csaf_format_digits_cmp(struct str x, struct str y)
{
	if (x.n != y.n)
		return x.n < y.n ? -1 : 1;
	return x.n == 0 ? 0 : memcmp(x.p, y.p, x.n);
}

/* SemVer 2.0.0 section 11.4. */
static int
pre_cmp(struct str x, struct str y)
{
	bool more_x = true, more_y = true;

	if (x.n == 0 || y.n == 0)
		return (x.n == 0) - (y.n == 0);
	while (more_x && more_y) {
		struct str a, b;
		bool a_number, b_number;
		int cmp;

		more_x = str_cut(x, '.', &a, &x);
		more_y = str_cut(y, '.', &b, &y);
		a_number = str_is_all(a, is_digit);
		b_number = str_is_all(b, is_digit);
		if (a_number != b_number)
			return a_number ? -1 : 1;
		cmp = a_number ? csaf_format_digits_cmp(a, b) : str_cmp(a, b);
		if (cmp != 0)
			return cmp;
	}
	return (int)more_x - (int)more_y;
}

int
csaf_format_number_cmp(const struct csaf_number *x,
    const struct csaf_number *y, enum csaf_precedence how)
{
	for (size_t i = 0; i < ARRAY_LEN(x->part); i++) {
		struct str a = x->part[i].n > 0 ? x->part[i] : S("0");
		struct str b = y->part[i].n > 0 ? y->part[i] : S("0");
		int cmp = csaf_format_digits_cmp(a, b);

		if (cmp != 0)
			return cmp;
	}
	return how == CSAF_WITH_PRE ? pre_cmp(x->pre, y->pre) : 0;
}

/* Digits of a number that are looked at: no score has more. */
#define DIGITS	12

/* 0.DIGITS times ten to the power of point. */
struct decimal {
	bool is_negative;
	bool has_more;		/* digits that are not 0 behind these */
	char digits[DIGITS];	/* the first is not '0' */
	size_t n;		/* without zeros at the end; 0: it is zero */
	int point;
};

/* A power of ten beyond this makes no difference to scores. */
#define POWER_MAX	10000

static void
put_digit(struct decimal *d, char c, bool is_fraction)
{
	if (d->n == 0 && c == '0') {
		if (is_fraction && d->point > -POWER_MAX)
			d->point--;
		return;
	}
	if (!is_fraction && d->point < POWER_MAX)
		d->point++;
	if (d->n < DIGITS)
		d->digits[d->n++] = c;
	else if (c != '0')
		d->has_more = true;
}

/* s is a number of JSON: RFC 8259 section 6. */
static struct decimal
decimal_read(struct str s)
{
	struct decimal d = { .is_negative = str_starts(s, S("-")) };
	struct str number, exponent;
	bool is_fraction = false, is_less;
	int e = 0;

	if (!str_cut(s, 'e', &number, &exponent))
		(void)str_cut(s, 'E', &number, &exponent);
	for (size_t i = d.is_negative ? 1 : 0; i < number.n; i++) {
		if (number.p[i] == '.')
			is_fraction = true;
		else
			put_digit(&d, number.p[i], is_fraction);
	}
	while (d.n > 0 && d.digits[d.n - 1] == '0')
		d.n--;
	is_less = str_starts(exponent, S("-"));
	for (size_t i = 0; i < exponent.n && e < POWER_MAX; i++) {
		if (is_digit(exponent.p[i]))
			e = e * 10 + (exponent.p[i] - '0');
	}
	d.point += is_less ? -e : e;
	return d;
}

bool
csaf_format_tenths(struct str s, int *out)
{
	struct decimal d = decimal_read(s);
	int v = 0;

	*out = 0;
	if (d.n == 0)
		return true;
	if (d.is_negative || d.has_more || d.point > 2 || d.point < 0 ||
	    d.n > (size_t)d.point + 1)
		return false;
	for (int i = 0; i <= d.point; i++)
		v = v * 10 + ((size_t)i < d.n ? d.digits[i] - '0' : 0);
	*out = v;
	return v <= 100;
}

bool
csaf_format_within(struct str s, unsigned max)
{
	struct decimal d = decimal_read(s);
	int point = 1;

	for (; max >= 10; max /= 10)
		point++;
	if (d.n == 0 || d.is_negative)
		return d.n == 0;
	return d.point < point ||
	    (d.point == point && d.n == 1 && d.digits[0] == '1' &&
		!d.has_more);
}

/* ---- patterns -------------------------------------------------------- */

static bool
matches_any(struct str s UNUSED)
{
	return true;
}

static bool
matches_time(struct str s)
{
	struct csaf_time t;

	return csaf_format_time(s, &t);
}

/* Upper case, no leap second; the rest of RFC 3339 is as in 2.0. */
static bool
matches_time_21(struct str s)
{
	struct csaf_time t;

	return csaf_format_time(s, &t) && s.n > 19 && s.p[10] == 'T' &&
	    s.p[s.n - 1] != 'z' && !str_eq(str_sub(s, 17, 2), S("60"));
}

static bool
matches_version(struct str s)
{
	struct csaf_number n;

	return csaf_format_number(s, &n);
}

static bool
matches_lang(struct str s)
{
	struct csaf_lang l;

	return csaf_lang_parse(s, &l);
}

/* RFC 3986 section 4.3 with a fragment: what may stand anywhere. */
static bool
is_uri_char(char c)
{
	return is_alpha(c) || is_digit(c) ||
	    (c != '\0' && strchr("-._~:/?#@!$&'()*+,;=%", c) != NULL);
}

static bool
matches_uri(struct str s)
{
	size_t colon = str_find_byte(s, ':', 0), end = 0, fragments = 0;

	if (colon == SIZE_MAX || colon == 0 || !is_alpha(s.p[0]))
		return false;
	for (size_t i = 0; i < colon; i++) {
		if (!is_alpha(s.p[i]) && !is_digit(s.p[i]) &&
		    str_find_byte(S("+-."), s.p[i], 0) == SIZE_MAX)
			return false;
	}
	if (str_starts(str_from(s, colon), S("://"))) {
		for (end = colon + 3; end < s.n; end++) {
			if (str_find_byte(S("/?#"), s.p[end], 0) != SIZE_MAX)
				break;
		}
	}
	for (size_t i = colon; i < s.n; i++) {
		char c = s.p[i];

		/* Brackets are for addresses of hosts (IPv6). */
		if (!is_uri_char(c) && !(i < end && (c == '[' || c == ']')))
			return false;
		if (c == '%' &&
		    (i + 2 >= s.n || !is_hex(s.p[i + 1]) ||
			!is_hex(s.p[i + 2])))
			return false;
		if (c == '#' && ++fragments > 1)
			return false;
	}
	return true;
}

/* \s of ECMAScript. */
static bool
is_space(uint32_t c)
{
	return (c >= 0x09 && c <= 0x0d) || c == 0x20 || c == 0xa0 ||
	    c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 ||
	    c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000 ||
	    c == 0xfeff;
}

static bool
is_line_end(uint32_t c)
{
	return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
}

/* No blank and none of the characters in also at both ends, one line. */
static bool
has_clean_ends(struct str s, const char *also)
{
	uint32_t c = ' ';

	for (size_t i = 0; i < s.n;) {
		bool is_first = i == 0;

		c = utf8_next(s, &i);
		if (is_line_end(c))
			return false;
		if (is_first &&
		    (is_space(c) ||
			(c < 0x80 && strchr(also, (int)c) != NULL)))
			return false;
	}
	return !is_space(c) && !(c < 0x80 && strchr(also, (int)c) != NULL);
}

static bool
matches_category(struct str s)
{
	return has_clean_ends(s, "-_.");
}

static bool
matches_edge(struct str s)
{
	return has_clean_ends(s, "");
}

static bool
matches_cve(struct str s)
{
	return str_starts(s, S("CVE-")) && s.n >= 13 && s.p[8] == '-' &&
	    str_is_all(str_sub(s, 4, 4), is_digit) &&
	    str_is_all(str_from(s, 9), is_digit);
}

static bool
matches_cwe(struct str s)
{
	return str_starts(s, S("CWE-")) && s.n <= 10 && s.n > 4 &&
	    s.p[4] != '0' && str_is_all(str_from(s, 4), is_digit);
}

static bool
matches_hash(struct str s)
{
	return s.n >= 32 && str_is_all(s, is_hex);
}

static bool
is_low(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool
is_low_alnum(char c)
{
	return is_low(c) || is_digit(c);
}

static bool
is_low_hex(char c)
{
	return num_hex_low(c) >= 0;
}

static bool
is_algorithm(char c)
{
	return is_low_alnum(c) || c == '-';
}

static bool
matches_hash_21(struct str s)
{
	return s.n >= 32 && str_is_all(s, is_low_hex);
}

static bool
matches_algorithm(struct str s)
{
	return str_is_all(s, is_algorithm) && s.p[0] != '-';
}

/* 8-4-4-4-12. */
static bool
matches_uuid(struct str s)
{
	static const size_t lengths[] = { 8, 4, 4, 4, 12 };
	size_t at = 0;

	if (str_eq(s, S("ffffffff-ffff-ffff-ffff-ffffffffffff")) ||
	    str_eq(s, S("00000000-0000-0000-0000-000000000000")))
		return true;
	if (s.n != 36 || s.p[14] != '4')
		return false;
	for (size_t i = 0; i < ARRAY_LEN(lengths); i++) {
		if (!str_is_all(str_sub(s, at, lengths[i]), is_low_hex))
			return false;
		at += lengths[i];
		if (at < s.n && s.p[at++] != '-')
			return false;
	}
	return true;
}

/* 4.20, 4.19.1 */
static bool
matches_cwe_version(struct str s)
{
	struct str major, minor, rest, patch;

	if (!str_cut(s, '.', &major, &rest))
		return false;
	if (str_cut(rest, '.', &minor, &patch) && !str_is_all(patch, is_digit))
		return false;
	return is_whole(major) && major.p[0] != '0' && is_whole(minor);
}

static bool
is_zero(char c)
{
	return c == '0';
}

static bool
matches_probability(struct str s)
{
	struct str rest = str_from(s, s.n < 2 ? s.n : 2);

	return (str_starts(s, S("0.")) && str_is_all(rest, is_digit)) ||
	    (str_starts(s, S("1.")) && str_is_all(rest, is_zero));
}

static bool
matches_semver(struct str s)
{
	struct csaf_number n;

	return csaf_format_number(s, &n) && n.is_semver;
}

static bool
is_key(char c)
{
	return is_digit(c) || is_alpha(c) || c == '_';
}

static bool
matches_key(struct str s)
{
	return str_eq(s, S("T*")) ||
	    (str_is_all(s, is_key) && s.p[0] != '_' && s.p[s.n - 1] != '_');
}

static bool
matches_purl_21(struct str s)
{
	size_t slash = str_find_byte(s, '/', 0);

	if (!str_starts(s, S("pkg:")) || slash == SIZE_MAX || slash == 4 ||
	    slash + 1 >= s.n || !is_low(s.p[4]))
		return false;
	for (size_t i = 4; i < slash; i++) {
		if (!is_low_alnum(s.p[i]) && s.p[i] != '.' && s.p[i] != '-')
			return false;
	}
	return matches_uri(s);
}

static bool
matches_purl(struct str s)
{
	size_t slash = str_find_byte(s, '/', 0);

	if (!str_starts(s, S("pkg:")) || slash == SIZE_MAX || slash == 4 ||
	    slash + 1 >= s.n || is_digit(s.p[4]))
		return false;
	for (size_t i = 4; i < slash; i++) {
		if (!is_word(s.p[i]) && s.p[i] != '.' && s.p[i] != '+')
			return false;
	}
	return matches_uri(s);
}

/* ---- CPE ------------------------------------------------------------- */

/* One character of a CPE attribute, perhaps behind a backslash: its bytes. */
static size_t
cpe_char(struct str s, size_t i)
{
	char c;

	if (i >= s.n)
		return 0;
	c = s.p[i];
	if (is_word(c) || c == '.' || c == '_')
		return 1;
	if (c != '\\' || i + 1 >= s.n || s.p[i + 1] == '\0')
		return 0;
	return strchr("\\*?!\"#$%&'()+,/:;<=>@[]^`{|}~", s.p[i + 1]) != NULL ?
	    2 :
	    0;
}

/* Behind '?' any number of times, or one '*'. */
static size_t
cpe_wild(struct str s, size_t i)
{
	if (i < s.n && s.p[i] == '*')
		return i + 1;
	while (i < s.n && s.p[i] == '?')
		i++;
	return i;
}

/* Behind an attribute that begins at i, or 0. */
static size_t
cpe_attribute(struct str s, size_t i)
{
	size_t at = cpe_wild(s, i), n;
	bool has_char = false;

	while ((n = cpe_char(s, at)) > 0) {
		has_char = true;
		at += n;
	}
	if (has_char)
		return cpe_wild(s, at);
	return i < s.n && s.p[i] == '*' ? i + 1 : 0;
}

static bool
is_cpe_language(struct str s)
{
	struct str language, region;

	if (str_eq(s, S("*")) || str_eq(s, S("-")))
		return true;
	(void)str_cut(s, '-', &language, &region);
	if (language.n < 2 || language.n > 3 ||
	    !str_is_all(language, is_alpha))
		return false;
	return language.n == s.n ||
	    (region.n == 2 && str_is_all(region, is_alpha)) ||
	    (region.n == 3 && str_is_all(region, is_digit));
}

/* Behind the eleven attributes of a name, or 0. */
static size_t
cpe_23_end(struct str s)
{
	size_t i = 9;

	if (!str_starts(s, S("cpe:2.3:")) || s.n <= i ||
	    str_find_byte(S("aho*-"), s.p[8], 0) == SIZE_MAX)
		return 0;
	for (int k = 0; k < 10; k++) {
		size_t end;

		if (i >= s.n || s.p[i] != ':')
			return 0;
		i++;
		end = k == 5 ? str_find_byte(s, ':', i) : cpe_attribute(s, i);
		if (end == 0 || end == SIZE_MAX ||
		    (k == 5 && !is_cpe_language(str_sub(s, i, end - i))))
			return 0;
		i = end;
	}
	return i;
}

/* cpe:/ and up to six parts, at the end of s. */
static bool
is_cpe_22(struct str s)
{
	size_t i = s.n, colons = 0;

	while (i > 0 && s.p[i - 1] != '/')
		i--;
	if (i < 5 || s.p[i - 5] != 'c' || (s.p[i - 4] | 0x20) != 'p' ||
	    (s.p[i - 3] | 0x20) != 'e' || s.p[i - 2] != ':')
		return false;
	if (i < s.n && str_find_byte(S("AHOaho"), s.p[i], 0) != SIZE_MAX)
		i++;
	if (i < s.n && s.p[i] != ':')
		return false;
	for (; i < s.n; i++) {
		if (s.p[i] == ':')
			colons++;
		else if (!is_word(s.p[i]) &&
		    str_find_byte(S("._~%"), s.p[i], 0) == SIZE_MAX)
			return false;
	}
	return colons <= 6;
}

/*
 * The pattern of 2.0 is anchored at its beginning only in one form, at its end
 * only in the other, so anything may follow or come before.
 */
static bool
matches_cpe(struct str s)
{
	return cpe_23_end(s) > 0 || is_cpe_22(s);
}

static bool
matches_cpe_21(struct str s)
{
	return cpe_23_end(s) == s.n ||
	    (str_find_byte(s, '/', 0) == 4 && is_cpe_22(s));
}

/* ---- CVSS vectors ---------------------------------------------------- */

static bool
is_metric(enum cvss_version version, struct str name, struct str value)
{
	const struct cvss_metric *m = cvss_metrics(version);

	while (m->name != NULL && !str_eq_z(name, m->name))
		m++;
	if (m->name == NULL)
		return false;
	for (size_t i = 0; m->values[i] != NULL; i++) {
		if (str_eq_z(value, m->values[i]))
			return true;
	}
	return false;
}

/* Metrics in any order, even twice: the rest is for the tests of scores. */
static bool
is_vector(enum cvss_version version, struct str rest)
{
	struct str metric, name, value;
	bool more = true;

	while (more) {
		more = str_cut(rest, '/', &metric, &rest);
		if (!str_cut(metric, ':', &name, &value) ||
		    !is_metric(version, name, value))
			return false;
	}
	return true;
}

static bool
matches_vector_20(struct str s)
{
	return is_vector(CVSS_2_0, s);
}

static bool
matches_vector_30(struct str s)
{
	return str_starts(s, S("CVSS:3.0/")) &&
	    is_vector(CVSS_3_0, str_from(s, 9));
}

static bool
matches_vector_31(struct str s)
{
	return str_starts(s, S("CVSS:3.1/")) &&
	    is_vector(CVSS_3_1, str_from(s, 9));
}

/* The pattern of 4.0 fixes the order, as the specification does. */
static bool
matches_vector_40(struct str s)
{
	struct cvss v;
	struct cvss_fault fault;

	return cvss_parse(s, &v, &fault) && v.version == CVSS_4_0;
}

/* ---- addresses of extensions, namespaces of SSVC --------------------- */

/* Labels of 63 characters with dots between, at least two when so wanted. */
static bool
is_domain(struct str s, bool is_two)
{
	struct str label, rest = s;
	bool more = true;
	size_t n = 0;

	while (more) {
		more = str_cut(rest, '.', &label, &rest);
		if (label.n > 63 || !str_is_all(label, is_algorithm) ||
		    label.p[0] == '-' || label.p[label.n - 1] == '-')
			return false;
		n++;
	}
	return !is_two || n > 1;
}

/* https://DOMAIN/PATH_VERSION.json; the path has no empty part. */
static bool
matches_extension(struct str s)
{
	struct str domain, path, part, rest, name;
	struct csaf_number n;
	bool more = true;
	size_t at;

	if (!str_starts(s, S("https://")) || !str_ends(s, S(".json")) ||
	    !matches_uri(s) || !str_cut(str_from(s, 8), '/', &domain, &path) ||
	    !is_domain(domain, true))
		return false;
	if (str_starts(s, S("https://docs.oasis-open.org/csaf/csaf/v2.1/")) &&
	    str_ends(s, S("schema/extension-content.json")))
		return false;
	for (rest = path; more;) {
		more = str_cut(rest, '/', &part, &rest);
		if (part.n == 0)
			return false;
	}
	name = str_sub(part, 0, part.n - 5);
	/* Versions hold no '_'. */
	for (at = name.n; at > 0 && name.p[at - 1] != '_';)
		at--;
	return at > 1 && csaf_format_number(str_from(name, at), &n) &&
	    n.is_semver;
}

/* The longest namespace. */
#define NAMESPACE_BYTES	1000

/* Lower-case words with single '.' or '-' between. */
static bool
is_fragment(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		bool is_sign = s.p[i] == '.' || s.p[i] == '-';

		if (!is_sign && !is_low_alnum(s.p[i]))
			return false;
		if (is_sign &&
		    (i == 0 || i + 1 == s.n || !is_low_alnum(s.p[i - 1])))
			return false;
	}
	return s.n > 0;
}

static bool
is_namespace_base(struct str s)
{
	struct str name, fragment;
	bool has_fragment = str_cut(s, '#', &name, &fragment);

	if (has_fragment && !is_fragment(fragment))
		return false;
	if (str_starts(name, S("x_")))
		return has_fragment && is_domain(str_from(name, 2), true);
	return name.n >= 3 && is_low(name.p[0]) && is_low_alnum(name.p[1]) &&
	    is_fragment(name);
}

static bool
is_namespace_lang(struct str s)
{
	struct csaf_lang l;

	return csaf_lang_parse(s, &l);
}

/* A language, ".DOMAIN#FRAGMENT", or either with "$LANGUAGE" behind it. */
static bool
is_namespace_part(struct str s)
{
	struct str name, lang, domain, fragment;
	bool has_lang, has_fragment;

	if (!str_starts(s, S(".")))
		return is_namespace_lang(s);
	has_lang = str_cut(str_from(s, 1), '$', &name, &lang);
	has_fragment = str_cut(name, '#', &domain, &fragment);
	return is_domain(domain, true) && (has_lang || has_fragment) &&
	    (!has_lang || is_namespace_lang(lang)) &&
	    (!has_fragment || is_fragment(fragment));
}

/* Base, perhaps "/" and a language or nothing, then "/" and parts. */
static bool
matches_namespace(struct str s)
{
	struct str part, rest = s;
	bool more = str_cut(rest, '/', &part, &rest);

	if (s.n > NAMESPACE_BYTES || !is_namespace_base(part))
		return false;
	for (size_t i = 0; more; i++) {
		more = str_cut(rest, '/', &part, &rest);
		if (i == 0 ? part.n > 0 && !is_namespace_lang(part) :
			     !is_namespace_part(part))
			return false;
	}
	return true;
}

/* ---- the table ------------------------------------------------------- */

static const struct {
	bool (*matches)(struct str s);
	const char *words;
} formats[] = {
#define FORMAT(name, matches, words)					\
	[CSAF_FORMAT_##name] = { matches, words },
#include "csaf/formats.def"
};

bool
csaf_format_matches(enum csaf_format f, struct str s)
{
	return formats[f].matches(s);
}

const char *
csaf_format_words(enum csaf_format f)
{
	return formats[f].words;
}
