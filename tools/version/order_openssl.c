#include "version/order.h"
#include "version/order_text.h"

/*
 * OpenSSL: until 1.1.1 letters behind the third number count the fixes
 * (1.0.2 < 1.0.2k < 1.0.2za); pre-releases have a '-'.  From 3.0 on SemVer.
 */

struct openssl {
	struct str numbers;
	struct str letters;
	struct str pre;
	bool has_pre;
};

static bool
read_openssl(struct str s, struct openssl *out)
{
	size_t n = 0;

	*out = (struct openssl){ .has_pre = false };
	if (str_starts(s, S("openssl-")))
		s = order_skip(s, 8);
	while (n < s.n && (order_is_digit(s.p[n]) || s.p[n] == '.'))
		n++;
	out->numbers = order_take(&s, n);
	out->letters = order_take(&s, order_letters(s));
	out->has_pre = s.n > 0 && s.p[0] == '-';
	if (out->has_pre)
		out->pre = order_skip(s, 1);
	return order_text_is_integers(out->numbers, S(".")) &&
	    (s.n == 0 || s.p[0] == '-' || s.p[0] == '+');
}

/* "pre9" below "pre10", "fips" as any word. */
static int
compare_pre(struct str x, struct str y)
{
	struct str a = order_take(&x, order_letters(x));
	struct str b = order_take(&y, order_letters(y));
	int cmp = order_text_nocase(a, b);

	if (cmp == 0)
		cmp = order_numbers(order_take(&x, order_digits(x)),
		    order_take(&y, order_digits(y)));
	return cmp != 0 ? cmp : order_bytes(x, y);
}

bool
order_openssl(struct str x, struct str y, int *cmp)
{
	struct openssl a, b;

	order_text_trim(&x, &y);
	if (!read_openssl(x, &a) || !read_openssl(y, &b) ||
	    !order_semver(a.numbers, b.numbers, cmp))
		return false;
	if (*cmp == 0)
		*cmp = order_text_nocase(a.letters, b.letters);
	if (*cmp == 0)
		*cmp = (int)b.has_pre - (int)a.has_pre;
	if (*cmp == 0)
		*cmp = compare_pre(a.pre, b.pre);
	return true;
}
