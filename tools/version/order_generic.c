#include "version/order.h"
#include "version/order_text.h"

/*
 * Versions of products without a package manager.  Numbers by value, words by
 * what they stand for, all else separates; what is missing is zero.
 */

enum kind {
	KIND_PRE,	/* a pre-release's word */
	KIND_ZERO,	/* the end, a zero, or a word such as "final" */
	KIND_WORD,	/* any other word: what follows a release */
	KIND_NUMBER,
};

enum word_kind {
	WORD_OTHER,	/* nobody knows: "enterprise" */
	WORD_NOTHING,	/* says nothing: "final" */
	WORD_PRE,
	WORD_POST,	/* counts what came after: "sp2", "update 3" */
	WORD_LETTER,	/* one or two right behind a number: 1.0.2za */
};

struct token {
	enum kind kind;
	enum word_kind word;
	struct str text;
	int rank;	/* of WORD_PRE and WORD_POST: the same word's */
	bool is_end;
};

struct state {
	struct str rest;
	char before;	/* the byte before rest, NUL at the start */
};

static const struct {
	struct str word;
	enum word_kind kind;
	int rank;
} words[] = {
	{ STR_INIT("dev"), WORD_PRE, 0 },
	{ STR_INIT("devel"), WORD_PRE, 0 },
	{ STR_INIT("nightly"), WORD_PRE, 0 },
	{ STR_INIT("alpha"), WORD_PRE, 1 },
	{ STR_INIT("beta"), WORD_PRE, 2 },
	{ STR_INIT("milestone"), WORD_PRE, 3 },
	{ STR_INIT("preview"), WORD_PRE, 4 },
	{ STR_INIT("pre"), WORD_PRE, 4 },
	{ STR_INIT("prerelease"), WORD_PRE, 4 },
	{ STR_INIT("rc"), WORD_PRE, 5 },
	{ STR_INIT("cr"), WORD_PRE, 5 },
	{ STR_INIT("snapshot"), WORD_PRE, 6 },
	{ STR_INIT("final"), WORD_NOTHING, 0 },
	{ STR_INIT("ga"), WORD_NOTHING, 0 },
	{ STR_INIT("lts"), WORD_NOTHING, 0 },
	{ STR_INIT("release"), WORD_NOTHING, 0 },
	{ STR_INIT("rtm"), WORD_NOTHING, 0 },
	{ STR_INIT("stable"), WORD_NOTHING, 0 },
	{ STR_INIT("sp"), WORD_POST, 1 },
	{ STR_INIT("servicepack"), WORD_POST, 1 },
	{ STR_INIT("update"), WORD_POST, 2 },
	{ STR_INIT("upd"), WORD_POST, 2 },
	{ STR_INIT("u"), WORD_POST, 2 },
	{ STR_INIT("patch"), WORD_POST, 3 },
	{ STR_INIT("pl"), WORD_POST, 3 },
	{ STR_INIT("p"), WORD_POST, 3 },
	{ STR_INIT("hotfix"), WORD_POST, 4 },
	{ STR_INIT("hf"), WORD_POST, 4 },
	{ STR_INIT("build"), WORD_POST, 5 },
	{ STR_INIT("rev"), WORD_POST, 6 },
	{ STR_INIT("revision"), WORD_POST, 6 },
	{ STR_INIT("r"), WORD_POST, 6 },
	{ STR_INIT("s"), WORD_POST, 7 },
	{ STR_INIT("fix"), WORD_POST, 8 },
	{ STR_INIT("fp"), WORD_POST, 9 },
	{ STR_INIT("fixpack"), WORD_POST, 9 },
	{ STR_INIT("cu"), WORD_POST, 10 },
	{ STR_INIT("spc"), WORD_POST, 11 },
	{ STR_INIT("mp"), WORD_POST, 12 },
};

/* Bytes beyond ASCII are letters of some script. */
static bool
is_letter(char c)
{
	return order_is_letter(c) || ((unsigned char)c & 0x80) != 0;
}

/* Whether a number follows, at once or behind one blank or separator. */
static bool
is_before_number(struct str rest)
{
	char c = order_at(rest, 0);

	if (c == ' ' || c == '.' || c == '-' || c == '_')
		c = order_at(rest, 1);
	return order_is_digit(c);
}

/*
 * One letter, or two.  1.0b2 is a beta, 4.0-M1 a milestone, 1.0.2k the
 * eleventh fix, 1.0.2za the one behind z; 8.2p1 is a patch, 15.1(4)M5 what its
 * maker says, 1.x a series.
 */
static void
read_letters(struct token *t, struct str rest, char before)
{
	char c = order_lower(t->text.p[0]);
	bool numbered = is_before_number(rest);
	bool separated = before == '-' || before == '.' || before == '_' ||
	    before == ' ';

	t->word = numbered || (c == 'x' && separated) ||
		(t->text.n > 1 && separated) ?
	    WORD_OTHER :
	    WORD_LETTER;
	if (t->text.n > 1)
		return;
	if (order_is_digit(order_at(rest, 0)) && (c == 'a' || c == 'b')) {
		t->word = WORD_PRE;
		t->rank = c == 'a' ? 1 : 2;
	} else if (numbered && separated && c == 'm') {
		t->word = WORD_PRE;
		t->rank = 3;
	}
}

