#include "version/order.h"

#include "base/time.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Bytes beyond ASCII are letters of some script. */
static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    ((unsigned char)c & 0x80) != 0;
}

static int
sign(int n)
{
	return (n > 0) - (n < 0);
}

/* Digits of any length as numbers. */
static int
compare_numbers(struct str x, struct str y)
{
	while (x.n > 0 && x.p[0] == '0')
		x = str_from(x, 1);
	while (y.n > 0 && y.p[0] == '0')
		y = str_from(y, 1);
	if (x.n != y.n)
		return x.n < y.n ? -1 : 1;
	return sign(str_cmp(x, y));
}

/* ---- SemVer ---------------------------------------------------------- */

struct semver {
	struct str core;	/* "1.2.3" */
	struct str pre;		/* without its '-'; may be empty */
};

static bool
is_identifier(struct str s, bool zeros_allowed)
{
	size_t digits = str_run(s, is_digit);

	for (size_t i = 0; i < s.n; i++) {
		if (!is_digit(s.p[i]) && s.p[i] != '-' &&
		    (!is_letter(s.p[i]) ||
			((unsigned char)s.p[i] & 0x80) != 0))
			return false;
	}
	if (s.n == 0)
		return false;
	return zeros_allowed || digits < s.n || s.n == 1 || s.p[0] != '0';
}

/* Identifiers between dots, each as it must be; how many, or 0 if not. */
static size_t
count_identifiers(struct str s, bool zeros_allowed)
{
	struct str part;
	size_t n = 0;
	bool more;

	do {
		more = str_cut(s, '.', &part, &s);
		if (!is_identifier(part, zeros_allowed))
			return 0;
		n++;
	} while (more);
	return n;
}

static bool
semver_parse(struct str s, struct semver *out)
{
	struct str rest, build, all;
	bool has_build = str_cut(s, '+', &rest, &build);
	bool has_pre = str_cut(rest, '-', &out->core, &out->pre);

	if (has_build && count_identifiers(build, true) == 0)
		return false;
	if (has_pre && count_identifiers(out->pre, false) == 0)
		return false;
	if (count_identifiers(out->core, false) != 3)
		return false;
	all = out->core;
	for (size_t i = 0; i < all.n; i++) {
		if (!is_digit(all.p[i]) && all.p[i] != '.')
			return false;
	}
	return true;
}

static int
compare_identifiers(struct str x, struct str y)
{
	bool x_is_number = str_run(x, is_digit) == x.n;
	bool y_is_number = str_run(y, is_digit) == y.n;

	if (x_is_number && y_is_number)
		return compare_numbers(x, y);
	if (x_is_number != y_is_number)
		return x_is_number ? -1 : 1;
	return sign(str_cmp(x, y));
}

/* Part by part; with fewer parts, all equal, comes first. */
static int
compare_dotted(struct str x, struct str y)
{
	struct str a, b;
	bool more_x, more_y;
	int cmp;

	do {
		more_x = str_cut(x, '.', &a, &x);
		more_y = str_cut(y, '.', &b, &y);
		cmp = compare_identifiers(a, b);
	} while (cmp == 0 && more_x && more_y);
	if (cmp != 0)
		return cmp;
	return (int)more_x - (int)more_y;
}

bool
order_semver(struct str x, struct str y, int *cmp)
{
	struct semver a, b;

	if (!semver_parse(x, &a) || !semver_parse(y, &b))
		return false;
	*cmp = compare_dotted(a.core, b.core);
	if (*cmp != 0)
		return true;
	if (a.pre.n == 0 || b.pre.n == 0)
		*cmp = (int)(b.pre.n > 0) - (int)(a.pre.n > 0);
	else
		*cmp = compare_dotted(a.pre, b.pre);
	return true;
}

/* ---- generic --------------------------------------------------------- */

enum token_kind {
	TOKEN_PRE,	/* a pre-release's word */
	TOKEN_ZERO,	/* the end, or a number that is zero */
	TOKEN_WORD,
	TOKEN_NUMBER,
};

struct token {
	enum token_kind kind;
	struct str text;
	int rank;	/* of a pre-release's word */
};

/* Earlier stages first. */
static const struct {
	struct str word;
	int rank;
} pre_words[] = {
	{ STR_INIT("dev"), 0 },
	{ STR_INIT("snapshot"), 0 },
	{ STR_INIT("nightly"), 0 },
	{ STR_INIT("alpha"), 1 },
	{ STR_INIT("beta"), 2 },
	{ STR_INIT("milestone"), 3 },
	{ STR_INIT("pre"), 4 },
	{ STR_INIT("preview"), 4 },
	{ STR_INIT("rc"), 5 },
	{ STR_INIT("cr"), 5 },
};

