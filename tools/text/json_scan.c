#include "text/json_scan.h"

#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/num.h"
#include "base/utf8.h"

static const struct {
	const char *words;
	const char *help;
} faults[] = {
	[JSON_WRONG_NOTHING] = { "", "" },
#define FAULT(name, words, help) [JSON_WRONG_##name] = { words, help },
#include "text/json_faults.def"
};

const char *
json_scan_words(enum json_wrong wrong)
{
	return faults[wrong].words;
}

const char *
json_scan_help(enum json_wrong wrong)
{
	return faults[wrong].help;
}

static unsigned char
byte_at(const char *p)
{
	return (unsigned char)*p;
}

void
json_scan_blank(struct json_cursor *c)
{
	const char *p = c->p;

	if (p == c->end || byte_at(p) > ' ')
		return;
	for (;;) {
#ifdef __SSE2__
		/* Indentation is the long kind of blank: 16 at once. */
		const __m128i blank = _mm_set1_epi8(' ');

		while (c->end - p >= 16) {
			__m128i v = _mm_loadu_si128(
			    (const __m128i *)(const void *)p);

			if (_mm_movemask_epi8(_mm_cmpeq_epi8(v, blank)) !=
			    0xffff)
				break;
			p += 16;
		}
#endif
		while (p < c->end && *p == ' ')
			p++;
		if (p == c->end || (*p != '\n' && *p != '\r' && *p != '\t'))
			break;
		p++;
	}
	c->p = p;
}

#ifndef __SSE2__
/* Whether one of 8 bytes is a quote, a backslash, a control or not ASCII. */
static bool
is_special8(const char *p)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	const uint64_t high = ones << 7;
	uint64_t v, quote, slash;

	memcpy(&v, p, sizeof(v));
	quote = v ^ (ones * '"');
	slash = v ^ (ones * '\\');
	return ((v | (v - ones * ' ') | (quote - ones) | (slash - ones)) &
		   high) != 0;
}
#endif

/* Pass over plain text to the first byte that needs a look. */
static const char *
plain(const char *p, const char *end)
{
#ifdef __SSE2__
	const __m128i quote = _mm_set1_epi8('"');
	const __m128i slash = _mm_set1_epi8('\\');
	const __m128i space = _mm_set1_epi8(' ');

	/* Compared as signed, bytes from 0x80 are below the blank as well. */
	for (; end - p >= 16; p += 16) {
		__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
		__m128i hit = _mm_or_si128(_mm_cmplt_epi8(v, space),
		    _mm_or_si128(_mm_cmpeq_epi8(v, quote),
			_mm_cmpeq_epi8(v, slash)));
		unsigned mask = (unsigned)_mm_movemask_epi8(hit);

		if (mask != 0)
			return p + __builtin_ctz(mask);
	}
#else
	while (end - p >= 8 && !is_special8(p))
		p += 8;
#endif
	while (p < end && byte_at(p) >= ' ' && byte_at(p) < 0x80 &&
	    *p != '"' && *p != '\\')
		p++;
	return p;
}

static bool
is_tail(unsigned char b)
{
	return (b & 0xc0) == 0x80;
}

/*
 * Bytes of the character at p, which is not ASCII, or 0 when it is no valid
 * UTF-8.  The second byte's range keeps out overlong forms, surrogates and
 * what is above U+10FFFF: Unicode 15 table 3-7.
 */
static size_t
multibyte(const char *p, const char *end)
{
	unsigned char lead = byte_at(p), low = 0x80, high = 0xbf;
	size_t n = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;

	if (lead < 0xc2 || lead > 0xf4 || (size_t)(end - p) < n)
		return 0;
	if (lead == 0xe0)
		low = 0xa0;
	else if (lead == 0xed)
		high = 0x9f;
	else if (lead == 0xf0)
		low = 0x90;
	else if (lead == 0xf4)
		high = 0x8f;
	if (byte_at(p + 1) < low || byte_at(p + 1) > high)
		return 0;
	if (n > 2 && !is_tail(byte_at(p + 2)))
		return 0;
	if (n > 3 && !is_tail(byte_at(p + 3)))
		return 0;
	return n;
}

static enum json_wrong
wrong_at(struct json_cursor *c, enum json_wrong wrong, const char *from,
    const char *to)
{
	c->bad = from;
	c->bad_len = (size_t)(to - from);
	return wrong;
}

/* The number that four hexadecimal digits at p write, or -1. */
static int32_t
hex4(const char *p, const char *end)
{
	int32_t v = 0;

	if (end - p < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		int digit = num_hex(p[i]);

		if (digit < 0)
			return -1;
		v = v * 16 + digit;
	}
	return v;
}

static bool
is_high_half(int32_t u)
{
	return u >= 0xd800 && u <= 0xdbff;
}

static bool
is_low_half(int32_t u)
{
	return u >= 0xdc00 && u <= 0xdfff;
}

