#include "version/native_impl.h"
#include "version/order_text.h"

#include "base/arena.h"

/*
 * nginx, "Security advisories": "1.5.0+" that one and later ones, of a stable
 * branch (an even second number) within it; "0.7.52-0.8.39" both and what is
 * between; all of a list with commas.
 */

static bool
is_even(struct str number)
{
	return (number.p[number.n - 1] - '0') % 2 == 0;
}

static bool
read_one(struct native_reader *r, struct str s)
{
	struct native_partial p;
	struct str low, high;

	if (str_eq(s, S("all")))
		return native_add(r, VERS_ALL, S(""));
	if (str_ends(s, S("+"))) {
		s.n--;
		if (!native_read_partial(s, &p) || p.n < 3)
			return native_refuse(r,
			    "'+' is not behind a version of three numbers");
		return native_add(r, VERS_GE, s) &&
		    (!is_even(p.number[1]) ||
			native_add(r, VERS_LT,
			    native_above(r->a, &p, 1, 3, S(""))));
	}
	if (str_cut(s, '-', &low, &high))
		return native_add(r, VERS_GE, str_trim(low)) &&
		    native_add(r, VERS_LE, str_trim(high));
	return native_add(r, VERS_EQ, s);
}

bool
range_nginx(struct native_reader *r, struct str text)
{
	struct str one;
	bool more;

	if (str_find_byte(text, '<', 0) != SIZE_MAX ||
	    str_find_byte(text, '>', 0) != SIZE_MAX)
		return range_plain(r, text);
	do {
		more = str_cut(text, ',', &one, &text);
		one = str_trim(one);
		if (one.n == 0)
			return native_refuse(r, "a version is missing");
		if (!read_one(r, one))
			return false;
		r->group++;
	} while (more);
	return true;
}
