#include "scan/quoted.h"

#include <stdint.h>

#include "base/num.h"

/* Bytes of the escape that s begins with, or 0; *c becomes what it means, -1
 * for a line that goes on. */
static size_t
escape(struct str s, int *c)
{
	int high, low;

	if (s.p[0] != '=' || s.n < 2)
		return 0;
	*c = -1;
	if (s.p[1] == '\n')
		return 2;
	if (s.n < 3)
		return 0;
	if (s.p[1] == '\r' && s.p[2] == '\n')
		return 3;
	high = num_hex_up(s.p[1]);
	low = num_hex_up(s.p[2]);
	if (high < 0 || low < 0)
		return 0;
	*c = high * 16 + low;
	return 3;
}

/* Where the next escape of a letter, digit or mark begins, or SIZE_MAX. */
static size_t
find(struct str s, size_t at)
{
	while ((at = str_find_byte(s, '=', at)) != SIZE_MAX) {
		int c = -1;

		if (escape(str_from(s, at), &c) > 0 && c >= ' ' && c < 0x7f)
			return at;
		at++;
	}
	return SIZE_MAX;
}

/* A place with a blank before it, at or after `at` but not after `end`. */
static size_t
after_blank(struct str s, size_t at, size_t end)
{
	size_t i = at;

	if (at == 0)
		return 0;
	while (i < end && (unsigned char)s.p[i - 1] > ' ')
		i++;
	return i < end ? i : at;
}

bool
quoted_next(struct str s, size_t *at, struct str *piece)
{
	size_t first = find(s, *at), next = first, from = *at, end = *at;

	if (first == SIZE_MAX)
		return false;
	if (first - from > QUOTED_AROUND)
		from = after_blank(s, first - QUOTED_AROUND, first);
	while (next != SIZE_MAX && (next == first || next < end)) {
		end = next + QUOTED_AROUND;
		next = find(s, next + 1);
	}
	if (end > s.n)
		end = s.n;
	*piece = str_sub(s, from, end - from);
	*at = end;
	return true;
}

/* Decodes until `end` bytes are written or the text ends; returns where in s
 * that is. */
static size_t
decode(struct str s, size_t end, char *out, size_t *n)
{
	size_t i = 0;

	*n = 0;
	while (i < s.n && *n < end) {
		int c;
		size_t used = escape(str_from(s, i), &c);

		if (used == 0) {
			c = (unsigned char)s.p[i];
			used = 1;
		}
		i += used;
		if (c < 0)
			continue;
		if (out != NULL)
			out[*n] = (char)c;
		++*n;
	}
	return i;
}

size_t
quoted_decode(struct str s, char *out)
{
	size_t n;

	(void)decode(s, s.n, out, &n);
	return n;
}

size_t
quoted_place(struct str s, size_t at)
{
	size_t n;

	return decode(s, at, NULL, &n);
}
