#include "version/order.h"
#include "version/order_text.h"

/* rpm: [epoch:]version[-release], each compared by segments. */

struct evr {
	struct str epoch;
	struct str version;
	struct str release;
	bool has_release;
};

static bool
is_segment_byte(char c)
{
	return order_is_digit(c) || order_is_letter(c);
}

static struct evr
read_evr(struct str s)
{
	size_t digits = order_digits(s);
	struct evr out = { .has_release = false };

	if (order_at(s, digits) == ':') {
		out.epoch = order_take(&s, digits);
		s = order_skip(s, 1);
	}
	out.version = s;
	for (size_t i = s.n; i > 0; i--) {
		if (s.p[i - 1] != '-')
			continue;
		out.version.n = i - 1;
		out.release = order_skip(s, i);
		out.has_release = true;
		break;
	}
	return out;
}

/* ---- rpm -------------------------------------------------------------- */

static struct str
skip_separators(struct str s)
{
	while (s.n > 0 && !is_segment_byte(s.p[0]) && s.p[0] != '~' &&
	    s.p[0] != '^')
		s = order_skip(s, 1);
	return s;
}

/*
 * '~' stands below the end, '^' above the end and below all else.  Whether one
 * of them decides (*cmp) or was skipped on both sides.
 */
static bool
take_sign(struct str *x, struct str *y, bool *decides, int *cmp)
{
	char a = order_at(*x, 0), b = order_at(*y, 0);

	*decides = false;
	if (a != '~' && b != '~' && a != '^' && b != '^')
		return false;
	if (a == b) {
		*x = order_skip(*x, 1);
		*y = order_skip(*y, 1);
		return true;
	}
	*decides = true;
	if (a == '~' || b == '~')
		*cmp = a == '~' ? -1 : 1;
	else if (a == '^')
		*cmp = y->n == 0 ? 1 : -1;
	else
		*cmp = x->n == 0 ? -1 : 1;
	return true;
}

/* Both begin with a segment. */
static int
compare_segments(struct str *x, struct str *y)
{
	struct str a, b;

	if (order_is_digit(x->p[0]) != order_is_digit(y->p[0]))
		return order_is_digit(x->p[0]) ? 1 : -1;
	if (order_is_digit(x->p[0])) {
		a = order_take(x, order_digits(*x));
		b = order_take(y, order_digits(*y));
		return order_numbers(a, b);
	}
	a = order_take(x, order_letters(*x));
	b = order_take(y, order_letters(*y));
	return order_bytes(a, b);
}

static int
compare_rpm(struct str x, struct str y)
{
	for (;;) {
		bool decides;
		int cmp;

		x = skip_separators(x);
		y = skip_separators(y);
		if (take_sign(&x, &y, &decides, &cmp)) {
			if (decides)
				return cmp;
			continue;
		}
		if (x.n == 0 || y.n == 0)
			return (int)(x.n > 0) - (int)(y.n > 0);
		cmp = compare_segments(&x, &y);
		if (cmp != 0)
			return cmp;
	}
}

bool
order_rpm(struct str x, struct str y, int *cmp)
{
	struct evr a, b;

	order_text_trim(&x, &y);
	if (x.n == 0 || y.n == 0)
		return false;
	a = read_evr(x);
	b = read_evr(y);
	*cmp = order_numbers(a.epoch, b.epoch);
	if (*cmp == 0)
		*cmp = compare_rpm(a.version, b.version);
	if (*cmp != 0)
		return true;
	if (a.has_release && b.has_release)
		*cmp = compare_rpm(a.release, b.release);
	else
		*cmp = (int)a.has_release - (int)b.has_release;
	return true;
}

/* ---- alpm ------------------------------------------------------------- */

static size_t
separators(struct str s)
{
	size_t n = 0;

	while (n < s.n && !is_segment_byte(s.p[n]))
		n++;
	return n;
}

/* What is left of one side decides: letters stand below the end. */
static int
compare_rest(struct str x, struct str y)
{
	if (x.n == 0 && y.n == 0)
		return 0;
	if ((x.n == 0 && !order_is_letter(order_at(y, 0))) ||
	    order_is_letter(order_at(x, 0)))
		return -1;
	return 1;
}

/* vercmp(8): as rpm, but more separators stand above fewer. */
static int
compare_alpm(struct str x, struct str y)
{
	while (x.n > 0 && y.n > 0) {
		size_t n = separators(x), m = separators(y);
		int cmp;

		x = order_skip(x, n);
		y = order_skip(y, m);
		if (x.n == 0 || y.n == 0)
			break;
		if (n != m)
			return n < m ? -1 : 1;
		cmp = compare_segments(&x, &y);
		if (cmp != 0)
			return cmp;
	}
	return compare_rest(x, y);
}

bool
order_alpm(struct str x, struct str y, int *cmp)
{
	struct evr a, b;

	order_text_trim(&x, &y);
	if (x.n == 0 || y.n == 0)
		return false;
	a = read_evr(x);
	b = read_evr(y);
	*cmp = order_numbers(a.epoch, b.epoch);
	if (*cmp == 0)
		*cmp = compare_alpm(a.version, b.version);
	if (*cmp == 0 && a.has_release && b.has_release)
		*cmp = compare_alpm(a.release, b.release);
	return true;
}
