#include "version/native_impl.h"
#include "version/order_text.h"

/* PEP 440, "Version specifiers". */

/* "~=1.4.2" is ">=1.4.2, ==1.4.*". */
static bool
add_compatible(struct native_reader *r, struct str version)
{
	struct native_partial p;

	if (!native_read_partial(version, &p) || p.n < 2)
		return native_refuse(r,
		    "'~=' is not followed by a version of two numbers or "
		    "more");
	return native_add(r, VERS_GE, version) &&
	    native_add(r, VERS_LT,
		native_above(r->a, &p, p.n - 2, p.n - 1, S(".dev0")));
}

/* "==1.4.*": from its first development release to the next one's. */
static bool
add_series(struct native_reader *r, enum vers_op op, struct str version)
{
	struct native_partial p;

	if (!native_read_partial(version, &p) || p.n == 0 ||
	    (op != VERS_EQ && op != VERS_NE))
		return native_refuse(r,
		    "'.*' does not end a version behind == or !=");
	p.suffix = S(".dev0");
	return native_add_span(r, op, native_full(r->a, &p, p.n),
	    native_above(r->a, &p, p.n - 1, p.n, S(".dev0")));
}

static bool
read_specifier(struct native_reader *r, struct str s)
{
	bool is_compatible = str_starts(s, S("~="));
	enum vers_op op = VERS_EQ;
	struct str version;

	if (is_compatible)
		s = native_skip_blanks(order_skip(s, 2));
	else
		(void)native_take_op(&s, &op);
	version = native_take_word(&s, S(","));
	if (version.n == 0 || s.n > 0)
		return native_refuse(r,
		    version.n == 0 ? "a comparison has no version" :
				     "a ',' is missing between comparisons");
	if (is_compatible)
		return add_compatible(r, version);
	if (str_ends(version, S(".*")))
		return add_series(r, op, version);
	if (str_eq(version, S("*")) && op == VERS_EQ)
		return native_add(r, VERS_ALL, S(""));
	return native_add(r, op, version);
}

/* conda has '|' between alternatives. */
bool
range_pypi(struct native_reader *r, struct str text)
{
	struct str set, one;
	bool more_sets, more;

	do {
		more_sets = native_cut_or(text, &set, &text);
		if (str_trim(set).n == 0 && !native_add(r, VERS_ALL, S("")))
			return false;
		more = str_trim(set).n > 0;
		while (more) {
			more = str_cut(set, ',', &one, &set);
			if (str_trim(one).n > 0 &&
			    !read_specifier(r, str_trim(one)))
				return false;
		}
		r->group++;
	} while (more_sets);
	return true;
}
