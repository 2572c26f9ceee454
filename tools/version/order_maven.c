#include "version/order.h"
#include "version/order_text.h"

/*
 * Maven, POM reference, "Version Order Specification": tokens, each with the
 * '.' or '-' before it, between numbers and words a '-'; nothing ("0", "ga",
 * "final", "release") before a '-' or the end is dropped.
 */

enum qualifier {
	QUALIFIER_ALPHA,
	QUALIFIER_BETA,
	QUALIFIER_MILESTONE,
	QUALIFIER_RC,
	QUALIFIER_SNAPSHOT,
	QUALIFIER_NONE,
	QUALIFIER_SP,
	QUALIFIER_OTHER,	/* by its letters */
};

struct token {
	struct str text;
	enum qualifier qualifier;
	char prefix;		/* '.', '-', or NUL of the first */
	bool is_number;
	bool is_null;		/* may be dropped */
	bool is_end;
};

struct state {
	struct str rest;
	char prefix;		/* of the next token */
	bool has_more;
	const char *kept;	/* what is null up to here is not dropped */
};

static const struct {
	struct str word;
	enum qualifier qualifier;
} qualifiers[] = {
	{ STR_INIT("alpha"), QUALIFIER_ALPHA },
	{ STR_INIT("beta"), QUALIFIER_BETA },
	{ STR_INIT("milestone"), QUALIFIER_MILESTONE },
	{ STR_INIT("rc"), QUALIFIER_RC },
	{ STR_INIT("cr"), QUALIFIER_RC },
	{ STR_INIT("snapshot"), QUALIFIER_SNAPSHOT },
	{ STR_INIT("ga"), QUALIFIER_NONE },
	{ STR_INIT("final"), QUALIFIER_NONE },
	{ STR_INIT("release"), QUALIFIER_NONE },
	{ STR_INIT("sp"), QUALIFIER_SP },
};

/* "a1" is "alpha1"; "a" alone is a word like others. */
static enum qualifier
qualifier_of(struct str word, bool before_digit)
{
	if (word.n == 1 && before_digit) {
		switch (order_lower(word.p[0])) {
		case 'a':
			return QUALIFIER_ALPHA;
		case 'b':
			return QUALIFIER_BETA;
		case 'm':
			return QUALIFIER_MILESTONE;
		default:
			return QUALIFIER_OTHER;
		}
	}
	for (size_t i = 0; i < ARRAY_LEN(qualifiers); i++) {
		if (order_text_nocase(word, qualifiers[i].word) == 0)
			return qualifiers[i].qualifier;
	}
	return QUALIFIER_OTHER;
}

static size_t
word_length(struct str s)
{
	size_t n = 0;

	while (n < s.n && !order_is_digit(s.p[n]) && s.p[n] != '.' &&
	    s.p[n] != '-')
		n++;
	return n;
}

/* Take what is before the next '.', '-' or transition. */
static struct token
read_token(struct state *s)
{
	struct token t = { .prefix = s->prefix };
	size_t n = order_digits(s->rest);
	char c;

	if (!s->has_more) {
		t.is_end = true;
		return t;
	}
	t.is_number = n > 0 || word_length(s->rest) == 0;
	t.text = order_take(&s->rest, t.is_number ? n : word_length(s->rest));
	c = order_at(s->rest, 0);
	if (!t.is_number)
		t.qualifier = qualifier_of(t.text,
		    s->rest.n > 0 && order_is_digit(c));
	t.is_null = t.is_number ? order_is_zero(t.text) :
				  t.qualifier == QUALIFIER_NONE;
	s->has_more = s->rest.n > 0;
	s->prefix = c == '.' ? '.' : '-';
	if (s->has_more && (c == '.' || c == '-'))
		s->rest = order_skip(s->rest, 1);
	return t;
}

/*
 * The next token that counts.  What is null is followed to the end of its run
 * once: dropped before a '-' or the end, else what stands behind the run's
 * last '-' counts.
 */
static struct token
next(struct state *s)
{
	struct state keep = *s, before;
	struct token t = read_token(s), after;

	if (!t.is_null || t.prefix == '\0' ||
	    (s->kept != NULL && t.text.p < s->kept))
		return t;
	for (;;) {
		before = *s;
		after = read_token(s);
		if (after.is_end || !after.is_null)
			break;
		if (after.prefix == '-')
			keep = before;
	}
	if (after.is_end || after.prefix == '-')
		return after;
	*s = keep;
	s->kept = before.rest.p;
	return read_token(s);
}

/* Words below "-number" below ".number". */
static int
rank(const struct token *t)
{
	if (!t->is_number)
		return 0;
	return t->prefix == '-' ? 1 : 2;
}

/* Words of one rank: ".word" below "-word", then by letters. */
static int
compare_words(const struct token *a, const struct token *b)
{
	if (a->qualifier != b->qualifier)
		return a->qualifier < b->qualifier ? -1 : 1;
	if (a->prefix != b->prefix && a->qualifier != QUALIFIER_NONE)
		return a->prefix == '.' ? -1 : 1;
	if (a->qualifier == QUALIFIER_OTHER)
		return order_text_nocase(a->text, b->text);
	return 0;
}

/* What stands for nothing beside the other's token. */
static struct token
padding(const struct token *other)
{
	return (struct token){ .prefix = other->prefix,
		.qualifier = QUALIFIER_NONE,
		.is_number = other->is_number };
}

static int
compare_tokens(struct token a, struct token b)
{
	if (a.is_end)
		a = padding(&b);
	else if (b.is_end)
		b = padding(&a);
	if (rank(&a) != rank(&b))
		return rank(&a) < rank(&b) ? -1 : 1;
	if (a.is_number)
		return order_numbers(a.text, b.text);
	return compare_words(&a, &b);
}

bool
order_maven(struct str x, struct str y, int *cmp)
{
	struct state s, t;
	struct token a, b;

	order_text_trim(&x, &y);
	if (x.n == 0 || y.n == 0)
		return false;
	s = (struct state){ .rest = x, .has_more = true };
	t = (struct state){ .rest = y, .has_more = true };
	do {
		a = next(&s);
		b = next(&t);
		*cmp = a.is_end && b.is_end ? 0 : compare_tokens(a, b);
	} while (*cmp == 0 && (!a.is_end || !b.is_end));
	return true;
}
