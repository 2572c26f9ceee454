#include "model/known_title.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "model/known.h"

#define IDEOGRAPHIC_STOP	0x3002u
#define ELLIPSIS		"\xe2\x80\xa6"

/* ---- sentences ----------------------------------------------------------- */

static bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* A letter that begins no sentence. */
static bool
is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

/* Words whose stop ends nothing. */
static bool
is_short_form(struct str word)
{
	static const struct str forms[] = { STR_INIT("e.g"), STR_INIT("i.e"),
		STR_INIT("etc"), STR_INIT("vs"), STR_INIT("inc"),
		STR_INIT("ltd"), STR_INIT("corp"), STR_INIT("co"),
		STR_INIT("no"), STR_INIT("ver"), STR_INIT("v"),
		STR_INIT("approx") };

	if (word.n == 1 && (word.p[0] < '0' || word.p[0] > '9'))
		return true;
	for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
		if (str_eq_nocase(word, forms[i]))
			return true;
	}
	return false;
}

/* The word before at: "e.g" of "(e.g". */
static struct str
word_before(struct str s, size_t at)
{
	size_t from = at;

	while (from > 0 && !is_space(s.p[from - 1]) && s.p[from - 1] != '(')
		from--;
	return str_sub(s, from, at - from);
}

/* Whether the stop at at ends a sentence. */
static bool
is_end(struct str s, size_t at)
{
	size_t next = at + 1;

	if (s.p[at] != '.' && s.p[at] != '!' && s.p[at] != '?')
		return false;
	if (next < s.n && !is_space(s.p[next]))
		return false;
	while (next < s.n && is_space(s.p[next]))
		next++;
	if (next < s.n && is_small(s.p[next]))
		return false;
	return !is_short_form(word_before(s, at));
}

/* Headings and empty lines before a text are none of it. */
static struct str
without_headings(struct str s)
{
	struct str line, rest;

	s = str_trim(s);
	while (str_starts(s, S("#"))) {
		(void)str_cut(s, '\n', &line, &rest);
		s = str_trim(rest);
	}
	return s;
}

static bool
is_paragraph_end(struct str s, size_t at)
{
	return s.p[at] == '\n' && at + 1 < s.n &&
	    (s.p[at + 1] == '\n' || s.p[at + 1] == '\r');
}

/* Too long: up to a word, or for a text without blanks as far as it goes. */
static struct str
cut(struct arena *a, struct str s)
{
	size_t n = s.n;

	while (n > s.n / 2 && !is_space(s.p[n - 1]))
		n--;
	if (n == s.n / 2)
		n = s.n;
	return str_cat(a, str_trim(str_sub(s, 0, n)), S(ELLIPSIS));
}

static struct str
sentence_of(struct arena *a, struct str text)
{
	struct str s = without_headings(text);
	size_t at = 0, seen = 0;

	while (at < s.n) {
		size_t from = at;
		uint32_t c = utf8_next(s, &at);

		if (c == IDEOGRAPHIC_STOP || is_end(s, from) ||
		    is_paragraph_end(s, from))
			return str_sub(s, 0, from);
		if (++seen == LIMIT_KNOWN_TITLE && at < s.n)
			return cut(a, str_sub(s, 0, at));
	}
	return s;
}

/* ---- titles -------------------------------------------------------------- */

static struct str
line_of(struct arena *a, struct str s)
{
	char *p = arena_bytes(a, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		p[i] = is_space(s.p[i]) ? ' ' : s.p[i];
	return (struct str){ p, s.n };
}

struct known_title
known_title(struct arena *a, const struct known *k, bool wants_ja)
{
	const struct known_title told[] = {
		{ k->title_ja, true },
		{ k->title_en, false },
		{ sentence_of(a, k->text_ja), true },
		{ sentence_of(a, k->text_en), false },
	};

	for (size_t i = 0; i < ARRAY_LEN(told); i++) {
		/* Of each pair the wanted one first. */
		const struct known_title *t = &told[wants_ja ? i : i ^ 1];

		if (t->text.n > 0)
			return (struct known_title){ line_of(a, t->text),
				t->is_ja };
	}
	return (struct known_title){ .is_ja = wants_ja };
}
