#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"

struct str
str_z(const char *z)
{
	return (struct str){ z, z != NULL ? strlen(z) : 0 };
}

bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool
str_eq_z(struct str a, const char *z)
{
	return str_eq(a, str_z(z));
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool
str_eq_nocase(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++) {
		if (lower(a.p[i]) != lower(b.p[i]))
			return false;
	}
	return true;
}

int
str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n > 0 ? memcmp(a.p, b.p, n) : 0;

	if (order != 0)
		return order;
	return (a.n > b.n) - (a.n < b.n);
}

int
str_cmp_qsort(const void *a, const void *b)
{
	const struct str *x = a;
	const struct str *y = b;

	return str_cmp(*x, *y);
}

bool
str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq(str_sub(s, 0, prefix.n), prefix);
}

bool
str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n && str_eq(str_from(s, s.n - suffix.n), suffix);
}

size_t
str_find(struct str s, struct str needle, size_t from)
{
	if (from > s.n || needle.n > s.n - from)
		return SIZE_MAX;
	if (needle.n == 0)
		return from;

	struct str starts = str_sub(s, 0, s.n - needle.n + 1);

	for (size_t i = from; i < starts.n; i++) {
		i = str_find_byte(starts, needle.p[0], i);
		if (i == SIZE_MAX)
			break;
		if (memcmp(s.p + i, needle.p, needle.n) == 0)
			return i;
	}
	return SIZE_MAX;
}

size_t
str_find_byte(struct str s, char c, size_t from)
{
	if (from >= s.n)
		return SIZE_MAX;

	const char *p = memchr(s.p + from, c, s.n - from);

	return p != NULL ? (size_t)(p - s.p) : SIZE_MAX;
}

size_t
str_run(struct str s, bool (*is)(char c))
{
	size_t n = 0;

	while (n < s.n && is(s.p[n]))
		n++;
	return n;
}

bool
str_is_all(struct str s, bool (*is)(char c))
{
	return s.n > 0 && str_run(s, is) == s.n;
}

bool
str_is_word_of(struct str words, struct str s)
{
	struct str word;
	bool more = true;

	while (more) {
		more = str_cut(words, ' ', &word, &words);
		if (str_eq_nocase(word, s))
			return true;
	}
	return false;
}

struct str
str_sub(struct str s, size_t from, size_t n)
{
	if (from >= s.n)
		return (struct str){ s.n > 0 ? s.p + s.n : s.p, 0 };
	if (n > s.n - from)
		n = s.n - from;
	return (struct str){ s.p + from, n };
}

