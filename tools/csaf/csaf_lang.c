#include "csaf/csaf_lang.h"

#include <string.h>

#include "base/attr.h"

/* A subtag has eight characters at most (RFC 5646 section 2.1). */
#define SUBTAG_BYTES	8
/* The longest grandfathered tag. */
#define TAG_BYTES	16

/* Third letters of the languages of three letters, by the first two. */
static const struct {
	char start[3];
	const char *ends;
} threes[] = {
#define THREE(start, ends)	{ start, ends },
#define TWO(words)
#define EXTLANG(words)
#define SCRIPT(words)
#define REGION(words)
#define VARIANT(words)
#define GRANDFATHERED(words)
#include "csaf/lang.def"
};

enum list {
	LIST_TWO,
	LIST_EXTLANG,
	LIST_SCRIPT,
	LIST_REGION,
	LIST_VARIANT,
	LIST_GRANDFATHERED,
};

static const struct {
	enum list list;
	struct str words;
} lists[] = {
#define THREE(start, ends)
#define TWO(words)		{ LIST_TWO, STR_INIT(words) },
#define EXTLANG(words)		{ LIST_EXTLANG, STR_INIT(words) },
#define SCRIPT(words)		{ LIST_SCRIPT, STR_INIT(words) },
#define REGION(words)		{ LIST_REGION, STR_INIT(words) },
#define VARIANT(words)		{ LIST_VARIANT, STR_INIT(words) },
#define GRANDFATHERED(words)	{ LIST_GRANDFATHERED, STR_INIT(words) },
#include "csaf/lang.def"
};

static bool
is_listed(enum list list, struct str s)
{
	for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
		if (lists[i].list == list && str_is_word_of(lists[i].words, s))
			return true;
	}
	return false;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
is_three(struct str s)
{
	for (size_t i = 0; i < ARRAY_LEN(threes); i++) {
		if (threes[i].start[0] == lower(s.p[0]) &&
		    threes[i].start[1] == lower(s.p[1]))
			return strchr(threes[i].ends, lower(s.p[2])) != NULL;
	}
	return false;
}

static bool
is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_alnum(char c)
{
	return is_alpha(c) || is_digit(c);
}

/* A tag on the way: the subtag at hand and what follows. */
struct tag {
	struct str word;
	struct str rest;
	bool has_word;
	bool is_bad;		/* a subtag is empty, too long or of others */
	struct csaf_lang *out;
};

static void
next(struct tag *t)
{
	t->has_word = t->rest.p != NULL;
	if (!t->has_word)
		return;
	if (!str_cut(t->rest, '-', &t->word, &t->rest))
		t->rest = (struct str){ NULL, 0 };
	if (t->word.n == 0 || t->word.n > SUBTAG_BYTES ||
	    !str_is_all(t->word, is_alnum))
		t->is_bad = true;
}

static bool
word_is(const struct tag *t, size_t min, size_t max, bool (*is)(char c))
{
	return t->has_word && !t->is_bad && t->word.n >= min &&
	    t->word.n <= max && str_is_all(t->word, is);
}

static void
unknown(struct tag *t, const char *kind)
{
	if (t->out->unknown.n == 0) {
		t->out->unknown = t->word;
		t->out->kind = kind;
	}
}

/* qaa..qtz, RFC 5646 section 2.2.1. */
static bool
is_private_language(struct str s)
{
	return s.n == 3 && lower(s.p[0]) == 'q' && lower(s.p[1]) <= 't';
}

/* Qaaa..Qabx. */
static bool
is_private_script(struct str s)
{
	return lower(s.p[0]) == 'q' && lower(s.p[1]) == 'a' &&
	    (lower(s.p[2]) == 'a' ||
		(lower(s.p[2]) == 'b' && lower(s.p[3]) <= 'x'));
}

/* AA, QM..QZ, XA..XZ, ZZ. */
static bool
is_private_region(struct str s)
{
	return s.n == 2 &&
	    (str_eq_nocase(s, S("AA")) || str_eq_nocase(s, S("ZZ")) ||
		lower(s.p[0]) == 'x' ||
		(lower(s.p[0]) == 'q' && lower(s.p[1]) >= 'm'));
}

static void
check(struct tag *t, bool is_private, enum list list, const char *kind)
{
	if (is_private)
		t->out->is_private = true;
	else if (!is_listed(list, t->word))
		unknown(t, kind);
}

/* The language and what extends it. */
static void
take_language(struct tag *t)
{
	size_t n = t->word.n;

	if (n == 2) {
		check(t, false, LIST_TWO, "language");
	} else if (n == 3 && is_private_language(t->word)) {
		t->out->is_private = true;
	} else if (n != 3 || !is_three(t->word)) {
		unknown(t, "language");
	}
	next(t);
	for (int i = 0; i < 3 && n <= 3 && word_is(t, 3, 3, is_alpha); i++) {
		check(t, false, LIST_EXTLANG, "extended language");
		next(t);
	}
}

static void
take_script_and_region(struct tag *t)
{
	if (word_is(t, 4, 4, is_alpha)) {
		check(t, is_private_script(t->word), LIST_SCRIPT, "script");
		next(t);
	}
	if (word_is(t, 2, 2, is_alpha) || word_is(t, 3, 3, is_digit)) {
		check(t, is_private_region(t->word), LIST_REGION, "region");
		next(t);
	}
}

static void
take_variants(struct tag *t)
{
	while (word_is(t, 5, 8, is_alnum) ||
	    (word_is(t, 4, 4, is_alnum) && is_digit(t->word.p[0]))) {
		check(t, false, LIST_VARIANT, "variant");
		next(t);
	}
}

/* "-u-co-phonebk": a single character and subtags behind it. */
static bool
take_extensions(struct tag *t)
{
	while (word_is(t, 1, 1, is_alnum) && lower(t->word.p[0]) != 'x') {
		next(t);
		if (!word_is(t, 2, 8, is_alnum))
			return false;
		while (word_is(t, 2, 8, is_alnum))
			next(t);
	}
	return true;
}

/* "x-..." up to the end. */
static bool
take_private(struct tag *t)
{
	if (!word_is(t, 1, 1, is_alpha) || lower(t->word.p[0]) != 'x')
		return !t->has_word;
	t->out->is_private = true;
	next(t);
	if (!t->has_word)
		return false;
	while (t->has_word && !t->is_bad)
		next(t);
	return !t->is_bad;
}

bool
csaf_lang_parse(struct str s, struct csaf_lang *out)
{
	struct tag t = { .rest = s, .out = out };

	*out = (struct csaf_lang){ .unknown = { NULL, 0 } };
	out->is_default = str_eq_nocase(s, S("i-default"));
	if (out->is_default || str_eq_nocase(s, S("i-mingo")))
		return true;
	if (s.n == 0)
		return false;
	next(&t);
	if (word_is(&t, 2, 8, is_alpha)) {
		take_language(&t);
		take_script_and_region(&t);
		take_variants(&t);
		if (!take_extensions(&t))
			return false;
	}
	if (!take_private(&t))
		return false;
	if (s.n <= TAG_BYTES && is_listed(LIST_GRANDFATHERED, s))
		out->unknown = (struct str){ NULL, 0 };
	return true;
}
