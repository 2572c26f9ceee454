#include "version/order.h"
#include "version/order_text.h"

/*
 * conda's VersionOrder: [epoch!]version[+local]; parts between '.', '_' or
 * '-', each of numbers and words by turns and with a number first; missing is
 * 0.  "dev" < other words < numbers < "post".
 */

struct state {
	struct str rest;
	bool is_start;		/* of a part: a word needs a 0 before it */
};

struct token {
	struct str text;
	int rank;		/* 0 dev, 1 word, 2 number, 3 post */
	bool is_end;		/* of the part */
};

static bool
is_part_end(char c)
{
	return c == '.' || c == '_' || c == '-';
}

static size_t
word_length(struct str s)
{
	size_t n = 0;

	while (n < s.n && !order_is_digit(s.p[n]) && !is_part_end(s.p[n]))
		n++;
	return n;
}

/* What is missing, or stands before a word, is the number 0. */
static struct token
next(struct state *s)
{
	struct token t = { .rank = 2 };
	bool is_start = s->is_start;
	size_t n = order_digits(s->rest);

	s->is_start = false;
	t.is_end = s->rest.n == 0 || is_part_end(s->rest.p[0]);
	if (t.is_end || (is_start && n == 0))
		return t;
	if (n > 0) {
		t.text = order_take(&s->rest, n);
		return t;
	}
	t.text = order_take(&s->rest, word_length(s->rest));
	t.rank = 1;
	if (order_text_nocase(t.text, S("dev")) == 0)
		t.rank = 0;
	else if (order_text_nocase(t.text, S("post")) == 0)
		t.rank = 3;
	return t;
}

static int
compare_parts(struct state *s, struct state *t)
{
	struct token a, b;

	s->is_start = true;
	t->is_start = true;
	do {
		int cmp;

		a = next(s);
		b = next(t);
		if (a.rank != b.rank)
			return a.rank < b.rank ? -1 : 1;
		cmp = a.rank == 2 ? order_numbers(a.text, b.text) :
				    order_text_nocase(a.text, b.text);
		if (cmp != 0)
			return cmp;
	} while (!a.is_end || !b.is_end);
	return 0;
}

static int
compare_versions(struct str x, struct str y)
{
	struct state s = { .rest = x }, t = { .rest = y };

	while (s.rest.n > 0 || t.rest.n > 0) {
		int cmp = compare_parts(&s, &t);

		if (cmp != 0)
			return cmp;
		s.rest = order_skip(s.rest, s.rest.n > 0 ? 1 : 0);
		t.rest = order_skip(t.rest, t.rest.n > 0 ? 1 : 0);
	}
	return 0;
}

struct conda {
	struct str epoch;
	struct str version;
	struct str local;
};

static bool
read_conda(struct str s, struct conda *out)
{
	size_t n = order_digits(s);

	*out = (struct conda){ .epoch = { NULL, 0 } };
	if (n > 0 && order_at(s, n) == '!') {
		out->epoch = order_take(&s, n);
		s = order_skip(s, 1);
	}
	(void)str_cut(s, '+', &out->version, &out->local);
	return order_is_digit(order_at(out->version, 0)) ||
	    order_is_letter(order_at(out->version, 0));
}

bool
order_conda(struct str x, struct str y, int *cmp)
{
	struct conda a, b;

	order_text_trim(&x, &y);
	if (!read_conda(x, &a) || !read_conda(y, &b))
		return false;
	*cmp = order_numbers(a.epoch, b.epoch);
	if (*cmp == 0)
		*cmp = compare_versions(a.version, b.version);
	if (*cmp == 0)
		*cmp = compare_versions(a.local, b.local);
	return true;
}
