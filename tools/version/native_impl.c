#include "version/native_impl.h"

#include "base/arena.h"
#include "base/limits.h"
#include "version/order_text.h"

bool
native_refuse(struct native_reader *r, const char *why)
{
	r->why = why;
	return false;
}

static bool
add(struct native_reader *r, struct native_part part)
{
	if (r->out->n == LIMIT_RANGE_PARTS)
		return native_refuse(r,
		    "it has more comparisons than are read");
	part.group = r->group;
	r->out->parts = arena_grow(r->a, r->out->parts, r->out->n, &r->cap,
	    sizeof(*r->out->parts));
	r->out->parts[r->out->n++] = part;
	return true;
}

bool
native_add(struct native_reader *r, enum vers_op op, struct str version)
{
	return add(r, (struct native_part){ .op = op, .version = version });
}

bool
native_add_span(struct native_reader *r, enum vers_op op, struct str low,
    struct str high)
{
	return add(r,
	    (struct native_part){ .op = op, .version = low, .high = high });
}

struct str
native_skip_blanks(struct str s)
{
	while (s.n > 0 && (s.p[0] == ' ' || s.p[0] == '\t'))
		s = order_skip(s, 1);
	return s;
}

bool
native_take_op(struct str *s, enum vers_op *op)
{
	static const struct {
		struct str text;
		enum vers_op op;
	} ops[] = {
		{ STR_INIT("==="), VERS_EQ },
		{ STR_INIT("=="), VERS_EQ },
		{ STR_INIT("!=="), VERS_NE },
		{ STR_INIT("!="), VERS_NE },
		{ STR_INIT("<>"), VERS_NE },
		{ STR_INIT("<="), VERS_LE },
		{ STR_INIT("=<"), VERS_LE },
		{ STR_INIT("<<"), VERS_LT },
		{ STR_INIT("<"), VERS_LT },
		{ STR_INIT(">="), VERS_GE },
		{ STR_INIT("=>"), VERS_GE },
		{ STR_INIT(">>"), VERS_GT },
		{ STR_INIT(">"), VERS_GT },
		{ STR_INIT("="), VERS_EQ },
	};

	*s = native_skip_blanks(*s);
	for (size_t i = 0; i < ARRAY_LEN(ops); i++) {
		if (!str_starts(*s, ops[i].text))
			continue;
		*op = ops[i].op;
		*s = native_skip_blanks(order_skip(*s, ops[i].text.n));
		return true;
	}
	return false;
}

struct str
native_take_word(struct str *s, struct str stops)
{
	struct str word;
	size_t n = 0;

	while (n < s->n && s->p[n] != ' ' && s->p[n] != '\t' &&
	    str_find_byte(stops, s->p[n], 0) == SIZE_MAX)
		n++;
	word = order_take(s, n);
	*s = native_skip_blanks(*s);
	return word;
}

bool
native_cut_or(struct str s, struct str *head, struct str *rest)
{
	bool more = str_cut(s, '|', head, rest);

	if (order_at(*rest, 0) == '|')
		*rest = order_skip(*rest, 1);
	return more;
}

/* ---- incomplete versions ----------------------------------------------- */

static bool
is_wildcard(char c)
{
	return c == 'x' || c == 'X' || c == '*';
}

static bool
ends_number(struct str s)
{
	char c = order_at(s, 0);

	return s.n == 0 || c == '.' || c == '-' || c == '+' || c == '_' ||
	    c == '@';
}

bool
native_read_partial(struct str s, struct native_partial *out)
{
	*out = (struct native_partial){ .n = 0 };
	while (s.n > 0 && (s.p[0] == 'v' || s.p[0] == 'V' || s.p[0] == '='))
		s = order_skip(s, 1);
	out->text = s;
	for (;;) {
		size_t n = order_digits(s);

		if (n == 0 &&
		    (!is_wildcard(order_at(s, 0)) ||
			!ends_number(order_skip(s, 1))))
			return false;
		if (n == 0) {
			out->has_wildcard = true;
			s = order_skip(s, 1);
		} else if (out->has_wildcard || out->n == NATIVE_NUMBERS) {
			s = order_skip(s, n);
		} else {
			out->number[out->n++] = order_take(&s, n);
		}
		if (order_at(s, 0) != '.' ||
		    (!order_is_digit(order_at(s, 1)) &&
			!is_wildcard(order_at(s, 1))))
			break;
		s = order_skip(s, 1);
	}
	out->suffix = s;
	return true;
}

static struct str
without_zeros(struct str s)
{
	while (s.n > 1 && s.p[0] == '0')
		s = order_skip(s, 1);
	return s;
}

struct str
native_full(struct arena *a, const struct native_partial *p, size_t count)
{
	struct str out = S("");

	for (size_t i = 0; i < count; i++)
		out = str_fmt(a, "%.*s%s%.*s", STR_ARG(out), i > 0 ? "." : "",
		    STR_ARG(i < p->n ? without_zeros(p->number[i]) : S("0")));
	return str_cat(a, out, p->suffix);
}

/* Digits plus one. */
static struct str
plus_one(struct arena *a, struct str digits)
{
	char *p = arena_bytes(a, digits.n + 1);
	size_t i = digits.n;
	bool carries = true;

	p[0] = '0';
	for (; i > 0; i--) {
		char c = digits.p[i - 1];

		if (carries)
			c = c == '9' ? '0' : (char)(c + 1);
		carries = carries && c == '0';
		p[i] = c;
	}
	if (carries)
		p[0] = '1';
	return without_zeros((struct str){ p, digits.n + 1 });
}

struct str
native_above(struct arena *a, const struct native_partial *p, size_t index,
    size_t count, struct str suffix)
{
	struct str out = S("");

	for (size_t i = 0; i < count || i <= index; i++) {
		struct str number = i < index && i < p->n ? p->number[i] :
							    S("0");

		if (i == index)
			number = plus_one(a, i < p->n ? p->number[i] : S("0"));
		out = str_fmt(a, "%.*s%s%.*s", STR_ARG(out), i > 0 ? "." : "",
		    STR_ARG(without_zeros(number)));
	}
	return str_cat(a, out, suffix);
}

size_t
native_caret(const struct native_partial *p)
{
	for (size_t i = 0; i < p->n; i++) {
		if (!order_is_zero(p->number[i]))
			return i;
	}
	return p->n > 0 ? p->n - 1 : 0;
}
