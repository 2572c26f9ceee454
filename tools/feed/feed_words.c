#include "feed/feed_words.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "version/vers.h"

enum kind {
	END,
	VERSION,
	COMMA,		/* one more, or the other bound */
	OR,		/* one more */
	LT,
	LE,
	GT,
	GE,
	EQ,
	TO,		/* between two versions, both included */
	BEFORE,		/* "prior to": in front of a version, or behind one */
	BELOW,		/* "and below", behind a version */
	ABOVE,		/* "and later", behind a version */
	AND,
	BETWEEN,
	ALL,
	OTHER,
};

struct token {
	enum kind kind;
	struct str text;
};

struct task {
	struct arena *a;
	struct token v[LIMIT_FEED_PHRASES + 1];
	size_t n;
	size_t at;
	struct feed_words out;
	size_t room;
};

/* Longer phrases first; words in lower case with one blank between. */
static const struct {
	struct str words;
	enum kind kind;
} phrases[] = {
	{ STR_INIT("up to and including"), LE },
	{ STR_INIT("up to but excluding"), LT },
	{ STR_INIT("and all prior"), BELOW },
	{ STR_INIT("or earlier"), BELOW },
	{ STR_INIT("and earlier"), BELOW },
	{ STR_INIT("or prior"), BELOW },
	{ STR_INIT("and prior"), BELOW },
	{ STR_INIT("or below"), BELOW },
	{ STR_INIT("and below"), BELOW },
	{ STR_INIT("or older"), BELOW },
	{ STR_INIT("and older"), BELOW },
	{ STR_INIT("or lower"), BELOW },
	{ STR_INIT("and lower"), BELOW },
	{ STR_INIT("and before"), BELOW },
	{ STR_INIT("or later"), ABOVE },
	{ STR_INIT("and later"), ABOVE },
	{ STR_INIT("or above"), ABOVE },
	{ STR_INIT("and above"), ABOVE },
	{ STR_INIT("or newer"), ABOVE },
	{ STR_INIT("and newer"), ABOVE },
	{ STR_INIT("or higher"), ABOVE },
	{ STR_INIT("and higher"), ABOVE },
	{ STR_INIT("prior to"), BEFORE },
	{ STR_INIT("earlier than"), BEFORE },
	{ STR_INIT("lower than"), BEFORE },
	{ STR_INIT("older than"), BEFORE },
	{ STR_INIT("less than"), BEFORE },
	{ STR_INIT("before"), BEFORE },
	{ STR_INIT("below"), BEFORE },
	{ STR_INIT("later than"), GT },
	{ STR_INIT("newer than"), GT },
	{ STR_INIT("higher than"), GT },
	{ STR_INIT("greater than"), GT },
	{ STR_INIT("after"), GT },
	{ STR_INIT("between"), BETWEEN },
	{ STR_INIT("starting with"), GE },
	{ STR_INIT("starting from"), GE },
	{ STR_INIT("since"), GE },
	{ STR_INIT("up to"), LE },
	{ STR_INIT("through"), TO },
	{ STR_INIT("thru"), TO },
	{ STR_INIT("to"), TO },
	{ STR_INIT("\xe2\x80\x93"), TO },
	{ STR_INIT("-"), TO },
	{ STR_INIT("all"), ALL },
	{ STR_INIT("*"), ALL },
	{ STR_INIT("and"), AND },
	{ STR_INIT("&&"), AND },
	{ STR_INIT("or"), OR },
};

/* Words that say nothing of versions. */
static const struct str noise[] = {
	STR_INIT("version"),
	STR_INIT("versions"),
	STR_INIT("ver"),
	STR_INIT("ver."),
	STR_INIT("v"),
	STR_INIT("v."),
	STR_INIT("release"),
	STR_INIT("releases"),
	STR_INIT("from"),
	STR_INIT("inclusive"),
	STR_INIT("(inclusive)"),
	STR_INIT("including"),
	STR_INIT("the"),
};

