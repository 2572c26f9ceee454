#include "version/order_text.h"

size_t
order_letters(struct str s)
{
	size_t n = 0;

	while (n < s.n && order_is_letter(s.p[n]))
		n++;
	return n;
}

bool
order_is_zero(struct str digits)
{
	for (size_t i = 0; i < digits.n; i++) {
		if (digits.p[i] != '0')
			return false;
	}
	return true;
}

int
order_text_nocase(struct str x, struct str y)
{
	for (size_t i = 0; i < x.n && i < y.n; i++) {
		unsigned char a = (unsigned char)order_lower(x.p[i]);
		unsigned char b = (unsigned char)order_lower(y.p[i]);

		if (a != b)
			return a < b ? -1 : 1;
	}
	return (x.n > y.n) - (x.n < y.n);
}

static int
compare_identifiers(struct str x, struct str y,
    int (*words)(struct str x, struct str y))
{
	bool x_is_number = x.n > 0 && order_digits(x) == x.n;
	bool y_is_number = y.n > 0 && order_digits(y) == y.n;

	if (x_is_number && y_is_number)
		return order_numbers(x, y);
	if (x_is_number != y_is_number)
		return x_is_number ? -1 : 1;
	return words(x, y);
}

int
order_text_dotted(struct str x, struct str y,
    int (*words)(struct str x, struct str y))
{
	struct str a, b;
	bool more_x, more_y;
	int cmp;

	do {
		more_x = str_cut(x, '.', &a, &x);
		more_y = str_cut(y, '.', &b, &y);
		cmp = compare_identifiers(a, b, words);
	} while (cmp == 0 && more_x && more_y);
	if (cmp != 0)
		return cmp;
	return (int)more_x - (int)more_y;
}

static bool
next_integer(struct str *s, struct str *out)
{
	while (s->n > 0 && !order_is_digit(s->p[0]))
		*s = order_skip(*s, 1);
	*out = order_take(s, order_digits(*s));
	return out->n > 0;
}

int
order_text_integers(struct str x, struct str y)
{
	struct str a, b;
	bool has_x, has_y;
	int cmp = 0;

	do {
		has_x = next_integer(&x, &a);
		has_y = next_integer(&y, &b);
		if (!has_x || !has_y)
			return (int)has_x - (int)has_y;
		cmp = order_numbers(a, b);
	} while (cmp == 0);
	return cmp;
}

bool
order_text_is_integers(struct str s, struct str separators)
{
	for (;;) {
		size_t n = order_digits(s);

		if (n == 0)
			return false;
		s = order_skip(s, n);
		if (s.n == 0)
			return true;
		if (str_find_byte(separators, s.p[0], 0) == SIZE_MAX)
			return false;
		s = order_skip(s, 1);
	}
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static struct str
trim(struct str s)
{
	while (s.n > 0 && is_blank(s.p[0]))
		s = order_skip(s, 1);
	while (s.n > 0 && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

void
order_text_trim(struct str *x, struct str *y)
{
	*x = trim(*x);
	*y = trim(*y);
}
