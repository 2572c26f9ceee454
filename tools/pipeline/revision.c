#include "pipeline/revision.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/num.h"

const char *
revision_word(enum revision_level l)
{
	static const char *const words[] = {
		[REVISION_SAME] = "same",
		[REVISION_PATCH] = "patch",
		[REVISION_MINOR] = "minor",
		[REVISION_MAJOR] = "major",
	};

	return words[l];
}

void
revision_add(struct arena *a, struct revision_changes *v,
    struct revision_change c)
{
	v->changes = arena_grow(a, v->changes, v->n, &v->cap,
	    sizeof(*v->changes));
	v->changes[v->n++] = c;
	if (c.level > v->level)
		v->level = c.level;
}

/* ---- numbers ------------------------------------------------------------ */

static bool
read_semver(struct str s, int64_t part[3])
{
	struct str one;

	for (int i = 0; i < 3; i++) {
		if (str_cut(s, '.', &one, &s) != (i < 2) ||
		    !num_parse(one, 0, INT32_MAX, &part[i]))
			return false;
	}
	return true;
}

struct str
revision_after(struct arena *a, struct str version, enum revision_level l)
{
	int64_t n, part[3];

	if (num_parse(version, 0, INT32_MAX, &n))
		return str_fmt(a, "%lld", (long long)n + 1);
	if (!read_semver(version, part))
		return S("");
	if (l == REVISION_MAJOR)
		return str_fmt(a, "%lld.0.0", (long long)part[0] + 1);
	if (l == REVISION_PATCH)
		return str_fmt(a, "%lld.%lld.%lld", (long long)part[0],
		    (long long)part[1], (long long)part[2] + 1);
	return str_fmt(a, "%lld.%lld.0", (long long)part[0],
	    (long long)part[1] + 1);
}

bool
revision_step(struct str before, struct str after, enum revision_level *out)
{
	static const enum revision_level levels[] = { REVISION_MAJOR,
		REVISION_MINOR, REVISION_PATCH };
	int64_t x[3], y[3];

	*out = REVISION_SAME;
	if (num_parse(before, 0, INT32_MAX, &x[0]) &&
	    num_parse(after, 0, INT32_MAX, &y[0])) {
		/* A number alone says nothing of how much changed. */
		*out = y[0] > x[0] ? REVISION_MAJOR : REVISION_SAME;
		return true;
	}
	if (!read_semver(before, x) || !read_semver(after, y))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(levels); i++) {
		if (x[i] == y[i])
			continue;
		*out = y[i] > x[i] ? levels[i] : REVISION_SAME;
		break;
	}
	return true;
}

/* ---- spelling ----------------------------------------------------------- */

#define WORD_LEAST	5	/* letters of a word that may have a fault */

/* Letters and digits; bytes of other scripts are letters. */
static bool
is_letter(char c)
{
	unsigned char u = (unsigned char)c;

	return (u >= 'A' && u <= 'Z') || (u >= 'a' && u <= 'z') ||
	    (u >= '0' && u <= '9') || u >= 0x80;
}

/*
 * Blanks and signs between words that say nothing of their own.  Those that
 * compare, add and negate say much.
 */
static bool
is_filler(char c)
{
	static const char fillers[] = " \t\r\n.,;:'\"()";

	for (size_t i = 0; i + 1 < sizeof(fillers); i++) {
		if (c == fillers[i])
			return true;
	}
	return false;
}

/* Punctuation of Japanese text, as bytes; its length, or 0. */
static size_t
filler_ja(struct str s)
{
	static const struct str signs[] = {
		STR_INIT("、"),
		STR_INIT("。"),
		STR_INIT("，"),
		STR_INIT("．"),
		STR_INIT("・"),
		STR_INIT("「"),
		STR_INIT("」"),
		STR_INIT("　"),
		STR_INIT("（"),
		STR_INIT("）"),
	};

	for (size_t i = 0; i < ARRAY_LEN(signs); i++) {
		if (str_starts(s, signs[i]))
			return signs[i].n;
	}
	return 0;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * How many bytes of filler begin at the place.  Between digits nothing is
 * filler: 1.5, 1,000.
 */
static size_t
filler_at(struct str s, size_t i)
{
	size_t n = is_filler(s.p[i]) ? 1 : filler_ja(str_from(s, i));

	if (n > 0 && i > 0 && is_digit(s.p[i - 1]) && i + n < s.n &&
	    is_digit(s.p[i + n]))
		return 0;
	return n;
}

/* Whether nothing but filler differs. */
static bool
is_filling(struct str x, struct str y)
{
	size_t i = 0, j = 0, n;

	for (;;) {
		while (i < x.n && (n = filler_at(x, i)) > 0)
			i += n;
		while (j < y.n && (n = filler_at(y, j)) > 0)
			j += n;
		if (i == x.n || j == y.n)
			return i == x.n && j == y.n;
		if (x.p[i++] != y.p[j++])
			return false;
	}
}

/* The next word: letters together, or one sign; empty at the end. */
static struct str
next_word(struct str s, size_t *at)
{
	size_t from, n;

	while (*at < s.n && (n = filler_at(s, *at)) > 0)
		*at += n;
	from = *at;
	while (*at < s.n && is_letter(s.p[*at]) && filler_at(s, *at) == 0)
		(*at)++;
	if (*at == from && *at < s.n)
		(*at)++;
	return str_sub(s, from, *at - from);
}

/* Whether a word is of letters that one fault leaves recognisable. */
static bool
is_spelled(struct str w)
{
	for (size_t i = 0; i < w.n; i++) {
		if (!is_letter(w.p[i]) || (unsigned char)w.p[i] >= 0x80 ||
		    is_digit(w.p[i]))
			return false;
	}
	return w.n >= WORD_LEAST;
}

/* Whether one letter was put in, left out, changed, or two changed places. */
static bool
is_one_fault(struct str x, struct str y)
{
	size_t head = 0, tail = 0;
	size_t least = x.n < y.n ? x.n : y.n;

	while (head < least && x.p[head] == y.p[head])
		head++;
	while (
	    tail < least - head && x.p[x.n - 1 - tail] == y.p[y.n - 1 - tail])
		tail++;
	if (head == 0)
		return false;
	if (x.n - head - tail <= 1 && y.n - head - tail <= 1)
		return true;
	return x.n == y.n && x.n - head - tail == 2 &&
	    x.p[head] == y.p[head + 1] && x.p[head + 1] == y.p[head];
}

bool
revision_is_spelling(struct str x, struct str y)
{
	size_t i = 0, j = 0;

	if (is_filling(x, y))
		return true;
	for (;;) {
		struct str u = next_word(x, &i), v = next_word(y, &j);

		if (u.n == 0 && v.n == 0)
			return true;
		if (u.n == 0 || v.n == 0)
			return false;
		if (!str_eq(u, v) &&
		    (!is_spelled(u) || !is_spelled(v) || !is_one_fault(u, v)))
			return false;
	}
}