static const struct {
	struct str sign;
	enum kind kind;
} signs[] = {
	{ STR_INIT("<="), LE },
	{ STR_INIT("=<"), LE },
	{ STR_INIT(">="), GE },
	{ STR_INIT("=>"), GE },
	{ STR_INIT("\xe2\x89\xa4"), LE },
	{ STR_INIT("\xe2\x89\xa5"), GE },
	{ STR_INIT("<"), LT },
	{ STR_INIT(">"), GT },
	{ STR_INIT("=="), EQ },
	{ STR_INIT("="), EQ },
	{ STR_INIT("||"), OR },
	{ STR_INIT("|"), OR },
	{ STR_INIT(","), COMMA },
	{ STR_INIT(";"), OR },
};

/* ---- tokens ------------------------------------------------------------ */

static struct str
skip_blanks(struct str s)
{
	while (s.n > 0 &&
	    (s.p[0] == ' ' || s.p[0] == '\t' || s.p[0] == '\n' ||
		s.p[0] == '\r'))
		s = str_from(s, 1);
	return s;
}

/* The sign that s begins with; 0: none. */
static size_t
sign_at(struct str s, enum kind *kind)
{
	if (s.n == 0 || memchr("<>=|,;\xe2", s.p[0], 7) == NULL)
		return 0;
	for (size_t i = 0; i < ARRAY_LEN(signs); i++) {
		if (str_starts(s, signs[i].sign)) {
			*kind = signs[i].kind;
			return signs[i].sign.n;
		}
	}
	return 0;
}

static struct str
word_of(struct str s)
{
	enum kind kind;
	size_t n = 0;

	while (n < s.n && s.p[n] != ' ' && s.p[n] != '\t' && s.p[n] != '\n' &&
	    s.p[n] != '\r' && sign_at(str_from(s, n), &kind) == 0)
		n++;
	return str_sub(s, 0, n);
}

/* Whether s begins with the phrase, a whole word; *rest is what follows. */
static bool
has_phrase(struct str s, struct str phrase, struct str *rest)
{
	struct str want, got;

	while (phrase.n > 0) {
		(void)str_cut(phrase, ' ', &want, &phrase);
		s = skip_blanks(s);
		if (s.n < want.n || (s.p[0] | 0x20) != (want.p[0] | 0x20))
			return false;
		got = word_of(s);
		if (!str_eq_nocase(got, want))
			return false;
		s = str_from(s, got.n);
	}
	*rest = s;
	return true;
}

static bool
is_noise(struct str word)
{
	for (size_t i = 0; i < ARRAY_LEN(noise); i++) {
		if (str_eq_nocase(word, noise[i]))
			return true;
	}
	return false;
}

static bool
has_digit(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] >= '0' && s.p[i] <= '9')
			return true;
	}
	return false;
}

/* The token that s begins with; *s is what follows.  False: none. */
static bool
next_token(struct str *s, struct token *out)
{
	size_t n = sign_at(*s, &out->kind);
	struct str rest;

	if (n > 0) {
		out->text = str_sub(*s, 0, n);
		*s = str_from(*s, n);
		return true;
	}
	for (size_t i = 0; i < ARRAY_LEN(phrases); i++) {
		if ((s->p[0] | 0x20) == (phrases[i].words.p[0] | 0x20) &&
		    has_phrase(*s, phrases[i].words, &rest)) {
			*out = (struct token){ phrases[i].kind,
				phrases[i].words };
			*s = rest;
			return true;
		}
	}
	out->text = word_of(*s);
	*s = str_from(*s, out->text.n);
	out->kind = has_digit(out->text) ? VERSION : OTHER;
	if (out->kind == VERSION && out->text.n > 1 &&
	    (out->text.p[0] == 'v' || out->text.p[0] == 'V') &&
	    out->text.p[1] >= '0' && out->text.p[1] <= '9')
		out->text = str_from(out->text, 1);
	return !is_noise(out->text);
}

