#include "version/order.h"
#include "version/order_text.h"

/*
 * PEP 440, "Version specifiers"; and for what is none the order that
 * setuptools had before it, in which all such versions stand below.
 */

enum stage {
	STAGE_DEV,	/* a development release of the final one */
	STAGE_ALPHA,
	STAGE_BETA,
	STAGE_RC,
	STAGE_FINAL,
};

struct pep {
	struct str epoch;
	struct str release;
	enum stage stage;
	struct str pre;		/* numbers; none are 0 */
	struct str post;
	struct str dev;
	struct str local;
	bool has_post, has_dev, has_local;
};

static const struct {
	struct str word;
	enum stage stage;
} pre_words[] = {
	{ STR_INIT("alpha"), STAGE_ALPHA },
	{ STR_INIT("beta"), STAGE_BETA },
	{ STR_INIT("preview"), STAGE_RC },
	{ STR_INIT("pre"), STAGE_RC },
	{ STR_INIT("rc"), STAGE_RC },
	{ STR_INIT("a"), STAGE_ALPHA },
	{ STR_INIT("b"), STAGE_BETA },
	{ STR_INIT("c"), STAGE_RC },
};

static bool
is_separator(char c)
{
	return c == '.' || c == '-' || c == '_';
}

/* The word (letters without case) behind perhaps a separator. */
static bool
take_word(struct str *s, struct str word)
{
	struct str rest = *s;

	if (is_separator(order_at(rest, 0)))
		rest = order_skip(rest, 1);
	if (rest.n < word.n ||
	    order_text_nocase((struct str){ rest.p, word.n }, word) != 0)
		return false;
	*s = order_skip(rest, word.n);
	return true;
}

/* The number behind a word, perhaps with a separator before it. */
static struct str
take_number(struct str *s)
{
	if (is_separator(order_at(*s, 0)) && order_is_digit(order_at(*s, 1)))
		*s = order_skip(*s, 1);
	return order_take(s, order_digits(*s));
}

static bool
take_release(struct str *s, struct pep *out)
{
	size_t n = 0;

	if (order_at(*s, 0) == 'v' || order_at(*s, 0) == 'V')
		*s = order_skip(*s, 1);
	n = order_digits(*s);
	if (n > 0 && order_at(*s, n) == '!') {
		out->epoch = order_take(s, n);
		*s = order_skip(*s, 1);
		n = order_digits(*s);
	}
	if (n == 0)
		return false;
	while (order_at(*s, n) == '.' && order_is_digit(order_at(*s, n + 1))) {
		n++;
		n += order_digits(order_skip(*s, n));
	}
	out->release = order_take(s, n);
	return true;
}

static void
take_pre(struct str *s, struct pep *out)
{
	out->stage = STAGE_FINAL;
	for (size_t i = 0; i < ARRAY_LEN(pre_words); i++) {
		if (!take_word(s, pre_words[i].word))
			continue;
		out->stage = pre_words[i].stage;
		out->pre = take_number(s);
		return;
	}
}

static void
take_post(struct str *s, struct pep *out)
{
	if (order_at(*s, 0) == '-' && order_is_digit(order_at(*s, 1))) {
		*s = order_skip(*s, 1);
		out->post = order_take(s, order_digits(*s));
		out->has_post = true;
		return;
	}
	if (take_word(s, S("post")) || take_word(s, S("rev")) ||
	    take_word(s, S("r"))) {
		out->post = take_number(s);
		out->has_post = true;
	}
}

static bool
is_local(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		bool plain = order_is_digit(s.p[i]) || order_is_letter(s.p[i]);

		if (!plain &&
		    (!is_separator(s.p[i]) || i == 0 ||
			is_separator(s.p[i - 1])))
			return false;
	}
	return s.n > 0 && !is_separator(s.p[s.n - 1]);
}

static bool
read_pep(struct str s, struct pep *out)
{
	*out = (struct pep){ .stage = STAGE_FINAL };
	if (!take_release(&s, out))
		return false;
	if (s.n == 0)
		return true;
	take_pre(&s, out);
	take_post(&s, out);
	out->has_dev = take_word(&s, S("dev"));
	if (out->has_dev)
		out->dev = take_number(&s);
	if (out->has_dev && out->stage == STAGE_FINAL && !out->has_post)
		out->stage = STAGE_DEV;
	if (order_at(s, 0) == '+') {
		out->local = order_skip(s, 1);
		out->has_local = true;
		return is_local(out->local);
	}
	return s.n == 0;
}

