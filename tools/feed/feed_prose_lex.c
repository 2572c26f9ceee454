#include "feed/feed_prose_lex.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "base/num.h"
#include "base/utf8.h"
#include "feed/feed_prose_date.h"

/* Bytes between brackets that may be a build: "(Build 1575)", "(2)". */
#define BUILD_BYTES	32

struct lexer {
	struct arena *a;
	struct str s;
	size_t at;
	struct prose_token *v;
	size_t n;
	size_t cap;
	bool is_full;
};

static const struct {
	enum prose_kind kind;
	struct str text;
} words[] = {
#define WORD(kind, text)	{ PROSE_##kind, STR_INIT(text) },
#include "feed/feed_prose_words.def"
};

/* What goes on with a version when a number follows: "2012 R2 SP1". */
static const struct str tags[] = {
	STR_INIT("service pack"),
	STR_INIT("fix pack"),
	STR_INIT("feature pack"),
	STR_INIT("cumulative update"),
	STR_INIT("interim fix"),
	STR_INIT("update"),
	STR_INIT("build"),
	STR_INIT("patch"),
	STR_INIT("hotfix"),
	STR_INIT("release"),
	STR_INIT("rollup"),
	STR_INIT("level"),
	STR_INIT("preview"),
	STR_INIT("beta"),
	STR_INIT("alpha"),
	STR_INIT("ifix"),
	STR_INIT("rev"),
	STR_INIT("sp"),
	STR_INIT("cu"),
	STR_INIT("hf"),
	STR_INIT("fp"),
	STR_INIT("mr"),
	STR_INIT("mp"),
	STR_INIT("ep"),
	STR_INIT("rp"),
	STR_INIT("rc"),
	STR_INIT("pl"),
	STR_INIT("r"),
	STR_INIT("u"),
	STR_INIT("b"),
	STR_INIT("p"),
	STR_INIT("m"),
	STR_INIT("s"),
	STR_INIT("t"),
	STR_INIT("ビルド"),
	STR_INIT("アップデート"),
	STR_INIT("サービスパック"),
	STR_INIT("パッチ"),
	STR_INIT("リビジョン"),
	STR_INIT("リリース"),
	STR_INIT("ホットフィックス"),
};

/* What does so alone. */
static const struct str suffixes[] = {
	STR_INIT("lts"),
	STR_INIT("esr"),
	STR_INIT("ga"),
	STR_INIT("beta"),
	STR_INIT("alpha"),
	STR_INIT("rc"),
	STR_INIT("preview"),
};

/*
 * Numbers of their own beside the version's: the word stays with them, else
 * "build 1234" would be held against 5.8.  By one word in both languages.
 */
