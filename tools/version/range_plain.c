#include "version/native_impl.h"
#include "version/order_text.h"

/*
 * Comparisons with ',' or a blank between them that hold together, '|' or
 * "||" between alternatives: rpm, apk, pacman, advisories of many kinds.  And
 * what Debian, RubyGems, Hackage and OpenSSL's notices have like it.
 */

#define STOPS	S(",<>|&()")

/* The next comparison; a version without operator is that version. */
static bool
read_compared(struct native_reader *r, struct str *s)
{
	enum vers_op op = VERS_EQ;
	bool has_op = native_take_op(s, &op);
	struct str version = native_take_word(s, STOPS);

	if (version.n == 0)
		return native_refuse(r,
		    has_op ? "a comparison has no version" :
			     "a version is missing");
	if (!has_op && str_eq(version, S("*")))
		return native_add(r, VERS_ALL, S(""));
	return native_add(r, op, version);
}

static struct str
skip_and(struct str s)
{
	s = native_skip_blanks(s);
	while (s.n > 0 && (s.p[0] == ',' || s.p[0] == '&'))
		s = native_skip_blanks(order_skip(s, 1));
	return s;
}

static bool
read_all(struct native_reader *r, struct str text,
    bool (*read)(struct native_reader *r, struct str *s))
{
	struct str set;
	bool more;

	do {
		more = native_cut_or(text, &set, &text);
		set = skip_and(str_trim(set));
		if (set.n == 0)
			return native_refuse(r, "a comparison is missing");
		while (set.n > 0) {
			if (!read(r, &set))
				return false;
			set = skip_and(set);
		}
		r->group++;
	} while (more);
	return true;
}

bool
range_plain(struct native_reader *r, struct str text)
{
	return read_all(r, text, read_compared);
}

/* ---- Debian ------------------------------------------------------------ */

/* "(>= 1.0)", perhaps with the name of a package before it. */
static bool
read_relation(struct native_reader *r, struct str *s)
{
	size_t open = str_find_byte(*s, '(', 0), close;
	struct str inside;

	if (open == SIZE_MAX || order_is_digit(s->p[0]) || s->p[0] == '<' ||
	    s->p[0] == '>' || s->p[0] == '=')
		return read_compared(r, s);
	close = str_find_byte(*s, ')', open);
	if (close == SIZE_MAX)
		return native_refuse(r, "a parenthesis is not closed");
	inside = str_sub(*s, open + 1, close - open - 1);
	*s = order_skip(*s, close + 1);
	if (!read_compared(r, &inside))
		return false;
	return inside.n == 0 ||
	    native_refuse(r, "a parenthesis holds more than a comparison");
}

bool
range_deb(struct native_reader *r, struct str text)
{
	return read_all(r, text, read_relation);
}

/* ---- RubyGems ---------------------------------------------------------- */

/* The version without its last number, the one before it plus one. */
static bool
read_pessimistic(struct native_reader *r, struct str *s)
{
	struct str version = native_take_word(s, STOPS);
	struct native_partial p;
	size_t index;

	if (!native_read_partial(version, &p) || p.n == 0)
		return native_refuse(r,
		    "'~>' is not followed by a version of numbers");
	index = p.n > 1 ? p.n - 2 : 0;
	if (!native_add(r, VERS_GE, version) ||
	    !native_add(r, VERS_LT,
		native_above(r->a, &p, index, index + 1, S(""))))
		return false;
	r->out->parts[r->out->n - 1].is_release = true;
	return true;
}

static bool
read_gem(struct native_reader *r, struct str *s)
{
	if (!str_starts(*s, S("~>")))
		return read_compared(r, s);
	*s = native_skip_blanks(order_skip(*s, 2));
	return read_pessimistic(r, s);
}

bool
range_gem(struct native_reader *r, struct str text)
{
	return read_all(r, text, read_gem);
}

/* ---- Hackage ----------------------------------------------------------- */

/* "==1.2.*" is that series, "^>=1.2.3" up to below 1.3. */
static bool
read_hackage(struct native_reader *r, struct str *s)
{
	bool is_caret = str_starts(*s, S("^>="));
	enum vers_op op = VERS_EQ;
	struct native_partial p;
	struct str version;
	size_t index;

	if (is_caret)
		*s = native_skip_blanks(order_skip(*s, 3));
	else if (native_take_op(s, &op) && op != VERS_EQ)
		return native_add(r, op, native_take_word(s, STOPS));
	version = native_take_word(s, STOPS);
	if (!native_read_partial(version, &p))
		return native_refuse(r, "a version is not of numbers");
	if (p.n == 0)
		return native_add(r, VERS_ALL, S(""));
	if (!is_caret && !p.has_wildcard)
		return native_add(r, VERS_EQ, version);
	index = p.has_wildcard ? p.n - 1 : 1;
	return native_add_span(r, VERS_EQ, native_full(r->a, &p, p.n),
	    native_above(r->a, &p, index, index + 1, S("")));
}

bool
range_hackage(struct native_reader *r, struct str text)
{
	return read_all(r, text, read_hackage);
}

/* ---- OpenSSL ----------------------------------------------------------- */

/* A list of versions, each of which is in the range. */
bool
range_openssl(struct native_reader *r, struct str text)
{
	struct str one;
	bool more;

	if (str_find_byte(text, '<', 0) != SIZE_MAX ||
	    str_find_byte(text, '>', 0) != SIZE_MAX)
		return range_plain(r, text);
	do {
		more = str_cut(text, ',', &one, &text);
		if (!range_plain(r, one))
			return false;
	} while (more);
	return true;
}
