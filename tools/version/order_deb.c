#include "version/order.h"
#include "version/order_text.h"

/* deb-version(7): [epoch:]upstream[-revision]. */

struct deb {
	struct str epoch;
	struct str upstream;
	struct str revision;	/* empty stands for 0 */
};

static bool
read_deb(struct str s, struct deb *out)
{
	struct str rest;

	*out = (struct deb){ .epoch = { NULL, 0 } };
	if (str_cut(s, ':', &out->epoch, &rest)) {
		if (order_digits(out->epoch) != out->epoch.n)
			return false;
	} else {
		out->epoch.n = 0;
		rest = s;
	}
	out->upstream = rest;
	for (size_t i = rest.n; i > 0; i--) {
		if (rest.p[i - 1] != '-')
			continue;
		out->upstream.n = i - 1;
		out->revision = order_skip(rest, i);
		break;
	}
	return out->upstream.n > 0;
}

/* '~' before the end, the end before letters, letters before the rest. */
static int
rank(struct str s)
{
	char c = order_at(s, 0);

	if (s.n == 0 || order_is_digit(c))
		return 0;
	if (c == '~')
		return -1;
	return order_is_letter(c) ? (unsigned char)c : (unsigned char)c + 256;
}

/* Text and numbers by turns. */
static int
compare_parts(struct str x, struct str y)
{
	while (x.n > 0 || y.n > 0) {
		struct str a, b;
		int cmp;

		while ((x.n > 0 && !order_is_digit(x.p[0])) ||
		    (y.n > 0 && !order_is_digit(y.p[0]))) {
			cmp = rank(x) - rank(y);
			if (cmp != 0)
				return order_sign(cmp);
			x = order_skip(x, x.n > 0 ? 1 : 0);
			y = order_skip(y, y.n > 0 ? 1 : 0);
		}
		a = order_take(&x, order_digits(x));
		b = order_take(&y, order_digits(y));
		cmp = order_numbers(a, b);
		if (cmp != 0)
			return cmp;
	}
	return 0;
}

bool
order_deb(struct str x, struct str y, int *cmp)
{
	struct deb a, b;

	order_text_trim(&x, &y);
	if (!read_deb(x, &a) || !read_deb(y, &b))
		return false;
	*cmp = order_numbers(a.epoch, b.epoch);
	if (*cmp == 0)
		*cmp = compare_parts(a.upstream, b.upstream);
	if (*cmp == 0)
		*cmp = compare_parts(a.revision, b.revision);
	return true;
}

/* opam: the same order of text and numbers, without epoch and revision. */
bool
order_opam(struct str x, struct str y, int *cmp)
{
	order_text_trim(&x, &y);
	if (x.n == 0 || y.n == 0)
		return false;
	*cmp = compare_parts(x, y);
	return true;
}
