#include "version/order.h"
#include "version/order_text.h"

/*
 * Composer: versions are brought to four numbers and a stability, then
 * compared as PHP's version_compare() does.
 */

#define NUMBERS		4	/* what Composer fills up with zeros */

enum rank {
	RANK_WORD = -1,		/* any other word, as of a branch */
	RANK_DEV,
	RANK_ALPHA,
	RANK_BETA,
	RANK_RC,
	RANK_NUMBER,		/* or the end */
	RANK_PATCH,
};

struct token {
	enum rank rank;
	struct str text;
	bool is_end;
};

struct state {
	struct str rest;
	size_t n_numbers;	/* of those at the start */
	bool in_numbers;
};

static const struct {
	struct str word;
	enum rank rank;
} words[] = {
	{ STR_INIT("dev"), RANK_DEV },
	{ STR_INIT("alpha"), RANK_ALPHA },
	{ STR_INIT("a"), RANK_ALPHA },
	{ STR_INIT("beta"), RANK_BETA },
	{ STR_INIT("b"), RANK_BETA },
	{ STR_INIT("rc"), RANK_RC },
	{ STR_INIT("patch"), RANK_PATCH },
	{ STR_INIT("pl"), RANK_PATCH },
	{ STR_INIT("p"), RANK_PATCH },
};

static bool
is_plain(char c)
{
	return order_is_digit(c) || order_is_letter(c) ||
	    ((unsigned char)c & 0x80) != 0;
}

/* As PHP: what a word begins with counts. */
static enum rank
rank_of(struct str word)
{
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		struct str name = words[i].word;

		if (word.n >= name.n &&
		    order_text_nocase((struct str){ word.p, name.n }, name) ==
			0)
			return words[i].rank;
	}
	return RANK_WORD;
}

/* "stable" says nothing. */
static bool
is_silent(struct str word)
{
	return order_text_nocase(word, S("stable")) == 0;
}

static struct str
take_word(struct str *s)
{
	size_t n = 0;

	while (n < s->n && is_plain(s->p[n]) && !order_is_digit(s->p[n]))
		n++;
	return order_take(s, n);
}

static struct token
next(struct state *s)
{
	struct token t = { .rank = RANK_NUMBER };
	size_t n;

	do {
		while (s->rest.n > 0 && !is_plain(s->rest.p[0]))
			s->rest = order_skip(s->rest, 1);
		if (s->rest.n == 0) {
			t.is_end = true;
			return t;
		}
		n = order_digits(s->rest);
		if (n > 0) {
			t.text = order_take(&s->rest, n);
			s->n_numbers += s->in_numbers ? 1 : 0;
			return t;
		}
		t.text = take_word(&s->rest);
		s->in_numbers = false;
	} while (is_silent(t.text));
	t.rank = rank_of(t.text);
	return t;
}

/* Composer leaves builds behind '+', the stability of aliases behind '@'. */
static struct str
without_build(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '+' || s.p[i] == '@')
			return (struct str){ s.p, i };
	}
	return s;
}

static struct state
start(struct str s)
{
	s = without_build(s);
	if ((order_at(s, 0) == 'v' || order_at(s, 0) == 'V') &&
	    order_is_digit(order_at(s, 1)))
		s = order_skip(s, 1);
	return (struct state){ .rest = s, .in_numbers = true };
}

/* One of the numbers that the other side has been filled up to. */
static bool
is_filled(const struct token *t, const struct state *s)
{
	return t->rank == RANK_NUMBER && !t->is_end && s->in_numbers &&
	    s->n_numbers <= NUMBERS;
}

static int
compare(const struct token *a, const struct token *b)
{
	bool a_is_number = a->rank == RANK_NUMBER && !a->is_end;
	bool b_is_number = b->rank == RANK_NUMBER && !b->is_end;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if (a_is_number != b_is_number)
		return a_is_number ? 1 : -1;
	if (a_is_number)
		return order_numbers(a->text, b->text);
	return 0;
}

/* The next token, behind zeros that a word or the end beside them implies. */
static struct token
skip_zeros(struct token t, struct state *s, const struct token *other)
{
	bool is_word = other->rank != RANK_NUMBER || other->is_end;

	while (is_word && is_filled(&t, s) && order_is_zero(t.text))
		t = next(s);
	return t;
}

bool
order_composer(struct str x, struct str y, int *cmp)
{
	struct state s, t;
	struct token a, b;

	order_text_trim(&x, &y);
	if (x.n == 0 || y.n == 0)
		return false;
	s = start(x);
	t = start(y);
	do {
		a = next(&s);
		b = next(&t);
		a = skip_zeros(a, &s, &b);
		b = skip_zeros(b, &t, &a);
		if (is_filled(&a, &s) != is_filled(&b, &t))
			*cmp = is_filled(&a, &s) ? 1 : -1;
		else
			*cmp = compare(&a, &b);
	} while (*cmp == 0 && (!a.is_end || !b.is_end));
	return true;
}
