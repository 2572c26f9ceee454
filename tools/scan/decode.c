#include "scan/decode.h"

#include <stdbool.h>

#include "base/limits.h"
#include "base/num.h"

/* Where an escape is read: the text below it, one layer less. */
struct layer {
	struct str s;
	size_t at;
	unsigned depth;		/* of what is below */
};

static bool
is_tail(unsigned char c)
{
	return (c & 0xc0) == 0x80;
}

/* Bytes of the UTF-8 character with this first byte, or 0. */
static size_t
char_bytes(unsigned c)
{
	if (c < 0xc2 || c > 0xf4)
		return c < 0x80 ? 1 : 0;
	return c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

/* What n bytes of UTF-8 say; whether they may is looked at by the caller. */
static uint32_t
join(const unsigned char *b, size_t n)
{
	static const unsigned char masks[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	uint32_t c = b[0] & masks[n];

	for (size_t i = 1; i < n; i++)
		c = c << 6 | (b[i] & 0x3fu);
	if (c < least[n] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return DECODE_BAD;
	return c;
}

uint32_t
decode_raw(struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.p + *at;
	size_t n = char_bytes(p[0]), left = s.n - *at;
	uint32_t c;

	for (size_t i = 1; i < n; i++) {
		if (i >= left || !is_tail(p[i]))
			n = 0;
	}
	c = n > 0 ? join(p, n) : DECODE_BAD;
	*at += c == DECODE_BAD ? 1 : n;
	return c;
}

/* The next character of the layer below; 0 at the end. */
static uint32_t
below(struct layer *l)
{
	if (l->at >= l->s.n)
		return 0;
	return decode_next(l->s, &l->at, l->depth);
}

static int
hex_value(uint32_t c)
{
	return c < 0x80 ? num_hex((char)c) : -1;
}

/* Exactly n hexadecimal digits. */
static bool
read_hex(struct layer *l, unsigned n, uint32_t *out)
{
	*out = 0;
	for (unsigned i = 0; i < n; i++) {
		int v = hex_value(below(l));

		if (v < 0)
			return false;
		*out = *out << 4 | (uint32_t)v;
	}
	return true;
}

/* The rest of "\u": four digits, and of a high surrogate its low one. */
static bool
read_unicode(struct layer *l, uint32_t *out)
{
	struct layer next;
	uint32_t low;

	if (!read_hex(l, 4, out))
		return false;
	if (*out < 0xd800 || *out > 0xdfff)
		return true;
	next = *l;
	if (*out < 0xdc00 && below(&next) == '\\' && below(&next) == 'u' &&
	    read_hex(&next, 4, &low) && low >= 0xdc00 && low <= 0xdfff) {
		*l = next;
		*out = 0x10000 + ((*out - 0xd800) << 10) + (low - 0xdc00);
		return true;
	}
	*out = DECODE_BAD;
	return true;
}

static bool
read_backslash(struct layer *l, uint32_t *out)
{
	uint32_t c = below(l);

	switch (c) {
	case 'u':
		return read_unicode(l, out);
	case 'x':
		return read_hex(l, 2, out);
	case 'n':
	case 'r':
	case 't':
	case 'b':
	case 'f':
		*out = ' ';
		return true;
	case '\\':
	case '/':
	case '"':
	case '\'':
		*out = c;
		return true;
	default:
		return false;
	}
}

static bool
read_number(struct layer *l, uint32_t *out)
{
	struct layer next = *l;
	uint32_t c = below(&next);
	bool is_hex = c == 'x' || c == 'X';
	unsigned n = 0;

	if (is_hex)
		*l = next;
	*out = 0;
	for (; n < LIMIT_SCAN_DIGITS; n++) {
		int v;

		next = *l;
		v = hex_value(below(&next));
		if (v < 0 || (v > 9 && !is_hex))
			break;
		*out = *out * (is_hex ? 16u : 10u) + (uint32_t)v;
		*l = next;
	}
	next = *l;
	if (n > 0 && below(&next) == ';')
		*l = next;
	if (*out > 0x10ffff || (*out >= 0xd800 && *out <= 0xdfff))
		*out = DECODE_BAD;
	return n > 0;
}

/* "eacute" is an e for a search, as "é" is. */
static uint32_t
named(struct str name)
{
	static const struct {
		struct str name;
		uint32_t c;
	} whole[] = {
		{ STR_INIT("amp"), '&' },
		{ STR_INIT("lt"), '<' },
		{ STR_INIT("gt"), '>' },
		{ STR_INIT("quot"), '"' },
		{ STR_INIT("apos"), '\'' },
		{ STR_INIT("percnt"), '%' },
		{ STR_INIT("equals"), '=' },
		{ STR_INIT("bsol"), '\\' },
		{ STR_INIT("shy"), DECODE_NOTHING },
		{ STR_INIT("ZeroWidthSpace"), DECODE_NOTHING },
		{ STR_INIT("NoBreak"), DECODE_NOTHING },
		{ STR_INIT("zwj"), 0x200d },
		{ STR_INIT("zwnj"), 0x200c },
		{ STR_INIT("lrm"), 0x200e },
		{ STR_INIT("rlm"), 0x200f },
		{ STR_INIT("szlig"), 0xdf },
		{ STR_INIT("aelig"), 0xe6 },
		{ STR_INIT("AElig"), 0xc6 },
		{ STR_INIT("oslash"), 0xf8 },
		{ STR_INIT("Oslash"), 0xd8 },
	};
	/* What parts words; of these only that they do counts. */
	static const struct str marks[] = {
#define MARK(name)	STR_INIT(#name),
#include "scan/marks.def"
	};
	static const struct str accents[] = {
		STR_INIT("acute"),
		STR_INIT("grave"),
		STR_INIT("circ"),
		STR_INIT("uml"),
		STR_INIT("tilde"),
		STR_INIT("cedil"),
		STR_INIT("ring"),
		STR_INIT("caron"),
	};

	for (size_t i = 0; i < ARRAY_LEN(whole); i++) {
		if (str_eq(name, whole[i].name))
			return whole[i].c;
	}
	for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
		if (str_eq(name, marks[i]))
			return ' ';
	}
	for (size_t i = 0; i < ARRAY_LEN(accents); i++) {
		if (name.n > 1 && str_eq(str_from(name, 1), accents[i]))
			return (unsigned char)name.p[0];
	}
	return 0;
}

static bool
read_reference(struct layer *l, uint32_t *out)
{
	struct layer next = *l;
	char name[LIMIT_SCAN_NAME];
	size_t n = 0;
	uint32_t c = below(&next);

	if (c == '#') {
		*l = next;
		return read_number(l, out);
	}
	while (n < sizeof(name) &&
	    ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) {
		name[n++] = (char)c;
		c = below(&next);
	}
	if (c != ';' || n == 0)
		return false;
	*out = named((struct str){ name, n });
	*l = next;
	return *out != 0;
}

/*
 * Bytes of one character, "XX" after mark, then markXX again.  Whether an
 * ASCII character alone counts is the form's matter.
 */
static bool
read_bytes(struct layer *l, uint32_t mark, uint32_t *out)
{
	unsigned char b[4];
	uint32_t v;
	size_t n;

	if (!read_hex(l, 2, &v))
		return false;
	n = char_bytes(v);
	if (n == 0 || (n == 1 && mark == '='))
		return false;
	b[0] = (unsigned char)v;
	for (size_t i = 1; i < n; i++) {
		if (below(l) != mark || !read_hex(l, 2, &v) ||
		    !is_tail((unsigned char)v))
			return false;
		b[i] = (unsigned char)v;
	}
	*out = join(b, n);
	return *out != DECODE_BAD;
}

/* "=" and a line end is quoted-printable's way to fold. */
static bool
read_quoted(struct layer *l, uint32_t *out)
{
	struct layer next = *l;
	uint32_t c = below(&next);

	if (c == '\r')
		c = below(&next);
	if (c != '\n')
		return read_bytes(l, '=', out);
	*l = next;
	*out = DECODE_NOTHING;
	return true;
}

static bool
read_escape(struct layer *l, uint32_t c, uint32_t *out)
{
	switch (c) {
	case '\\':
		return read_backslash(l, out);
	case '&':
		return read_reference(l, out);
	case '%':
		return read_bytes(l, '%', out);
	case '=':
		return read_quoted(l, out);
	default:
		return false;
	}
}

uint32_t
decode_next(struct str s, size_t *at, unsigned depth)
{
	struct layer l = { s, *at, 0 };
	uint32_t c, out;

	if (depth == 0)
		return decode_raw(s, at);
	l.depth = depth - 1;
	c = below(&l);
	*at = l.at;
	if (!read_escape(&l, c, &out))
		return c;
	*at = l.at;
	return out;
}
