#include "scan/base64.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"

/* Letters that a line has at least where base64 is folded: PEM's 64. */
#define LINE_LEAST	60

/* Letters that are marks elsewhere: before one, something else may end. */
#define MARKS		62u
#define NO_LETTER	64u
#define NO_GROUP	UINT32_MAX

/* What each byte is worth. */
static const uint8_t values[256] = {
	/* clang-format off */
	64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
	64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
	64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 62, 64, 62, 64, 63,
	52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 64, 64, 64, 64, 64, 64,
	64, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
	15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 64, 64, 64, 64, 63,
	64, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
	41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 64, 64, 64, 64, 64,
	64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
	64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
	64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
	64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
	64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
	64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
	64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
	64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
	/* clang-format on */
};

static unsigned
value_of(char c)
{
	return values[(unsigned char)c];
}

static bool
is_letter(char c)
{
	return value_of(c) != NO_LETTER;
}

#ifdef __SSE2__
#define BLOCK	64u

static __m128i
is_within(__m128i v, char low, char span)
{
	__m128i over = _mm_sub_epi8(v, _mm_set1_epi8(low));

	return _mm_cmpeq_epi8(_mm_min_epu8(over, _mm_set1_epi8(span)), over);
}

/* A bit for each of 16 bytes that is a letter, or ',', which is looked at
 * again. */
static uint64_t
letters_16(const char *p)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i low = _mm_or_si128(v, _mm_set1_epi8(0x20));
	__m128i is = _mm_or_si128(is_within(low, 'a', 25),
	    is_within(v, '+', '9' - '+'));

	is = _mm_or_si128(is, _mm_cmpeq_epi8(v, _mm_set1_epi8('_')));
	is = _mm_andnot_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('.')), is);
	return (unsigned)_mm_movemask_epi8(is);
}

/* How many bytes of a block no run begins with; BLOCK: it has none. */
static size_t
skip(const char *p)
{
	uint64_t m = letters_16(p) | letters_16(p + 16) << 16 |
	    letters_16(p + 32) << 32 | letters_16(p + 48) << 48;

	m &= m >> 1;
	m &= m >> 2;
	m &= m >> 4;
	m &= m >> 3;
	return m == 0 ? BLOCK : (size_t)__builtin_ctzll(m);
}
#else
#define BLOCK	SIZE_MAX

static size_t
skip(const char *p)
{
	(void)p;
	return 0;
}
#endif

/* The first place where BASE64_LETTERS letters stand together, or SIZE_MAX. */
static size_t
find(struct str s, size_t at)
{
	size_t i = at;

	while (s.n - i >= BASE64_LETTERS) {
		size_t n = s.n - i >= BLOCK ? skip(s.p + i) : 0;

		if (n == BLOCK) {
			i += BLOCK - BASE64_LETTERS + 1;
			continue;
		}
		i += n;
		n = 0;
		/* From the end: where no letter stands, no run goes on. */
		while (n < BASE64_LETTERS &&
		    is_letter(s.p[i + BASE64_LETTERS - 1 - n]))
			n++;
		if (n == BASE64_LETTERS)
			return i;
		i += BASE64_LETTERS - n;
	}
	return SIZE_MAX;
}

/* Bytes of a line end, as it is or escaped, and the blanks after it. */
static size_t
line_end(struct str s)
{
	static const struct str ends[] = { STR_INIT("\r\n"), STR_INIT("\n"),
		STR_INIT("\\r\\n"), STR_INIT("\\n") };

	for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
		size_t n = ends[i].n;

		if (!str_starts(s, ends[i]))
			continue;
		while (n < s.n && (s.p[n] == ' ' || s.p[n] == '\t'))
			n++;
		return n;
	}
	return 0;
}

/* Letters at the beginning of a run that an escape before it took: "\n", a
 * code point; "%0A". */
static unsigned
escaped(struct str text, size_t from)
{
	char c = from > 0 ? text.p[from - 1] : ' ';

	return c == '\\' ? 1 : c == '%' ? 2 : 0;
}