static const struct {
	struct str text;
	const char *word;
} counters[] = {
	{ STR_INIT("build"), "build" },
	{ STR_INIT("ビルド"), "build" },
	{ STR_INIT("build number"), "build" },
	{ STR_INIT("ビルド番号"), "build" },
	{ STR_INIT("update"), "update" },
	{ STR_INIT("アップデート"), "update" },
	{ STR_INIT("patch"), "patch" },
	{ STR_INIT("パッチ"), "patch" },
	{ STR_INIT("hotfix"), "hotfix" },
	{ STR_INIT("ホットフィックス"), "hotfix" },
	{ STR_INIT("service pack"), "sp" },
	{ STR_INIT("サービスパック"), "sp" },
	{ STR_INIT("fix pack"), "fix pack" },
	{ STR_INIT("feature pack"), "feature pack" },
	{ STR_INIT("cumulative update"), "cu" },
	{ STR_INIT("interim fix"), "ifix" },
	{ STR_INIT("rollup"), "rollup" },
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_alnum(char c)
{
	return is_digit(c) || is_letter(c);
}

/* The byte at i, or NUL behind the end. */
static char
byte(struct str s, size_t i)
{
	return i < s.n ? s.p[i] : '\0';
}

static size_t
digits(struct str s, size_t i)
{
	size_t n = 0;

	while (is_digit(byte(s, i + n)))
		n++;
	return n;
}

static size_t
blanks(struct str s, size_t i)
{
	size_t n = 0;

	while (byte(s, i + n) == ' ' || byte(s, i + n) == '\t' ||
	    byte(s, i + n) == '\r')
		n++;
	return n;
}

/*
 * Whether a word stands at i; of ASCII letters it must not go on.  The blanks
 * of a word are one blank in the text.
 */
static bool
stands(struct str s, size_t i, struct str word)
{
	char last = word.p[word.n - 1];

	if (!str_eq_nocase(str_sub(s, i, word.n), word))
		return false;
	return !is_letter(last) || !is_alnum(byte(s, i + word.n));
}

static struct prose_token *
push(struct lexer *x, enum prose_kind kind, struct str text)
{
	if (x->n >= LIMIT_FEED_PROSE_TOKENS) {
		x->is_full = true;
		return &x->v[x->n - 1];
	}
	x->v = arena_grow(x->a, x->v, x->n, &x->cap, sizeof(*x->v));
	x->v[x->n] = (struct prose_token){ .kind = kind,
		.text = text,
		.written = text };
	return &x->v[x->n++];
}

/* Bytes of "(55)" in "12.2(55)SE" and the like, or 0. */
static size_t
inner_bytes(struct str s, size_t i)
{
	size_t n = 1;

	if (byte(s, i) != '(' || !is_digit(byte(s, i + 1)))
		return 0;
	while (is_alnum(byte(s, i + n)) || byte(s, i + n) == '.')
		n++;
	return byte(s, i + n) == ')' && n < BUILD_BYTES ? n + 1 : 0;
}

/* Bytes of the run of letters, digits and what joins them in versions. */
static size_t
run_bytes(struct str s, size_t i)
{
	size_t n = 1;

	for (;;) {
		char c = byte(s, i + n), before = s.p[i + n - 1];
		char next = byte(s, i + n + 1);
		size_t inner = is_digit(before) ? inner_bytes(s, i + n) : 0;

		if (is_alnum(c) || c == '.' || c == '_' || c == '+' ||
		    (c == '-' && is_alnum(next)) ||
		    (c == ':' && is_digit(before) && is_digit(next)) ||
		    (c == '~' && is_alnum(before) && is_letter(next) &&
			next != 'v' && next != 'V') ||
		    (c == '*' && before == '.'))
			n++;
		else if (inner > 0)
			n += inner;
		else
			return n;
	}
}

/* Bytes of a tag with its number at i: "SP1", "Build 1575"; or 0. */
static size_t
tag_bytes(struct str s, size_t i)
{
	for (size_t t = 0; t < ARRAY_LEN(tags); t++) {
		size_t n = tags[t].n, gap;

		if (!str_eq_nocase(str_sub(s, i, n), tags[t]))
			continue;
		gap = byte(s, i + n) == '.' || byte(s, i + n) == '-';
		gap += blanks(s, i + n + gap);
		if (n == 1 && gap > 0)
			continue;
		if (gap <= 2 && is_digit(byte(s, i + n + gap)))
			return n + gap + run_bytes(s, i + n + gap);
	}
	for (size_t t = 0; t < ARRAY_LEN(suffixes); t++) {
		if (stands(s, i, suffixes[t]))
			return suffixes[t].n;
	}
	return 0;
}

/* Bytes of "(Build 1575)" at i, or 0. */
static size_t
build_bytes(struct str s, size_t i)
{
	size_t n = 1;

	if (byte(s, i) != '(')
		return 0;
	if (tag_bytes(s, i + 1) > 0)
		n += tag_bytes(s, i + 1);
	else if (is_digit(byte(s, i + 1)))
		n += run_bytes(s, i + 1);
	else
		return 0;
	return byte(s, i + n) == ')' && n < BUILD_BYTES ? n + 1 : 0;
}

/* Bytes from i, behind a version, that still are of it. */
static size_t
rest_bytes(struct str s, size_t i)
{
	size_t n = 0;

	for (;;) {
		size_t gap = blanks(s, i + n), more = 0;

		if (gap <= 2)
			more = tag_bytes(s, i + n + gap);
		if (gap <= 2 && more == 0)
			more = build_bytes(s, i + n + gap);
		if (more == 0)
			return n;
		n += gap + more;
	}
}

/* Without "Ver.", "V" and the like before a digit. */
static struct str
without_ver(struct str s)
{
	static const struct str vers[] = {
		STR_INIT("versions"),
		STR_INIT("version"),
		STR_INIT("vers"),
		STR_INIT("ver"),
		STR_INIT("v"),
	};

	for (size_t i = 0; i < ARRAY_LEN(vers); i++) {
		size_t n = vers[i].n;

		if (!str_eq_nocase(str_sub(s, 0, n), vers[i]))
			continue;
		/* "V100R001C00" is a name of its own. */
		if (n == 1 && digits(s, 1) > 0 &&
		    byte(s, 1 + digits(s, 1)) == 'R')
			return s;
		n += byte(s, n) == '.' || byte(s, n) == ':' ||
		    byte(s, n) == '-' || byte(s, n) == '_';
		if (is_digit(byte(s, n)))
			return str_from(s, n);
	}
	return s;
}

/* Cut ".x", ".xx", ".*" off the end; whether there was one. */
static bool
cut_wildcard(struct str *s)
{
	bool was = false;

	for (;;) {
		size_t n = s->n;

		while (n > 0 &&
		    (s->p[n - 1] == 'x' || s->p[n - 1] == 'X' ||
			s->p[n - 1] == '*'))
			n--;
		if (n == s->n || n < 2 || s->p[n - 1] != '.')
			return was;
		s->n = n - 1;
		was = true;
	}
}

/* "GT27", "log4j", not "R2": letters, then a digit somewhere. */
static bool
is_weak(struct str s)
{
	return s.n > 1 && is_letter(s.p[0]) && is_letter(s.p[1]) &&
	    tag_bytes(s, 0) == 0;
}

static void
push_version(struct lexer *x, struct str text)
{
	struct prose_token *t = push(x, PROSE_VERSION, without_ver(text));

	t->is_prefix = cut_wildcard(&t->text);
	t->is_weak = is_weak(t->text);
}

/* Numbers and dots, and "x": one side of "1.0.0-1.0.5". */
static bool
is_plain(struct str s, size_t *dots)
{
	*dots = 0;
	s = without_ver(s);
	if (s.n > 1 && (s.p[0] == 'R' || s.p[0] == 'r'))
		s = str_from(s, 1);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '.')
			++*dots;
		else if (!is_digit(s.p[i]) && s.p[i] != 'x')
			return false;
	}
	return *dots > 0 && is_digit(s.p[0]);
}

