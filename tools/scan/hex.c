#include "scan/hex.h"

#include <stdint.h>

#define NO_DIGIT	16u

/* What each byte is worth. */
static const uint8_t values[256] = {
	/* clang-format off */
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 16, 16, 16, 16, 16,
	16, 10, 11, 12, 13, 14, 15, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 10, 11, 12, 13, 14, 15, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	/* clang-format on */
};

static unsigned
value(char c)
{
	return values[(unsigned char)c];
}

static bool
is_blank(char c)
{
	return c == '\r' || c == '\n' || c == ' ' || c == '\t';
}

bool
hex_next(struct str text, size_t *at, struct str *run)
{
	size_t i = *at;

	while (text.n - i >= HEX_DIGITS) {
		size_t n = HEX_DIGITS, end;

		/* From the end: where no digit stands, no run goes on. */
		while (n > 0 && value(text.p[i + n - 1]) != NO_DIGIT)
			n--;
		if (n > 0) {
			i += n;
			continue;
		}
		end = i + HEX_DIGITS;
		while (end < text.n &&
		    (value(text.p[end]) != NO_DIGIT || is_blank(text.p[end])))
			end++;
		*run = str_sub(text, i, end - i);
		*at = end;
		return true;
	}
	return false;
}

/*
 * Bytes that may be text together, with this one: ASCII, and leading bytes of
 * UTF-8 with those that they ask for.  *tails becomes how many must follow.
 */
static size_t
count_text(size_t n, unsigned c, unsigned *tails)
{
	bool is_tail = c >= 0x80 && c < 0xc0;

	if (is_tail && *tails > 0) {
		--*tails;
		return n + 1;
	}
	if (is_tail || c > 0xf4 || c == 0x7f ||
	    (c < ' ' && c != '\t' && c != '\n' && c != '\r')) {
		*tails = 0;
		return 0;
	}
	if (*tails > 0)
		n = 0;
	*tails = c < 0x80 ? 0 : c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
	return n + 1;
}

bool
hex_decode(struct str run, size_t start, char *out, size_t *n)
{
	unsigned high = NO_DIGIT, tails = 0;
	size_t text = 0;
	bool has_text = false;

	*n = 0;
	for (size_t i = start; i < run.n; i++) {
		unsigned v = value(run.p[i]);

		if (v == NO_DIGIT)
			continue;
		if (high == NO_DIGIT) {
			high = v;
			continue;
		}
		v |= high << 4;
		out[(*n)++] = (char)v;
		text = count_text(text, v, &tails);
		has_text = has_text || text == HEX_DIGITS / 2;
		high = NO_DIGIT;
	}
	return has_text;
}
