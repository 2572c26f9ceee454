#include "text/json_cut.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/*
 * 64 bytes at once, a bit for each: the masks and the sums are those of
 * Langdale and Lemire, "Parsing gigabytes of JSON per second" (2019).
 */
#define BLOCK	64
#define ODD	UINT64_C(0xaaaaaaaaaaaaaaaa)

struct block {
	uint64_t quote, slash, open, close;
};

#ifdef __SSE2__
static uint64_t
bits(__m128i v)
{
	return (uint64_t)(uint32_t)_mm_movemask_epi8(v);
}

/* '[' and ']' are '{' and '}' without the bit 0x20. */
static struct block
look(const char *p)
{
	const __m128i quote = _mm_set1_epi8('"'), slash = _mm_set1_epi8('\\');
	const __m128i open = _mm_set1_epi8('{'), close = _mm_set1_epi8('}');
	const __m128i bit = _mm_set1_epi8(0x20);
	struct block b = { 0 };

	for (unsigned i = 0; i < BLOCK; i += 16) {
		__m128i v = _mm_loadu_si128(
		    (const __m128i *)(const void *)(p + i));
		__m128i w = _mm_or_si128(v, bit);

		b.quote |= bits(_mm_cmpeq_epi8(v, quote)) << i;
		b.slash |= bits(_mm_cmpeq_epi8(v, slash)) << i;
		b.open |= bits(_mm_cmpeq_epi8(w, open)) << i;
		b.close |= bits(_mm_cmpeq_epi8(w, close)) << i;
	}
	return b;
}
#else
static struct block
look(const char *p)
{
	struct block b = { 0 };

	for (unsigned i = 0; i < BLOCK; i++) {
		uint64_t bit = UINT64_C(1) << i;

		b.quote |= p[i] == '"' ? bit : 0;
		b.slash |= p[i] == '\\' ? bit : 0;
		b.open |= p[i] == '{' || p[i] == '[' ? bit : 0;
		b.close |= p[i] == '}' || p[i] == ']' ? bit : 0;
	}
	return b;
}
#endif

/* The bytes behind a backslash that is not behind one itself. */
static uint64_t
escaped(struct json_cut *c, uint64_t slash, size_t n)
{
	uint64_t first = c->is_escaped, even, ends;

	if (slash == 0) {
		c->is_escaped = 0;
		return first;
	}
	slash &= ~first;
	even = ((slash << 1 | ODD) - slash) ^ ODD;
	ends = even & slash;
	c->is_escaped = ends >> (n - 1) & 1;
	return even ^ (slash | first);
}

/* From each quote to the next: bit i is the sum of bits 0..i. */
static uint64_t
sums(uint64_t x)
{
	for (unsigned shift = 1; shift < BLOCK; shift *= 2)
		x ^= x << shift;
	return x;
}

/* The byte where the depth becomes 0, or BLOCK. */
static size_t
find_end(struct json_cut *c, uint64_t open, uint64_t close)
{
	uint64_t all = open | close;

	for (; all != 0; all &= all - 1) {
		uint64_t bit = all & -all;

		if ((open & bit) != 0)
			c->depth++;
		else if (c->depth <= 1)
			return (size_t)__builtin_ctzll(bit);
		else
			c->depth--;
	}
	return BLOCK;
}

/* n bytes at p, of which BLOCK can be read; BLOCK, or where the value ends. */
static size_t
cut_block(struct json_cut *c, const char *p, size_t n)
{
	struct block b = look(p);
	uint64_t quote = b.quote & ~escaped(c, b.slash, n);
	uint64_t in = sums(quote) ^ c->in_string;
	uint64_t open = b.open & ~in, close = b.close & ~in;

	c->in_string = (in >> (BLOCK - 1)) != 0 ? ~UINT64_C(0) : 0;
	if ((open | close) == 0)
		return BLOCK;
	if (c->depth > BLOCK) {
		c->depth += (uint64_t)__builtin_popcountll(open);
		c->depth -= (uint64_t)__builtin_popcountll(close);
		return BLOCK;
	}
	return find_end(c, open, close);
}

bool
json_cut(struct json_cut *c, struct str s, size_t *n)
{
	char rest[BLOCK];
	size_t i = 0, end;

	for (; s.n - i >= BLOCK; i += BLOCK) {
		end = cut_block(c, s.p + i, BLOCK);
		if (end < BLOCK) {
			*n = i + end + 1;
			return true;
		}
	}
	*n = s.n;
	if (i == s.n)
		return false;
	memset(rest, ' ', sizeof(rest));
	memcpy(rest, s.p + i, s.n - i);
	end = cut_block(c, rest, s.n - i);
	if (end == BLOCK)
		return false;
	*n = i + end + 1;
	return true;
}
