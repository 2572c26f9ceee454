#include "version/native_impl.h"
#include "version/order_text.h"

/*
 * node-semver, "Ranges"; and what Cargo ("Specifying dependencies") and Hex
 * (Elixir's Version) have like it.
 */

#define NUMBERS		3

/* "<2.0.0-0" of node-semver: not 2.0.0, nor its pre-releases. */
static bool
add_short_of(struct native_reader *r, struct str version)
{
	if (!native_add(r, VERS_LT, version))
		return false;
	r->out->parts[r->out->n - 1].is_release = true;
	return true;
}

/* Everything below index + 1: short of 2.0.0 for "~1" and index 0. */
static bool
add_below(struct native_reader *r, const struct native_partial *p,
    size_t index)
{
	return add_short_of(r, native_above(r->a, p, index, NUMBERS, S("")));
}

static bool
add_from(struct native_reader *r, const struct native_partial *p)
{
	return native_add(r, VERS_GE, native_full(r->a, p, NUMBERS));
}

/* "1.2.x", "1.2": from there to below what is one more. */
static bool
add_series(struct native_reader *r, struct native_partial *p)
{
	if (p->n == 0)
		return native_add(r, VERS_ALL, S(""));
	if (p->n >= NUMBERS)
		return native_add(r, VERS_EQ, native_full(r->a, p, p->n));
	p->suffix = S("");
	return add_from(r, p) && add_below(r, p, p->n - 1);
}

static bool
add_tilde(struct native_reader *r, struct native_partial *p)
{
	if (p->n == 0)
		return native_add(r, VERS_ALL, S(""));
	return add_from(r, p) && add_below(r, p, p->n == 1 ? 0 : 1);
}

static bool
add_caret(struct native_reader *r, struct native_partial *p)
{
	size_t index = native_caret(p);

	if (p->n == 0)
		return native_add(r, VERS_ALL, S(""));
	if (index >= NUMBERS)
		index = NUMBERS - 1;
	return add_from(r, p) && add_below(r, p, index);
}

/* No version is below or above every version. */
static bool
add_nothing(struct native_reader *r)
{
	return native_add(r, VERS_LT, S("0.0.0-0"));
}

static bool
add_compared(struct native_reader *r, enum vers_op op,
    struct native_partial *p)
{
	bool is_full = p->n >= NUMBERS;

	if (op == VERS_EQ)
		return add_series(r, p);
	if (op == VERS_NE)
		return native_add(r, VERS_NE, native_full(r->a, p, NUMBERS));
	if (p->n == 0)
		return op == VERS_LT || op == VERS_GT ?
		    add_nothing(r) :
		    native_add(r, VERS_ALL, S(""));
	if (is_full || op == VERS_GE)
		return native_add(r, op, native_full(r->a, p, NUMBERS));
	p->suffix = S("");
	if (op == VERS_LT)
		return add_short_of(r, native_full(r->a, p, NUMBERS));
	if (op == VERS_LE)
		return add_below(r, p, p->n - 1);
	return native_add(r, VERS_GE,
	    native_above(r->a, p, p->n - 1, NUMBERS, S("")));
}

enum sign {
	SIGN_NONE,
	SIGN_TILDE,
	SIGN_CARET,
};

static enum sign
take_sign(struct str *s)
{
	char c = order_at(*s, 0);

	if (c != '~' && c != '^')
		return SIGN_NONE;
	*s = order_skip(*s, 1);
	if (c == '~' && order_at(*s, 0) == '>')
		*s = order_skip(*s, 1);
	*s = native_skip_blanks(*s);
	return c == '~' ? SIGN_TILDE : SIGN_CARET;
}

static bool
read_partial(struct native_reader *r, struct str word,
    struct native_partial *out)
{
	if (!native_read_partial(word, out))
		return native_refuse(r,
		    "it has a version that does not begin with a number");
	if (out->n > NUMBERS)
		return native_refuse(r,
		    "it has a version of more than three numbers");
	/* "1.2-beta" is 1.2.x: a pre-release has all numbers. */
	if (out->n < NUMBERS)
		out->suffix = S("");
	return true;
}

