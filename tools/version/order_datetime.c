#include "base/time.h"
#include "version/order.h"
#include "version/order_text.h"

/* A second with a fraction of twenty digits and an offset has 46. */
#define DATETIME_BYTES_MAX	64

/* The digits of a fraction of a second, without zeros at the end. */
static struct str
fraction(struct str s)
{
	size_t dot = str_find_byte(s, '.', 0);
	struct str digits;

	if (dot == SIZE_MAX)
		return S("");
	digits = str_from(s, dot + 1);
	digits = str_sub(digits, 0, order_digits(digits));
	while (digits.n > 0 && digits.p[digits.n - 1] == '0')
		digits.n--;
	return digits;
}

/*
 * A leap second is the second 59 with *leap set: base/time refuses it, vers
 * must not.
 */
static bool
parse_second(struct str s, struct instant *out, bool *leap)
{
	char text[DATETIME_BYTES_MAX];

	*leap = s.n > 19 && s.n <= sizeof(text) && s.p[16] == ':' &&
	    s.p[17] == '6' && s.p[18] == '0';
	if (!*leap)
		return instant_parse(s, out, NULL);
	for (size_t i = 0; i < s.n; i++)
		text[i] = s.p[i];
	text[17] = '5';
	text[18] = '9';
	return instant_parse((struct str){ text, s.n }, out, NULL);
}

bool
order_datetime(struct str x, struct str y, int *cmp)
{
	struct instant a, b;
	bool leap_a, leap_b;

	if (!parse_second(x, &a, &leap_a) || !parse_second(y, &b, &leap_b))
		return false;
	if (a.s != b.s)
		*cmp = a.s < b.s ? -1 : 1;
	else if (leap_a != leap_b)
		*cmp = leap_a ? 1 : -1;
	else
		*cmp = order_bytes(fraction(x), fraction(y));
	return true;
}
