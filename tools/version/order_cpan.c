#include "version/order.h"
#include "version/order_text.h"

/*
 * Perl's version.pm.  Dotted versions (a 'v' before, or two dots) are lists of
 * numbers; others are decimals, of which each three digits make a number:
 * 1.002003 = v1.2.3.  A '_' only marks trials.
 */

#define GROUP	3	/* digits of a decimal that make a number */

struct state {
	struct str rest;
	bool is_decimal;
	bool is_fraction;	/* of a decimal, behind its point */
};

static bool
start(struct str s, struct state *out)
{
	bool has_v = s.n > 1 && (s.p[0] == 'v' || s.p[0] == 'V');
	size_t dots = 0;

	if (has_v)
		s = order_skip(s, 1);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '.')
			dots++;
		else if (!order_is_digit(s.p[i]) && s.p[i] != '_')
			return false;
	}
	*out = (struct state){ .rest = s, .is_decimal = !has_v && dots < 2 };
	return order_digits(s) > 0;
}

/* The next number; *digits is where it is put together. */
static struct str
next(struct state *s, char digits[GROUP])
{
	size_t n = 0;

	if (!s->is_fraction) {
		struct str number = order_take(&s->rest,
		    order_digits(s->rest));

		while (s->rest.n > 0 && !order_is_digit(s->rest.p[0]))
			s->rest = order_skip(s->rest, 1);
		s->is_fraction = s->is_decimal;
		return number;
	}
	while (s->rest.n > 0 && n < GROUP) {
		char c = order_take(&s->rest, 1).p[0];

		if (c != '_')
			digits[n++] = c;
	}
	if (n == 0)
		return (struct str){ NULL, 0 };
	while (n < GROUP)
		digits[n++] = '0';
	return (struct str){ digits, GROUP };
}

bool
order_cpan(struct str x, struct str y, int *cmp)
{
	struct state s, t;
	char a[GROUP], b[GROUP];

	order_text_trim(&x, &y);
	if (!start(x, &s) || !start(y, &t))
		return false;
	do {
		*cmp = order_numbers(next(&s, a), next(&t, b));
	} while (*cmp == 0 && (s.rest.n > 0 || t.rest.n > 0));
	return true;
}
