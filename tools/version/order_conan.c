#include "version/order.h"
#include "version/order_text.h"

/*
 * Conan 2: items between dots, numbers by value, else by text; zeros at the
 * end count for nothing; "-pre" below, "+build" above, each ordered alike.
 */

struct conan {
	struct str items;
	struct str pre;
	struct str build;
	bool has_pre, has_build;
};

/* Cut off from the last sep on. */
static bool
cut_last(struct str *s, char sep, struct str *tail)
{
	for (size_t i = s->n; i > 0; i--) {
		if (s->p[i - 1] != sep)
			continue;
		*tail = order_skip(*s, i);
		s->n = i - 1;
		return true;
	}
	return false;
}

static struct conan
read_conan(struct str s)
{
	struct conan out = { .items = s };

	out.has_build = cut_last(&out.items, '+', &out.build);
	out.has_pre = cut_last(&out.items, '-', &out.pre);
	return out;
}

static bool
is_number(struct str s)
{
	return s.n > 0 && order_digits(s) == s.n;
}

/* Without the zeros at the end. */
static struct str
without_zeros(struct str s)
{
	for (;;) {
		size_t i = s.n;

		while (i > 0 && s.p[i - 1] == '0')
			i--;
		if (i == s.n || (i > 0 && s.p[i - 1] != '.'))
			return s;
		s.n = i > 0 ? i - 1 : 0;
	}
}

static int
compare_items(struct str x, struct str y)
{
	x = without_zeros(x);
	y = without_zeros(y);
	while (x.n > 0 && y.n > 0) {
		struct str a, b;
		int cmp;

		(void)str_cut(x, '.', &a, &x);
		(void)str_cut(y, '.', &b, &y);
		cmp = is_number(a) && is_number(b) ? order_numbers(a, b) :
						     order_bytes(a, b);
		if (cmp != 0)
			return cmp;
	}
	return (int)(x.n > 0) - (int)(y.n > 0);
}

bool
order_conan(struct str x, struct str y, int *cmp)
{
	struct conan a, b;

	order_text_trim(&x, &y);
	if (x.n == 0 || y.n == 0)
		return false;
	a = read_conan(x);
	b = read_conan(y);
	*cmp = compare_items(a.items, b.items);
	if (*cmp == 0)
		*cmp = (int)b.has_pre - (int)a.has_pre;
	if (*cmp == 0)
		*cmp = compare_items(a.pre, b.pre);
	if (*cmp == 0)
		*cmp = (int)a.has_build - (int)b.has_build;
	if (*cmp == 0)
		*cmp = compare_items(a.build, b.build);
	return true;
}