struct str
str_from(struct str s, size_t from)
{
	return str_sub(s, from, SIZE_MAX);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct str
str_trim(struct str s)
{
	size_t from = 0;

	while (from < s.n && is_blank(s.p[from]))
		from++;
	while (s.n > from && is_blank(s.p[s.n - 1]))
		s.n--;
	return str_from(s, from);
}

bool
str_cut(struct str s, char sep, struct str *head, struct str *rest)
{
	size_t at = str_find_byte(s, sep, 0);

	if (at == SIZE_MAX) {
		*head = s;
		*rest = str_from(s, s.n);
		return false;
	}
	*head = str_sub(s, 0, at);
	*rest = str_from(s, at + 1);
	return true;
}

struct str
str_base_name(struct str path)
{
	size_t i = path.n;

	while (i > 0 && path.p[i - 1] != '/')
		i--;
	return str_from(path, i);
}

struct str
str_dup(struct arena *a, struct str s)
{
	if (s.n == 0)
		return S("");

	char *p = arena_bytes(a, s.n);

	memcpy(p, s.p, s.n);
	return (struct str){ p, s.n };
}

struct str
str_lower(struct arena *a, struct str s)
{
	if (s.n == 0)
		return S("");

	char *p = arena_bytes(a, s.n);

	for (size_t i = 0; i < s.n; i++)
		p[i] = lower(s.p[i]);
	return (struct str){ p, s.n };
}

struct str
str_cat(struct arena *a, struct str x, struct str y)
{
	ASSERT(x.n <= SIZE_MAX - y.n);
	if (x.n + y.n == 0)
		return S("");

	char *p = arena_bytes(a, x.n + y.n);

	if (x.n > 0)
		memcpy(p, x.p, x.n);
	if (y.n > 0)
		memcpy(p + x.n, y.p, y.n);
	return (struct str){ p, x.n + y.n };
}

const char *
str_to_z(struct arena *a, struct str s)
{
	/* A NUL inside would cut off the rest, a path's ending for example. */
	ASSERT(str_find_byte(s, '\0', 0) == SIZE_MAX);

	char *p = arena_bytes(a, s.n + 1);

	if (s.n > 0)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return p;
}

struct str
str_vfmt(struct arena *a, const char *fmt, va_list ap)
{
	char text[512];
	va_list again;

	va_copy(again, ap);
	int len = vsnprintf(text, sizeof(text), fmt, ap);
	ASSERT(len >= 0);

	size_t n = (size_t)len;
	char *p = arena_bytes(a, n + 1);

	if (n < sizeof(text)) {
		memcpy(p, text, n);
	} else {
		len = vsnprintf(p, n + 1, fmt, again);
		ASSERT(len >= 0 && (size_t)len == n);
	}
	va_end(again);
	return (struct str){ p, n };
}

struct str
str_fmt(struct arena *a, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	struct str s = str_vfmt(a, fmt, ap);
	va_end(ap);
	return s;
}

/* n <= 8 bytes, the first one lowest, on any machine. */
static uint64_t
load_low(const char *p, size_t n)
{
	uint64_t w = 0;

	for (size_t i = 0; i < n; i++)
		w |= (uint64_t)(unsigned char)p[i] << (8 * i);
	return w;
}

static uint64_t
load_8(const char *p)
{
	uint64_t w = 0;

	for (unsigned i = 0; i < 8; i++)
		w |= (uint64_t)(unsigned char)p[i] << (8 * i);
	return w;
}

/* The finaliser of MurmurHash3 spreads each bit over all others. */
static uint64_t
mix(uint64_t h)
{
	h ^= h >> 33;
	h *= UINT64_C(0xff51afd7ed558ccd);
	h ^= h >> 33;
	h *= UINT64_C(0xc4ceb9fe1a85ec53);
	h ^= h >> 33;
	return h;
}

uint64_t
str_hash(struct str s)
{
	uint64_t h = s.n * UINT64_C(0x9e3779b97f4a7c15);

	while (s.n >= 8) {
		h = (h ^ load_8(s.p)) * UINT64_C(0xff51afd7ed558ccd);
		h ^= h >> 32;
		s.p += 8;
		s.n -= 8;
	}
	if (s.n > 0)
		h ^= load_low(s.p, s.n);
	return mix(h);
}

/* Longer words are not what somebody typed by hand. */
#define NEAREST_BYTES	64

static unsigned
min3(unsigned a, unsigned b, unsigned c)
{
	unsigned m = a < b ? a : b;

	return m < c ? m : c;
}

/*
 * Edits between a and b: insert, delete, replace, swap two neighbours; letters
 * without case.  Both are at most NEAREST_BYTES long.
 */
static unsigned
edits(struct str a, struct str b)
{
	unsigned rows[3][NEAREST_BYTES + 1];
	unsigned *before = rows[0];	/* two rows ago */
	unsigned *above = rows[1];
	unsigned *row = rows[2];

	for (unsigned j = 0; j <= b.n; j++) {
		before[j] = j;
		above[j] = j;
	}
	for (unsigned i = 1; i <= a.n; i++) {
		char x = lower(a.p[i - 1]);

		row[0] = i;
		for (unsigned j = 1; j <= b.n; j++) {
			char y = lower(b.p[j - 1]);

			row[j] = min3(above[j] + 1, row[j - 1] + 1,
			    above[j - 1] + (x == y ? 0 : 1));
			if (i > 1 && j > 1 && x == lower(b.p[j - 2]) &&
			    y == lower(a.p[i - 2]) &&
			    before[j - 2] + 1 < row[j])
				row[j] = before[j - 2] + 1;
		}

		unsigned *free_row = before;

		before = above;
		above = row;
		row = free_row;
	}
	return above[b.n];
}

struct str
str_nearest(struct str s, const struct str *words, size_t n)
{
	struct str best = S("");
	unsigned best_edits = 0;

	if (s.n > NEAREST_BYTES)
		return best;
	for (size_t i = 0; i < n; i++) {
		if (words[i].n > NEAREST_BYTES)
			continue;

		size_t longer = s.n > words[i].n ? s.n : words[i].n;
		unsigned e = edits(s, words[i]);

		if (e > longer / 3 || (best.n > 0 && e >= best_edits))
			continue;
		best = words[i];
		best_edits = e;
	}
	return best;
}

struct str
str_unix(struct arena *a, struct str s)
{
	char *out = arena_bytes(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '\r' || i + 1 == s.n || s.p[i + 1] != '\n')
			out[n++] = s.p[i];
	}
	return (struct str){ out, n };
}