static struct token
word_token(struct str word, struct str rest)
{
	struct token t = { .kind = TOKEN_WORD, .text = word };

	for (size_t i = 0; i < ARRAY_LEN(pre_words); i++) {
		if (str_eq_nocase(word, pre_words[i].word)) {
			t.kind = TOKEN_PRE;
			t.rank = pre_words[i].rank;
			return t;
		}
	}
	/* 1.0b2 is a beta; 1.0.2b is the second patch. */
	if (word.n == 1 && rest.n > 0 && is_digit(rest.p[0]) &&
	    (word.p[0] == 'a' || word.p[0] == 'b')) {
		t.kind = TOKEN_PRE;
		t.rank = word.p[0] == 'a' ? 1 : 2;
	}
	return t;
}

static struct token
next_token(struct str *s)
{
	struct token t = { .kind = TOKEN_ZERO };
	size_t n;

	while (s->n > 0 && !is_digit(s->p[0]) && !is_letter(s->p[0]))
		*s = str_from(*s, 1);
	if (s->n == 0)
		return t;
	if (!is_digit(s->p[0])) {
		struct str word;

		n = str_run(*s, is_letter);
		word = str_sub(*s, 0, n);
		*s = str_from(*s, n);
		return word_token(word, *s);
	}
	n = str_run(*s, is_digit);
	t.text = str_sub(*s, 0, n);
	*s = str_from(*s, n);
	if (compare_numbers(t.text, S("")) != 0)
		t.kind = TOKEN_NUMBER;
	return t;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static int
compare_words(struct str x, struct str y)
{
	for (size_t i = 0; i < x.n && i < y.n; i++) {
		unsigned char a = (unsigned char)lower(x.p[i]);
		unsigned char b = (unsigned char)lower(y.p[i]);

		if (a != b)
			return a < b ? -1 : 1;
	}
	return (x.n > y.n) - (x.n < y.n);
}

static int
compare_tokens(const struct token *a, const struct token *b)
{
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	switch (a->kind) {
	case TOKEN_PRE:
		return sign(a->rank - b->rank);
	case TOKEN_ZERO:
		return 0;
	case TOKEN_WORD:
		return compare_words(a->text, b->text);
	case TOKEN_NUMBER:
		return compare_numbers(a->text, b->text);
	}
	BUG("token kind");
}

/* "v2.0" is "2.0". */
static struct str
without_v(struct str s)
{
	if (s.n > 1 && (s.p[0] == 'v' || s.p[0] == 'V') && is_digit(s.p[1]))
		return str_from(s, 1);
	return s;
}

void
order_generic(struct str x, struct str y, int *cmp)
{
	x = without_v(x);
	y = without_v(y);
	*cmp = 0;
	while (*cmp == 0 && (x.n > 0 || y.n > 0)) {
		struct token a = next_token(&x);
		struct token b = next_token(&y);

		*cmp = compare_tokens(&a, &b);
	}
}

/* ---- others ---------------------------------------------------------- */

static bool
is_digit_or_dot(char c)
{
	return is_digit(c) || c == '.';
}

void
order_intdot(struct str x, struct str y, int *cmp)
{
	struct str a, b;

	x = str_sub(x, 0, str_run(x, is_digit_or_dot));
	y = str_sub(y, 0, str_run(y, is_digit_or_dot));
	*cmp = 0;
	while (*cmp == 0 && (x.n > 0 || y.n > 0)) {
		(void)str_cut(x, '.', &a, &x);
		(void)str_cut(y, '.', &b, &y);
		*cmp = compare_numbers(a, b);
	}
}

/* A second with a fraction of twenty digits and an offset has 46. */
#define DATETIME_BYTES_MAX	64

/* The digits of a fraction of a second, without zeros at the end. */
static struct str
fraction(struct str s)
{
	size_t dot = str_find_byte(s, '.', 0);
	struct str digits;

	if (dot == SIZE_MAX)
		return S("");
	digits = str_from(s, dot + 1);
	digits = str_sub(digits, 0, str_run(digits, is_digit));
	while (digits.n > 0 && digits.p[digits.n - 1] == '0')
		digits.n--;
	return digits;
}

/*
 * A leap second is the second 59 with *leap set: base/time refuses it, vers
 * must not.
 */
static bool
parse_second(struct str s, struct instant *out, bool *leap)
{
	char text[DATETIME_BYTES_MAX];

	*leap = s.n > 19 && s.n <= sizeof(text) && s.p[16] == ':' &&
	    s.p[17] == '6' && s.p[18] == '0';
	if (!*leap)
		return instant_parse(s, out, NULL);
	for (size_t i = 0; i < s.n; i++)
		text[i] = s.p[i];
	text[17] = '5';
	text[18] = '9';
	return instant_parse((struct str){ text, s.n }, out, NULL);
}

bool
order_datetime(struct str x, struct str y, int *cmp)
{
	struct instant a, b;
	bool leap_a, leap_b;

	if (!parse_second(x, &a, &leap_a) || !parse_second(y, &b, &leap_b))
		return false;
	if (a.s != b.s)
		*cmp = a.s < b.s ? -1 : 1;
	else if (leap_a != leap_b)
		*cmp = leap_a ? 1 : -1;
	else
		*cmp = sign(str_cmp(fraction(x), fraction(y)));
	return true;
}
