#include "version/native_impl.h"
#include "version/order_text.h"

/*
 * Intervals: Maven ("Dependency Version Requirement Specification") and NuGet
 * ("Version ranges").  Advisories write ">= 1.0, < 2.0" of them, too.
 */

static bool
is_interval(struct str s)
{
	char c = order_at(s, 0);

	return c == '[' || c == '(' || c == ']';
}

/* One interval at the start of *s, which goes on behind it. */
static bool
read_interval(struct native_reader *r, struct str *s)
{
	bool low_included = s->p[0] == '[', high_included;
	struct str inside, low, high;
	size_t n = 1;

	while (n < s->n && s->p[n] != ']' && s->p[n] != ')' &&
	    (s->p[n] != '[' || s->p[0] == '['))
		n++;
	if (n == s->n)
		return native_refuse(r, "an interval has no end");
	high_included = s->p[n] == ']';
	inside = str_sub(*s, 1, n - 1);
	*s = native_skip_blanks(order_skip(*s, n + 1));
	if (!str_cut(inside, ',', &low, &high)) {
		low = str_trim(inside);
		if (low.n == 0 || !low_included || !high_included)
			return native_refuse(r,
			    "an interval of one version is not closed: [1.0]");
		return native_add(r, VERS_EQ, low);
	}
	low = str_trim(low);
	high = str_trim(high);
	if (str_find_byte(high, ',', 0) != SIZE_MAX)
		return native_refuse(r, "an interval has more than two ends");
	if (low.n == 0 && high.n == 0)
		return native_add(r, VERS_ALL, S(""));
	return (low.n == 0 ||
		   native_add(r, low_included ? VERS_GE : VERS_GT, low)) &&
	    (high.n == 0 ||
		native_add(r, high_included ? VERS_LE : VERS_LT, high));
}

/* Intervals one after the other: any of them. */
static bool
read_intervals(struct native_reader *r, struct str s)
{
	while (s.n > 0) {
		if (!is_interval(s))
			return native_refuse(r,
			    "something that is no interval stands behind one");
		if (!read_interval(r, &s))
			return false;
		r->group++;
		if (order_at(s, 0) == ',')
			s = native_skip_blanks(order_skip(s, 1));
	}
	return true;
}

bool
range_maven(struct native_reader *r, struct str text)
{
	text = str_trim(text);
	if (is_interval(text))
		return read_intervals(r, text);
	return range_plain(r, text);
}

/* "1.*", "1.2.3-*": from the lowest, pre-releases with it where they say. */
static bool
read_floating(struct native_reader *r, struct str text)
{
	struct native_partial p;

	if (!native_read_partial(text, &p))
		return native_refuse(r,
		    "it has a version that does not begin with a number");
	if (p.n == 0)
		return native_add(r, VERS_ALL, S(""));
	p.suffix = S("");
	return native_add(r, VERS_GE, native_full(r->a, &p, p.n));
}

/* NuGet: "1.0" alone is 1.0 or more. */
bool
range_nuget(struct native_reader *r, struct str text)
{
	struct str s = str_trim(text);

	if (is_interval(s) || !order_is_digit(order_at(s, 0)))
		return range_maven(r, text);
	if (str_find_byte(s, '*', 0) != SIZE_MAX)
		return read_floating(r, s);
	if (str_find_byte(s, ',', 0) != SIZE_MAX ||
	    str_find_byte(s, ' ', 0) != SIZE_MAX)
		return range_plain(r, text);
	return native_add(r, VERS_GE, s);
}
