#include "base/utf8.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/arena.h"
#include "base/attr.h"

#define ONES	UINT64_C(0x0101010101010101)
#define HIGHS	UINT64_C(0x8080808080808080)

#define REPLACEMENT	0xfffdu

/* Eight bytes in the machine's order, which makes no difference here. */
static uint64_t
load(const unsigned char *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof(w));
	return w;
}

/* A high bit remains for a byte of 0x80 and above, or one of zero. */
static uint64_t
not_plain(uint64_t w)
{
	return (w | (w - ONES)) & HIGHS;
}

/* Bytes of 0x01..0x7f from p to end, in steps of eight: a lower bound. */
static size_t
skip_ascii(const unsigned char *p, size_t n)
{
	size_t i = 0;

	while (n - i >= 32) {
		if ((not_plain(load(p + i)) | not_plain(load(p + i + 8)) |
			not_plain(load(p + i + 16)) |
			not_plain(load(p + i + 24))) != 0)
			break;
		i += 32;
	}
	while (n - i >= 8 && not_plain(load(p + i)) == 0)
		i += 8;
	return i;
}

static bool
is_tail(unsigned char c)
{
	return (c & 0xc0) == 0x80;
}

/*
 * Length of the valid character of two bytes and more that p begins with, or
 * 0.  Unicode 15, table 3-7, well-formed byte sequences.
 */
static size_t
char_bytes(const unsigned char *p, size_t n)
{
	unsigned char c = p[0];

	if (c < 0xc2 || n < 2 || !is_tail(p[1]))
		return 0;
	if (c < 0xe0)
		return 2;
	if (n < 3 || !is_tail(p[2]))
		return 0;
	if (c < 0xf0) {
		if ((c == 0xe0 && p[1] < 0xa0) || (c == 0xed && p[1] > 0x9f))
			return 0;
		return 3;
	}
	if (c > 0xf4 || n < 4 || !is_tail(p[3]))
		return 0;
	if ((c == 0xf0 && p[1] < 0x90) || (c == 0xf4 && p[1] > 0x8f))
		return 0;
	return 4;
}

size_t
utf8_fault(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t i = 0;

	while (i < s.n) {
		if (p[i] < 0x80) {
			i += skip_ascii(p + i, s.n - i);
			/* The rest of a word, byte by byte. */
			while (i < s.n && p[i] - 1u < 0x7f)
				i++;
			if (i < s.n && p[i] == 0)
				return i;
			continue;
		}

		size_t len = char_bytes(p + i, s.n - i);

		if (len == 0)
			return i;
		i += len;
	}
	return SIZE_MAX;
}

uint32_t
utf8_next(struct str s, size_t *i)
{
	ASSERT(*i < s.n);

	const unsigned char *p = (const unsigned char *)s.p + *i;
	size_t left = s.n - *i;

	if (p[0] < 0x80) {
		*i += 1;
		return p[0];
	}
	if (p[0] >= 0xc0 && p[0] < 0xe0 && left >= 2) {
		*i += 2;
		return (p[0] & 0x1fu) << 6 | (p[1] & 0x3fu);
	}
	if (p[0] >= 0xe0 && p[0] < 0xf0 && left >= 3) {
		*i += 3;
		return (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 |
		    (p[2] & 0x3fu);
	}
	if (p[0] >= 0xf0 && left >= 4) {
		*i += 4;
		return (p[0] & 0x07u) << 18 | (p[1] & 0x3fu) << 12 |
		    (p[2] & 0x3fu) << 6 | (p[3] & 0x3fu);
	}
	/* Not valid UTF-8, against the contract: at least stay inside. */
	*i += 1;
	return REPLACEMENT;
}

size_t
utf8_encode(uint32_t c, char out[4])
{
	ASSERT(c <= 0x10ffff && (c < 0xd800 || c > 0xdfff));
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

size_t
utf8_count(struct str s)
{
	size_t count = 0;

	for (size_t i = 0; i < s.n; i++)
		count += !is_tail((unsigned char)s.p[i]);
	return count;
}

size_t
utf8_width(struct str s)
{
	size_t width = 0;

	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);

		if (c >= 0x20 && c < 0x7f)
			width++;
		else
			width += (size_t)utf8proc_charwidth((int32_t)c);
	}
	return width;
}