static bool
take_tokens(struct task *t, struct str s)
{
	for (s = skip_blanks(s); s.n > 0; s = skip_blanks(s)) {
		struct token token;

		if (!next_token(&s, &token))
			continue;
		if (t->n == LIMIT_FEED_PHRASES)
			return false;
		t->v[t->n++] = token;
	}
	t->v[t->n] = (struct token){ .kind = END };
	return true;
}

/* ---- sentences --------------------------------------------------------- */

static bool
take(struct task *t, enum kind kind)
{
	if (t->v[t->at].kind != kind)
		return false;
	t->at++;
	return true;
}

/* "5.10.x" and "5.10.*": the beginning of versions, without the point. */
static bool
cut_series(struct str *v)
{
	if (v->n < 3 || v->p[v->n - 2] != '.' ||
	    (v->p[v->n - 1] != 'x' && v->p[v->n - 1] != 'X' &&
		v->p[v->n - 1] != '*'))
		return false;
	*v = str_sub(*v, 0, v->n - 2);
	return true;
}

static void
put(struct task *t, struct feed_stretch s)
{
	s.status = FEED_AFFECTED;
	if (s.high.n > 0 && cut_series(&s.high))
		s.high_is_prefix = s.high_included;
	if (s.low.n > 0 && s.high.n > 0)
		(void)cut_series(&s.low);
	t->out.v = arena_grow(t->a, t->out.v, t->out.n, &t->room, sizeof(s));
	t->out.v[t->out.n++] = s;
}

/* An upper bound and its version, which may follow a lower one. */
static bool
take_high(struct task *t, struct feed_stretch *s)
{
	struct token op = t->v[t->at];

	if ((op.kind != LT && op.kind != LE && op.kind != BEFORE &&
		op.kind != TO) ||
	    t->v[t->at + 1].kind != VERSION)
		return false;
	s->high = t->v[t->at + 1].text;
	s->high_included = op.kind == LE || op.kind == TO;
	t->at += 2;
	return true;
}

/* ">= 1.0, < 1.5": the second comparison belongs to the first. */
static void
take_other_bound(struct task *t, struct feed_stretch *s)
{
	size_t at = t->at;

	if (t->v[at].kind == COMMA || t->v[at].kind == AND)
		t->at++;
	if (t->v[t->at].kind == TO || !take_high(t, s))
		t->at = at;
}

/* What begins with a version. */
static void
take_version(struct task *t)
{
	struct feed_stretch s = { .low = t->v[t->at++].text,
		.low_included = true };

	if (take(t, BELOW)) {
		s.high = s.low;
		s.high_included = true;
		s.low = S("");
		s.low_included = false;
	} else if (take(t, ABOVE)) {
		(void)cut_series(&s.low);
	} else if (!take_high(t, &s)) {
		s.is_prefix = cut_series(&s.low);
		s.high = s.is_prefix ? S("") : s.low;
		s.high_included = !s.is_prefix;
	}
	put(t, s);
}

static bool
take_range(struct task *t)
{
	struct feed_stretch s = { 0 };
	struct token op = t->v[t->at];

	if (op.kind == VERSION) {
		take_version(t);
		return true;
	}
	/* "all versions prior to": the first word adds nothing. */
	if (take(t, ALL))
		op = t->v[t->at];
	if (op.kind == GT || op.kind == GE) {
		if (t->v[t->at + 1].kind != VERSION)
			return false;
		s.low = t->v[t->at + 1].text;
		s.low_included = op.kind == GE;
		t->at += 2;
		take_other_bound(t, &s);
		put(t, s);
		return true;
	}
	if (op.kind == BETWEEN) {
		if (t->v[t->at + 1].kind != VERSION ||
		    t->v[t->at + 2].kind != AND)
			return false;
		t->v[t->at + 2].kind = TO;
		t->at++;
		take_version(t);
		return true;
	}
	if (op.kind == EQ) {
		if (t->v[++t->at].kind != VERSION)
			return false;
		take_version(t);
		return true;
	}
	if (!take_high(t, &s))
		return false;
	/* "< 1.5, >= 1.0" */
	if ((t->v[t->at].kind == COMMA || t->v[t->at].kind == AND) &&
	    (t->v[t->at + 1].kind == GE || t->v[t->at + 1].kind == GT) &&
	    t->v[t->at + 2].kind == VERSION) {
		s.low = t->v[t->at + 2].text;
		s.low_included = t->v[t->at + 1].kind == GE;
		t->at += 3;
	}
	put(t, s);
	return true;
}

