#include "version/order.h"
#include "version/order_text.h"

/*
 * RubyGems: numbers and words, words (pre-releases) below numbers.  Zeros
 * before the first word and at the end count for nothing; '-' is ".pre.".
 */

struct state {
	struct str rest;
	const char *zeros_end;	/* behind the zeros before the first word */
	const char *zeros;	/* where they begin */
};

/* As Gem::Version wants it: numbers and words, the first a number. */
static bool
is_version(struct str s)
{
	bool in_part = false;

	for (size_t i = 0; i < s.n; i++) {
		bool plain = order_is_digit(s.p[i]) || order_is_letter(s.p[i]);

		if (!plain && ((s.p[i] != '.' && s.p[i] != '-') || !in_part))
			return false;
		in_part = plain;
	}
	return in_part && order_is_digit(s.p[0]);
}

/* Find the zeros that stand right before the first word. */
static struct state
start(struct str s)
{
	struct state st = { .rest = s };
	struct str rest = s;

	while (rest.n > 0 && !order_is_letter(rest.p[0]) && rest.p[0] != '-') {
		struct str digits = order_take(&rest, order_digits(rest));

		if (digits.n == 0) {
			rest = order_skip(rest, 1);
			continue;
		}
		if (!order_is_zero(digits))
			st.zeros = NULL;
		else if (st.zeros == NULL)
			st.zeros = digits.p;
		st.zeros_end = rest.p;
	}
	return st;
}

/* The next number or word, empty at the end. */
static struct str
next(struct state *s)
{
	while (s->rest.n > 0) {
		char c = s->rest.p[0];

		if (s->zeros != NULL && s->rest.p == s->zeros) {
			s->rest = order_skip(s->rest,
			    (size_t)(s->zeros_end - s->zeros));
			s->zeros = NULL;
			continue;
		}
		if (order_is_digit(c))
			return order_take(&s->rest, order_digits(s->rest));
		if (order_is_letter(c))
			return order_take(&s->rest, order_letters(s->rest));
		s->rest = order_skip(s->rest, 1);
		if (c == '-')
			return S("pre");
	}
	return (struct str){ NULL, 0 };
}

static int
compare(struct str a, struct str b)
{
	bool a_is_word = a.n > 0 && order_is_letter(a.p[0]);
	bool b_is_word = b.n > 0 && order_is_letter(b.p[0]);

	if (a_is_word != b_is_word)
		return a_is_word ? -1 : 1;
	return a_is_word ? order_bytes(a, b) : order_numbers(a, b);
}

bool
order_gem(struct str x, struct str y, int *cmp)
{
	struct state s, t;
	struct str a, b;

	order_text_trim(&x, &y);
	if (!is_version(x) || !is_version(y))
		return false;
	s = start(x);
	t = start(y);
	do {
		a = next(&s);
		b = next(&t);
		*cmp = compare(a, b);
	} while (*cmp == 0 && (a.n > 0 || b.n > 0));
	return true;
}
