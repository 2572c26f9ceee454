#include "version/native_impl.h"
#include "version/order_text.h"

/*
 * Conan 2, "Version ranges": pre-releases are out unless the range says
 * otherwise.  Upper ends of '~' and '^' have a '-', below all pre-releases.
 */

static bool
add_sign(struct native_reader *r, char sign, struct str version)
{
	struct native_partial p;
	size_t index;

	if (!native_read_partial(version, &p) || p.n == 0)
		return native_refuse(r,
		    "'~' or '^' is not followed by a version of numbers");
	index = p.n > 1 ? 1 : 0;
	if (sign == '^')
		index = native_caret(&p);
	return native_add(r, VERS_GE, version) &&
	    native_add(r, VERS_LT,
		native_above(r->a, &p, index, index + 1, S("-")));
}

static bool
read_condition(struct native_reader *r, struct str s)
{
	char sign = order_at(s, 0);
	enum vers_op op = VERS_EQ;

	/* Pre-releases are in. */
	if (str_ends(s, S("-")))
		s.n--;
	if (s.n == 0 || str_eq(s, S("*")))
		return native_add(r, VERS_GE, S("0.0.0"));
	if (sign == '~' || sign == '^')
		return add_sign(r, sign, order_skip(s, 1));
	(void)native_take_op(&s, &op);
	if (s.n == 0)
		return native_refuse(r, "a comparison has no version");
	return native_add(r, op, s);
}

bool
range_conan(struct native_reader *r, struct str text)
{
	struct str set, options;
	bool more;

	text = str_trim(text);
	if (str_starts(text, S("[")) && str_ends(text, S("]")))
		text = str_sub(text, 1, text.n - 2);
	(void)str_cut(text, ',', &text, &options);
	do {
		more = native_cut_or(text, &set, &text);
		set = native_skip_blanks(set);
		if (set.n == 0 && !read_condition(r, set))
			return false;
		while (set.n > 0) {
			struct str word = native_take_word(&set, S(""));

			if (!read_condition(r, word))
				return false;
		}
		r->group++;
	} while (more);
	return true;
}
