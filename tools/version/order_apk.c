#include "version/order.h"
#include "version/order_text.h"

/*
 * Alpine's apk and Gentoo's ebuilds have one grammar,
 *	number{.number}[letter]{_suffix[number]}[~hash][-rN]
 * and nearly one order.  Sources: apk-package(5) and its tools' version.c;
 * Gentoo's Package Manager Specification section 3.3.
 */

/* In the order of the grammar; what ends earlier stands lower. */
enum part {
	PART_FIRST,	/* the first number */
	PART_NUMBER,
	PART_LETTER,
	PART_LETTER_NUMBER,	/* not of the grammar: 1.8.1p2 */
	PART_SUFFIX,
	PART_SUFFIX_NUMBER,
	PART_HASH,
	PART_REVISION,
	PART_END,
	PART_BAD,
};

struct state {
	struct str rest;
	enum part part;
	struct str text;
	int rank;	/* of a suffix; below 0 of a pre-release */
};

static const struct {
	struct str word;
	int rank;
} suffixes[] = {
	{ STR_INIT("alpha"), -4 },
	{ STR_INIT("beta"), -3 },
	{ STR_INIT("pre"), -2 },
	{ STR_INIT("rc"), -1 },
	{ STR_INIT("cvs"), 1 },
	{ STR_INIT("svn"), 2 },
	{ STR_INIT("git"), 3 },
	{ STR_INIT("hg"), 4 },
	{ STR_INIT("p"), 5 },
};

static void
take_number(struct state *s, enum part part)
{
	s->text = order_take(&s->rest, order_digits(s->rest));
	s->part = s->text.n > 0 ? part : PART_BAD;
}

static void
take_suffix(struct state *s)
{
	struct str word;

	s->rest = order_skip(s->rest, 1);
	word = order_take(&s->rest, order_letters(s->rest));
	s->part = PART_BAD;
	for (size_t i = 0; i < ARRAY_LEN(suffixes); i++) {
		if (!str_eq(word, suffixes[i].word))
			continue;
		s->part = PART_SUFFIX;
		s->rank = suffixes[i].rank;
	}
}

static bool
is_hex(char c)
{
	return order_is_digit(c) || (c >= 'a' && c <= 'f');
}

static void
take_hash(struct state *s)
{
	size_t n = 0;

	s->rest = order_skip(s->rest, 1);
	while (n < s->rest.n && is_hex(s->rest.p[n]))
		n++;
	s->text = order_take(&s->rest, n);
	s->part = n > 0 ? PART_HASH : PART_BAD;
}

static void
next(struct state *s)
{
	char c = order_at(s->rest, 0);

	if (s->part == PART_BAD)
		return;
	if (s->rest.n == 0) {
		s->part = PART_END;
	} else if (c >= 'a' && c <= 'z' && s->part <= PART_NUMBER) {
		s->text = order_take(&s->rest, 1);
		s->part = PART_LETTER;
	} else if (c == '.' && s->part <= PART_NUMBER) {
		/* apk 2 lets a dot stand without a number. */
		s->rest = order_skip(s->rest, 1);
		take_number(s, PART_NUMBER);
		s->part = PART_NUMBER;
	} else if (order_is_digit(c) && s->part == PART_LETTER) {
		take_number(s, PART_LETTER_NUMBER);
	} else if (order_is_digit(c) && s->part == PART_SUFFIX) {
		take_number(s, PART_SUFFIX_NUMBER);
	} else if (c == '_' && s->part <= PART_SUFFIX_NUMBER) {
		take_suffix(s);
	} else if (c == '~' && s->part < PART_HASH) {
		take_hash(s);
	} else if (c == '-' && order_at(s->rest, 1) == 'r' &&
	    s->part < PART_REVISION) {
		s->rest = order_skip(s->rest, 2);
		take_number(s, PART_REVISION);
	} else {
		s->part = PART_BAD;
	}
}

static struct state
start(struct str s)
{
	struct state st = { .rest = s };

	take_number(&st, PART_FIRST);
	return st;
}

/* As a fraction: 1.01 < 1.1.  Gentoo drops zeros at the end. */
static int
compare_fractions(struct str x, struct str y, bool drop_zeros)
{
	while (drop_zeros && x.n > 0 && x.p[x.n - 1] == '0')
		x.n--;
	while (drop_zeros && y.n > 0 && y.p[y.n - 1] == '0')
		y.n--;
	return order_bytes(x, y);
}

static int
compare_part(const struct state *x, const struct state *y, bool is_gentoo)
{
	switch (x->part) {
	case PART_NUMBER:
		if (order_at(x->text, 0) == '0' || order_at(y->text, 0) == '0')
			return compare_fractions(x->text, y->text, is_gentoo);
		return order_numbers(x->text, y->text);
	case PART_FIRST:
	case PART_LETTER_NUMBER:
	case PART_SUFFIX_NUMBER:
	case PART_REVISION:
		return order_numbers(x->text, y->text);
	case PART_SUFFIX:
		return order_sign(x->rank - y->rank);
	case PART_LETTER:
	case PART_HASH:
		return order_bytes(x->text, y->text);
	case PART_END:
	case PART_BAD:
		return 0;
	}
	BUG("part");
}

/* A number that stands for nothing: of Gentoo's "_p0" and "-r0". */
static bool
is_nothing(const struct state *s)
{
	return (s->part == PART_SUFFIX_NUMBER || s->part == PART_REVISION) &&
	    order_is_zero(s->text);
}

/*
 * Both are the same up to here; what follows differs in kind, and is BAD on
 * neither side.
 */
static int
compare_kinds(const struct state *x, const struct state *y)
{
	if (x->part == PART_SUFFIX && x->rank < 0)
		return -1;
	if (y->part == PART_SUFFIX && y->rank < 0)
		return 1;
	return (int)(y->part > x->part) - (int)(y->part < x->part);
}

/* False when what does not belong into a version would have to decide. */
static bool
compare(struct str x, struct str y, bool is_gentoo, int *cmp)
{
	struct state a = start(x), b = start(y);

	*cmp = 0;
	while (a.part < PART_END || b.part < PART_END) {
		if (is_gentoo && a.part != b.part && is_nothing(&a)) {
			next(&a);
			continue;
		}
		if (is_gentoo && a.part != b.part && is_nothing(&b)) {
			next(&b);
			continue;
		}
		if (a.part == PART_BAD || b.part == PART_BAD)
			return false;
		*cmp = a.part != b.part ? compare_kinds(&a, &b) :
					  compare_part(&a, &b, is_gentoo);
		if (*cmp != 0)
			return true;
		next(&a);
		next(&b);
	}
	return a.part != PART_BAD && b.part != PART_BAD;
}

bool
order_apk(struct str x, struct str y, int *cmp)
{
	order_text_trim(&x, &y);
	return compare(x, y, false, cmp);
}

bool
order_gentoo(struct str x, struct str y, int *cmp)
{
	order_text_trim(&x, &y);
	return compare(x, y, true, cmp);
}