static struct token
word_token(struct str word, struct str rest, char before)
{
	struct token t = { .kind = KIND_WORD, .text = word };

	if (word.n <= 2 && order_letters(word) == word.n)
		read_letters(&t, rest, before);
	/* A letter without a number is a letter: 1.0.2u < 1.0.2z. */
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (t.word == WORD_LETTER && word.n == 1)
			break;
		if (word.n != words[i].word.n ||
		    order_lower(word.p[0]) != words[i].word.p[0] ||
		    order_text_nocase(word, words[i].word) != 0)
			continue;
		t.word = words[i].kind;
		t.rank = words[i].rank;
		break;
	}
	if (t.word == WORD_PRE)
		t.kind = KIND_PRE;
	if (t.word == WORD_NOTHING)
		t.kind = KIND_ZERO;
	return t;
}

static struct token
next(struct state *s)
{
	struct token t = { .kind = KIND_ZERO };
	struct str word;
	size_t n = 0;

	while (s->rest.n > 0 && !order_is_digit(s->rest.p[0]) &&
	    !is_letter(s->rest.p[0]))
		s->before = order_take(&s->rest, 1).p[0];
	if (s->rest.n == 0) {
		t.is_end = true;
		return t;
	}
	if (order_is_digit(s->rest.p[0])) {
		t.text = order_take(&s->rest, order_digits(s->rest));
		s->before = '0';
		if (!order_is_zero(t.text))
			t.kind = KIND_NUMBER;
		return t;
	}
	while (n < s->rest.n && is_letter(s->rest.p[n]))
		n++;
	word = order_take(&s->rest, n);
	t = word_token(word, s->rest, s->before);
	s->before = 'a';
	return t;
}

static int
compare_words(const struct token *a, const struct token *b, bool *is_known)
{
	int cmp;

	if (a->word == WORD_POST && b->word == WORD_POST && a->rank == b->rank)
		return 0;
	cmp = order_text_nocase(a->text, b->text);
	if (cmp != 0)
		*is_known = a->word == WORD_LETTER && b->word == WORD_LETTER;
	return cmp;
}

/* *is_known stays unless what differs cannot be compared. */
static int
compare(const struct token *a, const struct token *b, bool *is_known)
{
	if (a->kind == b->kind) {
		switch (a->kind) {
		case KIND_PRE:
			return order_sign(a->rank - b->rank);
		case KIND_ZERO:
			return 0;
		case KIND_WORD:
			return compare_words(a, b, is_known);
		case KIND_NUMBER:
			return order_numbers(a->text, b->text);
		}
		BUG("kind");
	}
	if (a->kind == KIND_WORD || b->kind == KIND_WORD) {
		const struct token *word = a->kind == KIND_WORD ? a : b;
		const struct token *other = a->kind == KIND_WORD ? b : a;

		*is_known = word->word != WORD_OTHER &&
		    (word->word == WORD_LETTER || other->kind != KIND_NUMBER);
	}
	return a->kind < b->kind ? -1 : 1;
}

/* The length of the word if s begins with it and goes on as no word. */
static size_t
prefix_length(struct str s, struct str word)
{
	if (s.n <= word.n ||
	    order_text_nocase((struct str){ s.p, word.n }, word) != 0 ||
	    is_letter(s.p[word.n]))
		return 0;
	return word.n;
}

/* "v2.0", "Ver. 2.0", "R2.0" are "2.0". */
static struct str
without_prefix(struct str s)
{
	static const struct str prefixes[] = {
		STR_INIT("version"),
		STR_INIT("release"),
		STR_INIT("ver"),
		STR_INIT("rev"),
		STR_INIT("v"),
		STR_INIT("r"),
	};

	while (s.n > 0 && !order_is_digit(s.p[0]) && !is_letter(s.p[0]))
		s = order_skip(s, 1);
	for (size_t i = 0; i < ARRAY_LEN(prefixes); i++) {
		size_t n = prefix_length(s, prefixes[i]);
		struct str rest = order_skip(s, n);

		while (n > 0 && rest.n > 0 &&
		    (rest.p[0] == '.' || rest.p[0] == ' ' ||
			rest.p[0] == ':' || rest.p[0] == '-' ||
			rest.p[0] == '_'))
			rest = order_skip(rest, 1);
		if (n > 0 && order_digits(rest) > 0)
			return rest;
	}
	return s;
}

/* A zero that the other side, which has a word there, need not write. */
static bool
is_silent(const struct token *t)
{
	return t->kind == KIND_ZERO && !t->is_end;
}

bool
order_generic(struct str x, struct str y, int *cmp)
{
	struct state s = { .rest = without_prefix(x) };
	struct state t = { .rest = without_prefix(y) };
	bool is_known = (s.rest.n > 0) == (t.rest.n > 0);
	struct token a, b;

	do {
		a = next(&s);
		b = next(&t);
		while (is_silent(&a) && b.kind < KIND_NUMBER &&
		    b.kind != KIND_ZERO)
			a = next(&s);
		while (is_silent(&b) && a.kind < KIND_NUMBER &&
		    a.kind != KIND_ZERO)
			b = next(&t);
		while (is_silent(&a) && a.word == WORD_NOTHING)
			a = next(&s);
		while (is_silent(&b) && b.word == WORD_NOTHING)
			b = next(&t);
		*cmp = compare(&a, &b, &is_known);
	} while (*cmp == 0 && (!a.is_end || !b.is_end));
	return is_known;
}
