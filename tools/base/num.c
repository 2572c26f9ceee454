#include "base/num.h"

#include "base/attr.h"

static bool
parse_digits(struct str s, int64_t max, int64_t *out)
{
	int64_t v = 0;

	if (s.n == 0)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		int digit = s.p[i] - '0';

		if (digit < 0 || digit > 9)
			return false;
		if (v > (INT64_MAX - digit) / 10)
			return false;
		v = v * 10 + digit;
		if (v > max)
			return false;
	}
	*out = v;
	return true;
}

bool
num_parse(struct str s, int64_t min, int64_t max, int64_t *out)
{
	int64_t v;

	if (s.n > 1 && s.p[0] == '0')
		return false;
	if (!parse_digits(s, max, &v) || v < min)
		return false;
	*out = v;
	return true;
}

bool
num_parse_padded(struct str s, int64_t max, int64_t *out)
{
	return parse_digits(s, max, out);
}

int
num_hex_low(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int
num_hex_up(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

int
num_hex(char c)
{
	return c >= 'a' ? num_hex_low(c) : num_hex_up(c);
}