/* "1.0.0-1.0.5": true when two versions of one form stand around a hyphen. */
static bool
push_pair(struct lexer *x, struct str run)
{
	struct str low, high;
	size_t dots, others;

	if (!str_cut(run, '-', &low, &high) || !is_plain(low, &dots) ||
	    !is_plain(high, &others) || dots != others)
		return false;
	push_version(x, low);
	push(x, PROSE_TO, str_sub(run, low.n, 1));
	push_version(x, high);
	return true;
}

static bool
has_digit(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (is_digit(s.p[i]))
			return true;
	}
	return false;
}

/* "x64", "32-bit": words, whatever digits they have. */
static bool
is_machine(struct str s)
{
	static const struct str names[] = {
		STR_INIT("x86"),
		STR_INIT("x64"),
		STR_INIT("arm64"),
		STR_INIT("amd64"),
		STR_INIT("x86_64"),
		STR_INIT("x86-64"),
		STR_INIT("x86-based"),
		STR_INIT("x64-based"),
		STR_INIT("arm64-based"),
	};
	size_t n = digits(s, 0);

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (str_eq_nocase(s, names[i]))
			return true;
	}
	if (n == 0)
		return false;
	n += byte(s, n) == '-';
	return str_eq_nocase(str_from(s, n), S("bit"));
}

/* CVE-YYYY-N{4,}; bytes, or 0. */
static size_t
cve_bytes(struct str s, size_t i)
{
	size_t n;

	if (!str_eq_nocase(str_sub(s, i, 4), S("CVE-")) ||
	    digits(s, i + 4) != 4 || byte(s, i + 8) != '-')
		return 0;
	n = digits(s, i + 9);
	return n >= 4 ? 9 + n : 0;
}

static size_t
count_dots(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '.';
	return n;
}

/* "build 1234" without a version before it; false when none stands here. */
static bool
lex_counter(struct lexer *x)
{
	for (size_t i = 0; i < ARRAY_LEN(counters); i++) {
		size_t n = counters[i].text.n, gap;
		struct str run;

		if (!str_eq_nocase(str_sub(x->s, x->at, n), counters[i].text))
			continue;
		gap = byte(x->s, x->at + n) == ':' ||
		    byte(x->s, x->at + n) == '.' ||
		    byte(x->s, x->at + n) == '-';
		gap += blanks(x->s, x->at + n + gap);
		if (!is_digit(byte(x->s, x->at + n + gap)))
			continue;
		run = str_sub(x->s, x->at + n + gap,
		    run_bytes(x->s, x->at + n + gap));
		while (!is_alnum(run.p[run.n - 1]))
			run.n--;
		/* "Build 6.0.1234" is a version, "7601.24000" is not. */
		if (count_dots(run) > 1 ||
		    str_find_byte(run, '-', 0) != SIZE_MAX)
			return false;
		push(x, PROSE_VERSION, str_sub(x->s, x->at, n + gap + run.n))
		    ->text = str_fmt(x->a, "%s %.*s", counters[i].word,
		    STR_ARG(run));
		x->at += n + gap + run.n;
		return true;
	}
	return false;
}