/* Check the escape at c->p, a backslash, and pass over it. */
static enum json_wrong
escape(struct json_cursor *c)
{
	const char *p = c->p;
	ptrdiff_t left = c->end - p;
	int32_t u;

	if (left < 2)
		return wrong_at(c, JSON_WRONG_ESCAPE, p, c->end);
	if (p[1] != 'u') {
		if (p[1] == '\0' || strchr("\"\\/bfnrt", p[1]) == NULL)
			return wrong_at(c, JSON_WRONG_ESCAPE, p,
			    byte_at(p + 1) > ' ' && byte_at(p + 1) < 0x7f ?
				p + 2 :
				p + 1);
		c->p = p + 2;
		return JSON_WRONG_NOTHING;
	}
	u = hex4(p + 2, c->end);
	if (u < 0)
		return wrong_at(c, JSON_WRONG_HEX, p, p + 2);
	if (u == 0)
		return wrong_at(c, JSON_WRONG_NUL, p, p + 6);
	c->p = p + 6;
	if (is_low_half(u))
		return wrong_at(c, JSON_WRONG_SURROGATE, p, p + 6);
	if (!is_high_half(u))
		return JSON_WRONG_NOTHING;
	if (left < 12 || p[6] != '\\' || p[7] != 'u' ||
	    !is_low_half(hex4(p + 8, c->end)))
		return wrong_at(c, JSON_WRONG_SURROGATE, p, p + 6);
	c->p = p + 12;
	return JSON_WRONG_NOTHING;
}

/* Pass over characters that are not ASCII. */
static enum json_wrong
foreign(struct json_cursor *c)
{
	while (c->p < c->end && byte_at(c->p) >= 0x80) {
		size_t n = multibyte(c->p, c->end);

		if (n == 0)
			return wrong_at(c, JSON_WRONG_UTF8, c->p, c->p + 1);
		c->p += n;
	}
	return JSON_WRONG_NOTHING;
}

enum json_wrong
json_scan_string(struct json_cursor *c)
{
	const char *open = c->p - 1;
	enum json_wrong wrong;

	c->is_escaped = false;
	for (;;) {
		c->p = plain(c->p, c->end);
		if (c->p == c->end)
			return wrong_at(c, JSON_WRONG_UNENDED, open, c->p);
		if (*c->p == '"') {
			c->p++;
			return JSON_WRONG_NOTHING;
		}
		if (*c->p == '\\') {
			c->is_escaped = true;
			wrong = escape(c);
		} else if (byte_at(c->p) >= 0x80) {
			wrong = foreign(c);
		} else {
			wrong = wrong_at(c, JSON_WRONG_CONTROL, c->p,
			    c->p + 1);
		}
		if (wrong != JSON_WRONG_NOTHING)
			return wrong;
	}
}

/* Pass over digits; false when there is none. */
static bool
digits(struct json_cursor *c)
{
	const char *from = c->p;

	while (c->p < c->end && *c->p >= '0' && *c->p <= '9')
		c->p++;
	return c->p > from;
}

static enum json_wrong
no_digit(struct json_cursor *c)
{
	return wrong_at(c, JSON_WRONG_DIGIT, c->p,
	    c->p < c->end ? c->p + 1 : c->p);
}

enum json_wrong
json_scan_number(struct json_cursor *c)
{
	const char *first;

	if (*c->p == '-')
		c->p++;
	first = c->p;
	if (!digits(c))
		return no_digit(c);
	if (*first == '0' && c->p - first > 1)
		return wrong_at(c, JSON_WRONG_ZERO, first, c->p);
	if (c->p < c->end && *c->p == '.') {
		c->p++;
		if (!digits(c))
			return no_digit(c);
	}
	if (c->p < c->end && (*c->p == 'e' || *c->p == 'E')) {
		c->p++;
		if (c->p < c->end && (*c->p == '+' || *c->p == '-'))
			c->p++;
		if (!digits(c))
			return no_digit(c);
	}
	return JSON_WRONG_NOTHING;
}

/* The character of a one-letter escape. */
static char
short_escape(char letter)
{
	switch (letter) {
	case 'b':
		return '\b';
	case 'f':
		return '\f';
	case 'n':
		return '\n';
	case 'r':
		return '\r';
	case 't':
		return '\t';
	default:
		return letter;
	}
}

size_t
json_scan_decode(struct str raw, char *out)
{
	const char *p = raw.p, *end = raw.p + raw.n;
	char *to = out;

	while (p < end) {
		const char *slash = memchr(p, '\\', (size_t)(end - p));
		size_t run = (size_t)((slash != NULL ? slash : end) - p);
		int32_t u;

		memcpy(to, p, run);
		to += run;
		p += run;
		if (p == end)
			break;
		if (p[1] != 'u') {
			*to++ = short_escape(p[1]);
			p += 2;
			continue;
		}
		u = hex4(p + 2, end);
		p += 6;
		if (is_high_half(u)) {
			u = 0x10000 + ((u - 0xd800) << 10) +
			    (hex4(p + 2, end) - 0xdc00);
			p += 6;
		}
		to += utf8_encode((uint32_t)u, to);
	}
	return (size_t)(to - out);
}