bool
utf8_is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	}
	return true;
}

/*
 * Characters that are their own NFC and combine with nothing before them
 * (Quick_Check=Yes, class 0): nearly all of Japanese and English text.
 */
static bool
is_nfc_plain(uint32_t c)
{
	return c < 0x300 || (c >= 0x2010 && c <= 0x2027) ||
	    (c >= 0x3000 && c <= 0x3029) || (c >= 0x3041 && c <= 0x3096) ||
	    (c >= 0x309b && c <= 0x30ff) || (c >= 0x4e00 && c <= 0x9fff) ||
	    (c >= 0xff01 && c <= 0xff9d);
}

static struct str
transform(struct arena *a, struct str s, utf8proc_option_t options)
{
	utf8proc_uint8_t *out = NULL;
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s.p,
	    (utf8proc_ssize_t)s.n, &out, options);

	if (n == UTF8PROC_ERROR_NOMEM)
		die_env(ENOMEM, "cannot normalise %zu bytes", s.n);
	ASSERT(n >= 0);

	struct str result = str_dup(a,
	    (struct str){ (const char *)out, (size_t)n });

	free(out);
	return result;
}

struct str
utf8_nfc(struct arena *a, struct str s)
{
	size_t i = 0;

	while (i < s.n) {
		if (!is_nfc_plain(utf8_next(s, &i)))
			break;
		if (i == s.n)
			return s;
	}
	if (s.n == 0)
		return s;

	struct arena_mark mark = arena_mark(a);
	struct str nfc = transform(a, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE);

	if (!str_eq(nfc, s))
		return nfc;
	arena_reset(a, mark);
	return s;
}

struct str
utf8_nfkc(struct arena *a, struct str s)
{
	if (utf8_is_ascii(s))
		return s;
	return transform(a, s,
	    UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
}

struct str
utf8_fold(struct arena *a, struct str s)
{
	if (utf8_is_ascii(s))
		return str_lower(a, s);
	/* NFKC_Casefold of Unicode 15, section 3.13: ignorables go, too. */
	return transform(a, s,
	    UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
		UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
}

/* Letters and digits, with the marks that make another letter of one. */
static bool
is_key(utf8proc_int32_t c)
{
	utf8proc_category_t t = utf8proc_category(c);

	if (c == 0x3099 || c == 0x309a)
		return true;
	return (t >= UTF8PROC_CATEGORY_LU && t <= UTF8PROC_CATEGORY_LO) ||
	    t == UTF8PROC_CATEGORY_MC ||
	    (t >= UTF8PROC_CATEGORY_ND && t <= UTF8PROC_CATEGORY_NO);
}

size_t
utf8_key(uint32_t c, uint32_t out[UTF8_KEY_MAX], bool *parts)
{
	utf8proc_int32_t all[UTF8_KEY_MAX];
	utf8proc_category_t t = utf8proc_category((utf8proc_int32_t)c);
	utf8proc_ssize_t got;
	size_t n = 0;
	int last = 0;

	/* Marks, soft hyphens, zero width spaces and joiners part nothing. */
	*parts = t != UTF8PROC_CATEGORY_MN && t != UTF8PROC_CATEGORY_ME &&
	    t != UTF8PROC_CATEGORY_CF;
	got = utf8proc_decompose_char((utf8proc_int32_t)c, all, UTF8_KEY_MAX,
	    UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
		UTF8PROC_IGNORE,
	    &last);
	for (utf8proc_ssize_t i = 0; i < got && i < UTF8_KEY_MAX; i++) {
		if (is_key(all[i]))
			out[n++] = (uint32_t)all[i];
	}
	return n;
}

bool
utf8_is_hostile(uint32_t c)
{
	if (c < 0x20)
		return c != '\t' && c != '\n';
	return (c >= 0x7f && c <= 0x9f) || (c >= 0x202a && c <= 0x202e) ||
	    (c >= 0x2066 && c <= 0x2069);
}