bool
order_pypi_is_strict(struct str s)
{
	struct pep out;

	return read_pep(s, &out);
}

struct order_pypi_parts
order_pypi_split(struct str s)
{
	struct order_pypi_parts out = { .all = s, .release = s };
	struct pep v;

	if (!read_pep(s, &v))
		return out;
	if (v.has_local)
		out.all.n = (size_t)(v.local.p - 1 - s.p);
	out.release.n = (size_t)(v.release.p + v.release.n - s.p);
	out.is_pre = v.stage != STAGE_FINAL || v.has_dev;
	out.is_post = v.has_post;
	return out;
}

/* ---- order of PEP 440 -------------------------------------------------- */

static int
compare_releases(struct str x, struct str y)
{
	int cmp = 0;

	while (cmp == 0 && (x.n > 0 || y.n > 0)) {
		struct str a = order_take(&x, order_digits(x));
		struct str b = order_take(&y, order_digits(y));

		cmp = order_numbers(a, b);
		x = order_skip(x, x.n > 0 ? 1 : 0);
		y = order_skip(y, y.n > 0 ? 1 : 0);
	}
	return cmp;
}

static struct str
next_local(struct str *s)
{
	size_t n = 0;
	struct str part;

	while (n < s->n && !is_separator(s->p[n]))
		n++;
	part = order_take(s, n);
	*s = order_skip(*s, s->n > 0 ? 1 : 0);
	return part;
}

/* Numbers above words, fewer below more. */
static int
compare_locals(struct str x, struct str y)
{
	while (x.n > 0 && y.n > 0) {
		struct str a = next_local(&x), b = next_local(&y);
		bool a_is_number = order_digits(a) == a.n;
		bool b_is_number = order_digits(b) == b.n;
		int cmp;

		if (a_is_number != b_is_number)
			return a_is_number ? 1 : -1;
		cmp = a_is_number ? order_numbers(a, b) :
				    order_text_nocase(a, b);
		if (cmp != 0)
			return cmp;
	}
	return (int)(x.n > 0) - (int)(y.n > 0);
}

static int
compare_peps(const struct pep *x, const struct pep *y)
{
	int cmp = order_numbers(x->epoch, y->epoch);

	if (cmp == 0)
		cmp = compare_releases(x->release, y->release);
	if (cmp == 0)
		cmp = order_sign((int)x->stage - (int)y->stage);
	if (cmp == 0)
		cmp = order_numbers(x->pre, y->pre);
	if (cmp == 0)
		cmp = (int)x->has_post - (int)y->has_post;
	if (cmp == 0)
		cmp = order_numbers(x->post, y->post);
	if (cmp == 0)
		cmp = (int)y->has_dev - (int)x->has_dev;
	if (cmp == 0)
		cmp = order_numbers(x->dev, y->dev);
	if (cmp == 0)
		cmp = (int)x->has_local - (int)y->has_local;
	return cmp != 0 ? cmp : compare_locals(x->local, y->local);
}

/* ---- before PEP 440 ---------------------------------------------------- */

enum old_kind {
	OLD_NUMBER_ZERO,
	OLD_PRE,	/* a word below "final" */
	OLD_DASH,	/* "final-": what follows belongs to the final one */
	OLD_END,	/* "final" */
	OLD_WORD,	/* a word above "final" */
	OLD_NUMBER,
};

struct old {
	enum old_kind kind;
	struct str text;
};

struct old_state {
	struct str rest;
	const char *kept;	/* up to here zeros and dashes count */
};

/* What the words are called in the order; "@" stands before all letters. */
static struct str
old_name(struct str word)
{
	static const struct {
		struct str word;
		struct str name;
	} names[] = {
		{ STR_INIT("dev"), STR_INIT("@") },
		{ STR_INIT("pre"), STR_INIT("c") },
		{ STR_INIT("preview"), STR_INIT("c") },
		{ STR_INIT("rc"), STR_INIT("c") },
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (order_text_nocase(word, names[i].word) == 0)
			return names[i].name;
	}
	return word;
}