static bool
take_ranges(struct task *t)
{
	while (t->v[t->at].kind != END) {
		if (!take_range(t))
			return false;
		while (take(t, COMMA) || take(t, OR) || take(t, AND))
			continue;
	}
	return t->out.n > 0;
}

/* ---- the whole --------------------------------------------------------- */

static void
read_vers(struct task *t, struct str text)
{
	struct vers_interval *v;
	struct vers vers;
	const char *why;
	size_t off, len, n;

	if (!vers_parse(t->a, text, &vers, &why, &off, &len))
		return;
	n = vers_intervals(t->a, &vers, &v);
	t->out.scheme = vers.scheme;
	for (size_t i = 0; i < n; i++) {
		if (v[i].low.n == 0 && v[i].high.n == 0) {
			t->out.kind = FEED_WORDS_ALL;
			return;
		}
		put(t,
		    (struct feed_stretch){ .low = v[i].low,
			.high = v[i].high,
			.low_included = v[i].low_included,
			.high_included = v[i].high_included });
	}
	t->out.kind = FEED_WORDS_RANGES;
}

static bool
is_nothing(struct str s)
{
	static const struct str words[] = {
		STR_INIT(""),
		STR_INIT("-"),
		STR_INIT("n/a"),
		STR_INIT("na"),
		STR_INIT("unspecified"),
		STR_INIT("unknown"),
		STR_INIT("none"),
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (str_eq_nocase(s, words[i]))
			return true;
	}
	return false;
}

static bool
is_series(struct str s)
{
	return str_ends(s, S(".x")) || str_ends(s, S(".X")) ||
	    str_ends(s, S(".*"));
}

/* Whether nothing in it speaks of more than one version. */
static bool
is_one(const struct task *t)
{
	bool has_version = false;

	for (size_t i = 0; i < t->n; i++) {
		if (t->v[i].kind == VERSION && !is_series(t->v[i].text))
			has_version = true;
		else if (t->v[i].kind != OTHER)
			return false;
	}
	return has_version;
}

/* Most texts are one word that is a version, and quickly told. */
static bool
is_plain(struct str s)
{
	if (s.n == 0 || s.p[0] < '0' || s.p[0] > '9')
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'w') ||
			c == '.' || c == '-' || c == ':' || c == '~' ||
			c == '+' || c == '_'))
			return false;
	}
	return true;
}

struct feed_words
feed_words(struct arena *a, struct str text)
{
	struct task tokens, *t = &tokens;

	text = str_trim(text);
	if (is_plain(text))
		return (struct feed_words){ .kind = FEED_WORDS_ONE };
	if (is_nothing(text))
		return (struct feed_words){ .kind = FEED_WORDS_NONE };
	if (text.n > LIMIT_FEED_WORD_BYTES)
		return (struct feed_words){ .kind = FEED_WORDS_UNREAD };
	t->a = a;
	t->n = 0;
	t->at = 0;
	t->room = 0;
	t->out = (struct feed_words){ .kind = FEED_WORDS_UNREAD };
	if (str_starts(text, S("vers:"))) {
		read_vers(t, text);
		return t->out;
	}
	if (!take_tokens(t, text))
		return t->out;
	if (is_one(t))
		t->out.kind = FEED_WORDS_ONE;
	else if (t->n == 1 && t->v[0].kind == ALL)
		t->out.kind = FEED_WORDS_ALL;
	else if (t->n > 0 && take_ranges(t))
		t->out.kind = FEED_WORDS_RANGES;
	return t->out;
}