bool
base64_next(struct str text, size_t *at, struct base64_run *run)
{
	size_t from = find(text, *at), end, line, letters = 0;

	if (from == SIZE_MAX)
		return false;
	/* What stands before a block is not looked at twice. */
	while (from > *at && is_letter(text.p[from - 1]))
		from--;
	run->starts = 1u | 1u << escaped(text, from);
	line = from;
	for (end = from; end < text.n;) {
		unsigned v = value_of(text.p[end]);
		size_t n;

		if (v != NO_LETTER) {
			end++;
			letters++;
			if (v >= MARKS)
				run->starts |= 1u << letters % BASE64_STARTS;
			continue;
		}
		n = end - line >= LINE_LEAST ? line_end(str_from(text, end)) :
					       0;
		if (n == 0 || end + n >= text.n || !is_letter(text.p[end + n]))
			break;
		end += n;
		line = end;
	}
	run->text = str_sub(text, from, end - from);
	*at = end;
	return true;
}

/* What a byte of UTF-8 text may be, and what may follow it. */
enum byte_class {
	CLASS_NONE,
	CLASS_ASCII,
	CLASS_LEAD,
	CLASS_TAIL,
};

#define FOLLOWS(a, b)	(1u << ((a) * 4 + (b)))

static unsigned
class_of(unsigned char c)
{
	if (c < 0x80)
		return c >= ' ' || c == '\t' || c == '\n' || c == '\r' ||
			c == 0 ?
		    CLASS_ASCII :
		    CLASS_NONE;
	return c < 0xc0 ? CLASS_TAIL : c < 0xf5 ? CLASS_LEAD : CLASS_NONE;
}

/* Whether three bytes may stand in a text; the order of zeros is not asked. */
static bool
is_texty(uint32_t group)
{
	const unsigned follows = FOLLOWS(CLASS_ASCII, CLASS_ASCII) |
	    FOLLOWS(CLASS_ASCII, CLASS_LEAD) |
	    FOLLOWS(CLASS_LEAD, CLASS_TAIL) | FOLLOWS(CLASS_TAIL, CLASS_TAIL) |
	    FOLLOWS(CLASS_TAIL, CLASS_LEAD) | FOLLOWS(CLASS_TAIL, CLASS_ASCII);
	unsigned a = class_of((unsigned char)(group >> 16 & 0xff));
	unsigned b = class_of((unsigned char)(group >> 8 & 0xff));
	unsigned c = class_of((unsigned char)(group & 0xff));

	return (follows & FOLLOWS(a, b)) != 0 &&
	    (follows & FOLLOWS(b, c)) != 0;
}

/* Four letters that stand together, or NO_GROUP. */
static uint32_t
group(const char *p)
{
	unsigned a = value_of(p[0]), b = value_of(p[1]);
	unsigned c = value_of(p[2]), d = value_of(p[3]);

	if (((a | b | c | d) & NO_LETTER) != 0)
		return NO_GROUP;
	return a << 18 | b << 12 | c << 6 | d;
}

bool
base64_decode(struct str run, size_t start, char *out, size_t *n)
{
	uint32_t bits = 0;
	unsigned have = 0;
	bool was_texty = false, has_text = false;

	*n = 0;
	for (size_t i = start; i < run.n;) {
		uint32_t four = have == 0 && run.n - i >= 4 ?
		    group(run.p + i) :
		    NO_GROUP;
		unsigned v;
		bool is;

		if (four != NO_GROUP) {
			bits = four;
			i += 4;
		} else if ((v = value_of(run.p[i])) == NO_LETTER) {
			i += line_end(str_from(run, i));
			continue;
		} else {
			i++;
			bits = bits << 6 | v;
			if (++have < 4)
				continue;
		}
		out[(*n)++] = (char)(bits >> 16 & 0xff);
		out[(*n)++] = (char)(bits >> 8 & 0xff);
		out[(*n)++] = (char)(bits & 0xff);
		is = is_texty(bits);
		has_text = has_text || (is && was_texty);
		was_texty = is;
		have = 0;
	}
	/* Two letters make one byte, three make two. */
	if (have >= 2)
		out[(*n)++] = (char)(bits >> (have == 2 ? 4 : 10) & 0xff);
	if (have == 3)
		out[(*n)++] = (char)(bits >> 2 & 0xff);
	return has_text;
}