static bool
is_old_skipped(char c)
{
	return c == '.';
}

/* Anything between letters, digits, dots and dashes is a word of its own. */
static size_t
old_length(struct str s)
{
	size_t n = 0;

	if (s.p[0] == '-')
		return 1;
	n = order_digits(s);
	if (n == 0)
		n = order_letters(s);
	while (n < s.n && order_digits((struct str){ s.p, n }) == 0 &&
	    !order_is_letter(s.p[0]) && !order_is_digit(s.p[n]) &&
	    !order_is_letter(s.p[n]) && s.p[n] != '.' && s.p[n] != '-')
		n++;
	return n;
}

static struct old
read_old(struct str *s)
{
	struct old out = { .kind = OLD_END };

	while (s->n > 0 && is_old_skipped(s->p[0]))
		*s = order_skip(*s, 1);
	if (s->n == 0)
		return out;
	out.text = order_take(s, old_length(*s));
	if (out.text.p[0] == '-') {
		out.kind = OLD_DASH;
	} else if (order_is_digit(out.text.p[0])) {
		out.kind = order_is_zero(out.text) ? OLD_NUMBER_ZERO :
						     OLD_NUMBER;
	} else {
		out.text = old_name(out.text);
		out.kind = order_text_nocase(out.text, S("final")) < 0 ?
		    OLD_PRE :
		    OLD_WORD;
		if (order_text_nocase(out.text, S("final")) == 0)
			out.kind = OLD_END;
	}
	return out;
}

/* Zeros before a word or the end count for nothing, dashes before a PRE. */
static struct old
next_old(struct old_state *s)
{
	struct old part = read_old(&s->rest);
	struct str ahead = s->rest;
	struct old after = part;
	bool has_dash = part.kind == OLD_DASH;

	if ((part.kind != OLD_NUMBER_ZERO && part.kind != OLD_DASH) ||
	    (s->kept != NULL && part.text.p < s->kept))
		return part;
	while (after.kind == OLD_NUMBER_ZERO || after.kind == OLD_DASH) {
		has_dash = has_dash || after.kind == OLD_DASH;
		after = read_old(&ahead);
	}
	if (after.kind == OLD_PRE || (after.kind == OLD_END && !has_dash) ||
	    (after.kind == OLD_WORD && !has_dash)) {
		s->rest = ahead;
		return after;
	}
	s->kept = ahead.p;
	return part;
}

static int
compare_old(struct str x, struct str y)
{
	struct old_state s = { .rest = x }, t = { .rest = y };

	for (;;) {
		struct old a = next_old(&s), b = next_old(&t);
		int cmp = 0;

		if (a.kind == OLD_NUMBER_ZERO)
			a.kind = OLD_NUMBER;
		if (b.kind == OLD_NUMBER_ZERO)
			b.kind = OLD_NUMBER;
		if (a.kind != b.kind)
			return a.kind < b.kind ? -1 : 1;
		if (a.kind == OLD_NUMBER)
			cmp = order_numbers(a.text, b.text);
		else if (a.kind == OLD_PRE || a.kind == OLD_WORD)
			cmp = order_text_nocase(a.text, b.text);
		if (cmp != 0)
			return cmp;
		if (a.kind == OLD_END && s.rest.n == 0 && t.rest.n == 0)
			return 0;
		if (a.kind == OLD_END && (s.rest.n == 0 || t.rest.n == 0))
			return (int)(s.rest.n > 0) - (int)(t.rest.n > 0);
	}
}

bool
order_pypi(struct str x, struct str y, int *cmp)
{
	struct pep a, b;
	bool has_a, has_b;

	order_text_trim(&x, &y);
	has_a = read_pep(x, &a);
	has_b = read_pep(y, &b);
	if (x.n == 0 || y.n == 0)
		return false;
	if (has_a && has_b)
		*cmp = compare_peps(&a, &b);
	else if (has_a || has_b)
		*cmp = has_a ? 1 : -1;
	else
		*cmp = compare_old(x, y);
	return true;
}