static bool
read_one(struct native_reader *r, struct str *s, enum sign bare)
{
	enum vers_op op = VERS_EQ;
	enum sign sign = take_sign(s);
	bool has_op = sign == SIGN_NONE && native_take_op(s, &op);
	struct native_partial p;
	struct str word;

	/* "~=1.2" is "~1.2". */
	if (sign != SIGN_NONE && order_at(*s, 0) == '=')
		*s = native_skip_blanks(order_skip(*s, 1));
	word = native_take_word(s, S(",<>~^|"));
	if (!read_partial(r, word, &p))
		return false;
	if (sign == SIGN_NONE && !has_op && !p.has_wildcard)
		sign = bare;
	if (sign == SIGN_TILDE)
		return add_tilde(r, &p);
	if (sign == SIGN_CARET)
		return add_caret(r, &p);
	return add_compared(r, op, &p);
}

/* "1.2 - 2": from the first to the whole of the second. */
static bool
read_hyphen(struct native_reader *r, struct str low, struct str high)
{
	struct native_partial p, q;

	if (!read_partial(r, str_trim(low), &p) ||
	    !read_partial(r, str_trim(high), &q))
		return false;
	return add_compared(r, VERS_GE, &p) && add_compared(r, VERS_LE, &q);
}

static bool
read_set(struct native_reader *r, struct str s, enum sign bare)
{
	size_t hyphen;

	s = str_trim(s);
	hyphen = str_find(s, S(" - "), 0);
	if (hyphen != SIZE_MAX)
		return read_hyphen(r, str_sub(s, 0, hyphen),
		    str_from(s, hyphen + 3));
	if (s.n == 0)
		return native_add(r, VERS_ALL, S(""));
	while (s.n > 0) {
		if (!read_one(r, &s, bare))
			return false;
		if (order_at(s, 0) == ',')
			s = native_skip_blanks(order_skip(s, 1));
	}
	return true;
}

static bool
read_sets(struct native_reader *r, struct str text, enum sign bare)
{
	struct str set;
	bool more;

	r->out->has_pre_rule = true;
	do {
		more = native_cut_or(text, &set, &text);
		if (!read_set(r, set, bare))
			return false;
		r->group++;
	} while (more);
	return true;
}

bool
range_npm(struct native_reader *r, struct str text)
{
	return read_sets(r, text, SIGN_NONE);
}

/* Cargo: "1.2" is "^1.2". */
bool
range_cargo(struct native_reader *r, struct str text)
{
	return read_sets(r, text, SIGN_CARET);
}

/* ---- Hex --------------------------------------------------------------- */

/* "~> 2.1" is below 3.0, "~> 2.1.3" below 2.2. */
static bool
read_hex_one(struct native_reader *r, struct str s)
{
	bool is_pessimistic = str_starts(s, S("~>"));
	struct native_partial p;
	enum vers_op op = VERS_EQ;

	if (is_pessimistic)
		s = native_skip_blanks(order_skip(s, 2));
	else
		(void)native_take_op(&s, &op);
	if (!read_partial(r, str_trim(s), &p))
		return false;
	if (!is_pessimistic)
		return native_add(r, op, native_full(r->a, &p, NUMBERS));
	return add_from(r, &p) && add_below(r, &p, p.n > 2 ? 1 : 0);
}

/* Cut at a word between blanks. */
static bool
cut_word(struct str s, struct str word, struct str *head, struct str *rest)
{
	size_t at = str_find(s, word, 0);

	*head = at == SIZE_MAX ? s : str_sub(s, 0, at);
	*rest = at == SIZE_MAX ? S("") : str_from(s, at + word.n);
	return at != SIZE_MAX;
}

bool
range_hex(struct native_reader *r, struct str text)
{
	struct str set, one;
	bool more_sets, more;

	if (str_find(text, S("||"), 0) != SIZE_MAX ||
	    str_find_byte(text, ',', 0) != SIZE_MAX)
		return range_npm(r, text);
	r->out->has_pre_rule = true;
	do {
		more_sets = cut_word(text, S(" or "), &set, &text);
		do {
			more = cut_word(set, S(" and "), &one, &set);
			if (!read_hex_one(r, str_trim(one)))
				return false;
		} while (more);
		r->group++;
	} while (more_sets);
	return true;
}
