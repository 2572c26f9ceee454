#include "version/order.h"
#include "version/order_text.h"

/* Numbers between dots, up to anything else. */
static struct str
numbers(struct str s)
{
	size_t n = 0;

	while (n < s.n && (order_is_digit(s.p[n]) || s.p[n] == '.'))
		n++;
	return (struct str){ s.p, n };
}

bool
order_intdot(struct str x, struct str y, int *cmp)
{
	struct str a, b;
	bool has_both = order_digits(x) > 0 && order_digits(y) > 0;

	x = numbers(x);
	y = numbers(y);
	*cmp = 0;
	while (*cmp == 0 && (x.n > 0 || y.n > 0)) {
		(void)str_cut(x, '.', &a, &x);
		(void)str_cut(y, '.', &b, &y);
		*cmp = order_numbers(a, b);
	}
	return has_both;
}

/* R's package_version: whole numbers with '.' or '-', fewer come first. */
bool
order_cran(struct str x, struct str y, int *cmp)
{
	order_text_trim(&x, &y);
	if (!order_text_is_integers(x, S(".-")) ||
	    !order_text_is_integers(y, S(".-")))
		return false;
	*cmp = order_text_integers(x, y);
	return true;
}

/* Haskell's Version: whole numbers, fewer come first. */
bool
order_hackage(struct str x, struct str y, int *cmp)
{
	order_text_trim(&x, &y);
	if (!order_text_is_integers(x, S(".")) ||
	    !order_text_is_integers(y, S(".")))
		return false;
	*cmp = order_text_integers(x, y);
	return true;
}

bool
order_lexicographic(struct str x, struct str y, int *cmp)
{
	*cmp = order_bytes(x, y);
	return true;
}