/* Bytes of the longest of the words that stand here, or 0. */
static size_t
find_word(struct str s, size_t at, enum prose_kind *kind)
{
	size_t best = 0;

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (words[i].text.n > best && stands(s, at, words[i].text)) {
			best = words[i].text.n;
			*kind = words[i].kind;
		}
	}
	return best;
}

static void
lex_run(struct lexer *x)
{
	enum prose_kind kind = PROSE_WORD;
	size_t n = cve_bytes(x->s, x->at), known;
	struct str run = str_sub(x->s, x->at, run_bytes(x->s, x->at));
	bool is_more;

	if (n > 0) {
		push(x, PROSE_CVE, str_sub(x->s, x->at, n));
		x->at += n;
		return;
	}
	if ((n = feed_prose_date(x->s, x->at, run.n)) > 0) {
		push(x, PROSE_DATE, str_sub(x->s, x->at, n));
		x->at += n;
		return;
	}
	if (lex_counter(x))
		return;
	known = find_word(x->s, x->at, &kind);
	if (!has_digit(run) || is_machine(run)) {
		if (known > 0 && !is_machine(run)) {
			push(x, kind, str_sub(x->s, x->at, known));
			x->at += known;
			return;
		}
		push(x, PROSE_WORD, run);
		x->at += run.n;
		return;
	}
	x->at += run.n;
	if (push_pair(x, run))
		return;
	is_more = run.p[run.n - 1] == '+';
	while (run.n > 1 && !is_alnum(run.p[run.n - 1]) &&
	    run.p[run.n - 1] != ')' && run.p[run.n - 1] != '*')
		run.n--;
	if (!is_more && x->at == (size_t)(run.p - x->s.p) + run.n) {
		n = rest_bytes(x->s, x->at);
		x->at += n;
		run.n += n;
	}
	push_version(x, run);
	if (is_more)
		push(x, PROSE_GE, S("+"));
}

/* An ideograph or a katakana, of which longer words are made. */
static bool
is_thick(uint32_t c)
{
	return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x30a0 && c <= 0x30ff) ||
	    (c >= 0x3400 && c <= 0x4dbf);
}

/*
 * Whether a known word of one ideograph only seems to stand here, within
 * another: that of "系" in "体系".
 */
static bool
is_within(const struct lexer *x, size_t known, bool in_word)
{
	size_t i = x->at;
	uint32_t c = utf8_next(x->s, &i);

	return in_word && i == x->at + known && is_thick(c);
}

/* Anything that does not begin with an ASCII letter or digit. */
static void
lex_other(struct lexer *x)
{
	enum prose_kind kind = PROSE_WORD;
	size_t i = x->at, known = find_word(x->s, x->at, &kind);
	uint32_t c = utf8_next(x->s, &i);
	struct prose_token *last = x->n > 0 ? &x->v[x->n - 1] : NULL;
	bool in_word = last != NULL && last->kind == PROSE_WORD &&
	    last->text.p + last->text.n == x->s.p + x->at &&
	    (unsigned char)x->s.p[x->at - 1] >= 0x80;

	if (c == '(' || c == '[' || c == '{' || c == 0x300c || c == 0x300e ||
	    c == 0x3010 || c == 0x3014) {
		push(x, PROSE_OPEN, str_sub(x->s, x->at, i - x->at));
	} else if (c == ')' || c == ']' || c == '}' || c == 0x300d ||
	    c == 0x300f || c == 0x3011 || c == 0x3015) {
		push(x, PROSE_CLOSE, str_sub(x->s, x->at, i - x->at));
	} else if (lex_counter(x)) {
		return;
	} else if (known > 0 && !is_within(x, known, in_word)) {
		push(x, kind, str_sub(x->s, x->at, known));
		i = x->at + known;
	} else if (in_word) {
		last->text.n += i - x->at;
		last->written = last->text;
	} else {
		push(x, PROSE_WORD, str_sub(x->s, x->at, i - x->at));
	}
	x->at = i;
}

struct prose_token *
feed_prose_lex(struct arena *a, struct str phrase, size_t *n)
{
	struct lexer x = { .a = a, .s = phrase };

	while (x.at < phrase.n && !x.is_full) {
		size_t gap = blanks(phrase, x.at);

		if (gap > 0)
			x.at += gap;
		else if (is_alnum(phrase.p[x.at]))
			lex_run(&x);
		else
			lex_other(&x);
	}
	if (!x.is_full)
		push(&x, PROSE_END, S(""));
	*n = x.n;
	return x.is_full ? NULL : x.v;
}
