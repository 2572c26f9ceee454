#include "version/native_impl.h"
#include "version/order_text.h"

#include "base/arena.h"

/* Composer, "Versions and constraints". */

#define STOPS	S(",|")

/* "-dev" stands below all of a version: upper ends leave all of it out. */
static bool
add_low(struct native_reader *r, enum vers_op op,
    const struct native_partial *p)
{
	return native_add(r, op,
	    p->suffix.n > 0 ? p->text : str_cat(r->a, p->text, S("-dev")));
}

static bool
add_between(struct native_reader *r, struct native_partial *p, size_t index)
{
	if (p->has_wildcard)
		p->text = native_full(r->a, p, p->n);
	return add_low(r, VERS_GE, p) &&
	    native_add(r, VERS_LT,
		native_above(r->a, p, index, index + 1, S("-dev")));
}

static bool
read_constraint(struct native_reader *r, struct str *s)
{
	char sign = order_at(*s, 0);
	enum vers_op op = VERS_EQ;
	struct native_partial p;
	struct str word, stability;

	if (sign == '~' || sign == '^')
		*s = native_skip_blanks(order_skip(*s, 1));
	else
		(void)native_take_op(s, &op);
	word = native_take_word(s, STOPS);
	/* "1.0@beta": the least stability says nothing of the version. */
	(void)str_cut(word, '@', &word, &stability);
	if (word.n == 0)
		return native_refuse(r, "a constraint has no version");
	if (!native_read_partial(word, &p))
		return native_add(r, op, word);
	if (p.n == 0)
		return native_add(r, VERS_ALL, S(""));
	if (sign == '^')
		return add_between(r, &p, native_caret(&p));
	if (sign == '~')
		return add_between(r, &p, p.n > 1 ? p.n - 2 : 0);
	if (p.has_wildcard && op == VERS_EQ)
		return add_between(r, &p, p.n - 1);
	if (op == VERS_LT || op == VERS_GE)
		return add_low(r, op, &p);
	return native_add(r, op, p.text);
}

/* "1.0 - 2.0": the second whole when it is incomplete. */
static bool
read_hyphen(struct native_reader *r, struct str low, struct str high)
{
	struct native_partial p, q;

	if (!native_read_partial(str_trim(low), &p) ||
	    !native_read_partial(str_trim(high), &q) || p.n == 0 || q.n == 0)
		return native_refuse(r, "a hyphen is not between versions");
	if (!add_low(r, VERS_GE, &p))
		return false;
	if (q.n >= 3 || q.suffix.n > 0)
		return native_add(r, VERS_LE, q.text);
	return native_add(r, VERS_LT,
	    native_above(r->a, &q, q.n - 1, q.n, S("-dev")));
}

static bool
read_set(struct native_reader *r, struct str s)
{
	size_t hyphen = str_find(s, S(" - "), 0);

	if (hyphen != SIZE_MAX)
		return read_hyphen(r, str_sub(s, 0, hyphen),
		    str_from(s, hyphen + 3));
	s = str_trim(s);
	if (s.n == 0)
		return native_refuse(r, "a constraint is missing");
	while (s.n > 0) {
		if (!read_constraint(r, &s))
			return false;
		while (s.n > 0 && s.p[0] == ',')
			s = native_skip_blanks(order_skip(s, 1));
	}
	return true;
}

bool
range_composer(struct native_reader *r, struct str text)
{
	struct str set;
	bool more;

	do {
		more = native_cut_or(text, &set, &text);
		if (!read_set(r, set))
			return false;
		r->group++;
	} while (more);
	return true;
}
