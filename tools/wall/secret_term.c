#include "wall/secret_impl.h"

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "scan/fold.h"
#include "scan/scan.h"
#include "wall/wall.h"

/* Digits alone: a telephone number is a term, a year or a version is not. */
#define DIGITS_LEAST	7

/* A word with digits within a text that is the number of something. */
#define CODE_LEAST	8
#define CODE_DIGITS	3

/* The terms of one folded piece. */
struct piece {
	struct secret_making *k;
	uint32_t owner;
	const struct fold_lane *lane;
	const char *keys;	/* a copy that stays */
};

/* A number of so many digits says nothing by itself: a version, a day. */
#define DIGITS_FEW	3

/*
 * A longer number, or a word of two letters, says no more than a character
 * does.
 */
static unsigned
weight(const struct fold_lane *l, size_t token)
{
	size_t from = l->tokens[token].at;
	size_t end = token + 1 < l->n_tokens ? l->tokens[token + 1].at : l->n;
	unsigned char c = (unsigned char)l->keys[from];
	bool is_number = true;

	for (size_t i = from; i < end; i++)
		is_number = is_number && l->keys[i] >= '0' &&
		    l->keys[i] <= '9';
	if (is_number)
		return end - from > DIGITS_FEW ? 1 : 0;
	return c < 0x80 && end - from >= 3 ? 2 : 1;
}

static void
add_cut(const struct piece *p, size_t from, size_t end)
{
	struct scan_term t = scan_cut(p->lane, from, end);

	t.key.p = p->keys + (t.key.p - p->lane->keys);
	t.owner = p->owner;
	scan_add(p->k->scan, t);
}

static bool
is_few_digits(const struct fold_lane *l)
{
	if (l->n >= DIGITS_LEAST)
		return false;
	for (size_t i = 0; i < l->n; i++) {
		if (l->keys[i] < '0' || l->keys[i] > '9')
			return false;
	}
	return true;
}

/*
 * Pieces that begin at every word, or every second character, and neither
 * begin nor end with what says nothing: "4.2 or later" is no secret because
 * "5.2 or later" is one.
 */
static void
add_shingles(const struct piece *p)
{
	const struct fold_lane *l = p->lane;
	size_t from = 0;

	while (from < l->n_tokens) {
		size_t end = from;
		unsigned sum = 0;

		if (weight(l, from) == 0) {
			from++;
			continue;
		}
		while (end < l->n_tokens && sum < SECRET_SHINGLE)
			sum += weight(l, end++);
		if (sum < SECRET_SHINGLE)
			return;
		add_cut(p, from, end);
		/* There are more: that was not the end's weight. */
		for (sum = 0; sum < 2; from++)
			sum += weight(l, from);
	}
}

static void
add_piece(struct secret_making *k, uint32_t owner, enum secret_form form)
{
	const struct fold_lane *l = &k->fold->lanes[FOLD_TEXT];
	struct piece p = { k, owner, l, NULL };
	unsigned sum = 0;

	for (size_t i = 0; i < l->n_tokens && sum < SECRET_SHINGLE; i++)
		sum += weight(l, i);
	if (is_few_digits(l) ||
	    (form == SECRET_PROSE && sum < SECRET_SENTENCE))
		return;
	p.keys = str_dup(k->perm, (struct str){ l->keys, l->n }).p;
	if (form == SECRET_WHOLE || sum < SECRET_SHINGLE)
		add_cut(&p, 0, l->n_tokens);
	if (form != SECRET_WHOLE)
		add_shingles(&p);
}

/* As it is written; and as it would be read where escapes count. */
static void
add_folded(struct secret_making *k, uint32_t owner, struct str s,
    enum secret_form form)
{
	bool has_marks = false;

	for (size_t i = 0; i < s.n; i++)
		has_marks = has_marks || strchr("\\&%=<", s.p[i]) != NULL;
	for (int plain = has_marks ? 0 : 1; plain <= 1; plain++) {
		fold_begin(k->fold, s, plain == 1);
		/* A sentence longer than a window is no sentence. */
		(void)fold_fill(k->fold);
		add_piece(k, owner, form);
		if (form != SECRET_WHOLE)
			secret_add_phones(k, owner);
	}
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Whether a line begins here that belongs to nothing before it. */
static bool
begins_item(struct str s)
{
	s = str_trim(str_sub(s, 0, 80));
	return s.n == 0 || strchr("-*#|>+:", s.p[0]) != NULL ||
	    (s.p[0] >= '0' && s.p[0] <= '9');
}

/* Bytes of the sentence's end at s[i], or 0. */
static size_t
end_of_sentence(struct str s, size_t i)
{
	static const struct str stops[] = {
		STR_INIT("\xe3\x80\x82"),	/* 。 */
		STR_INIT("\xef\xbc\x8e"),	/* ． */
		STR_INIT("\xef\xbc\x81"),	/* ！ */
		STR_INIT("\xef\xbc\x9f"),	/* ？ */
	};
	char c = s.p[i];

	if (c == '\n')
		return i + 1 >= s.n || s.p[i + 1] == '\n' ||
			begins_item(str_from(s, i + 1)) ?
		    1 :
		    0;
	if (c == '.' || c == '!' || c == '?')
		return i + 1 >= s.n || is_blank(s.p[i + 1]) ? 1 : 0;
	for (size_t j = 0; j < ARRAY_LEN(stops); j++) {
		if (str_starts(str_from(s, i), stops[j]))
			return stops[j].n;
	}
	return 0;
}

/* Bytes that a code or an address consists of. */
static bool
is_code_byte(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z') ||
	    (c != '\0' && strchr("-_./@+#", c) != NULL);
}

/* Bytes of the address that s begins with; its name begins at *name. */
static size_t
address_bytes(struct str s, size_t *name)
{
	size_t n;

	if (!str_starts(s, S("http://")) && !str_starts(s, S("https://")))
		return 0;
	n = *name = str_find(s, S("://"), 0) + 3;
	while (n < s.n &&
	    (is_code_byte(s.p[n]) ||
		(s.p[n] != '\0' && strchr("?=&%~:", s.p[n]) != NULL)))
		n++;
	return n;
}

/*
 * Sentences, and the addresses in them by themselves: a label before an address
 * stands on many pages.
 */
static void
add_sentences(struct secret_making *k, uint32_t owner, struct str s)
{
	size_t from = 0, i = 0;

	while (i < s.n) {
		size_t name = 0, n = address_bytes(str_from(s, i), &name);
		struct str address = str_sub(s, i + name, n - name);

		if (n > 0 && !secret_is_ours(k, str_sub(s, i, n)))
			add_folded(k, owner, address, SECRET_WHOLE);
		if (n == 0)
			n = end_of_sentence(s, i);
		if (n > 0 || i - from >= LIMIT_SCAN_WINDOW / 4) {
			add_folded(k, owner, str_sub(s, from, i - from),
			    SECRET_PROSE);
			from = i + n;
		}
		i += n > 0 ? n : 1;
	}
	add_folded(k, owner, str_from(s, from), SECRET_PROSE);
}

/* A word of a text that is an address, or the number of something. */
static bool
is_code(struct str word)
{
	size_t digits = 0, keys = 0;
	bool has_letter = false, is_ascii = true;

	for (size_t i = 0; i < word.n; i++) {
		char c = word.p[i];
		bool is_digit = c >= '0' && c <= '9';
		bool is_letter = (c >= 'a' && c <= 'z') ||
		    (c >= 'A' && c <= 'Z');

		if (c == '@' && i > 0 && i + 1 < word.n)
			return true;
		digits += is_digit;
		keys += is_digit || is_letter;
		has_letter = has_letter || is_letter;
		is_ascii = is_ascii && (unsigned char)c < 0x80;
	}
	return is_ascii && has_letter && keys >= CODE_LEAST &&
	    digits >= CODE_DIGITS;
}

/* A mail address as it is written to be read by people alone. */
static void
add_spelt(struct secret_making *k, uint32_t owner, struct str address)
{
	static const struct {
		const char *at;
		const char *dot;
	} ways[] = {
		{ " at ", "." },
		{ " at ", " dot " },
		/* アット, アットマーク */
		{ "\xe3\x82\xa2\xe3\x83\x83\xe3\x83\x88", "." },
		{ "\xe3\x82\xa2\xe3\x83\x83\xe3\x83\x88"
		  "\xe3\x83\x9e\xe3\x83\xbc\xe3\x82\xaf",
		    "." },
	};

	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		struct str name, host, rest = address, s = { 0 };

		while (str_cut(rest, '.', &name, &host)) {
			s = str_fmt(k->tmp, "%.*s%.*s%s", STR_ARG(s),
			    STR_ARG(name), ways[i].dot);
			rest = host;
		}
		s = str_fmt(k->tmp, "%.*s%.*s", STR_ARG(s), STR_ARG(rest));
		if (!str_cut(s, '@', &name, &host))
			return;
		add_folded(k, owner,
		    str_fmt(k->perm, "%.*s%s%.*s", STR_ARG(name), ways[i].at,
			STR_ARG(host)),
		    SECRET_WHOLE);
	}
}

static void
add_codes(struct secret_making *k, uint32_t owner, struct str s)
{
	for (size_t i = 0; i < s.n;) {
		size_t end = i;
		struct str word;

		while (end < s.n && is_code_byte(s.p[end]))
			end++;
		word = str_sub(s, i, end - i);
		/* A sentence's end is none of it. */
		while (str_ends(word, S(".")))
			word.n--;
		if (is_code(word)) {
			add_folded(k, owner, word, SECRET_WHOLE);
			add_spelt(k, owner, word);
		}
		i = end + 1;
	}
}

void
secret_add_text(struct secret_making *k, uint32_t owner, struct str text,
    enum secret_form form)
{
	if (form == SECRET_PROSE)
		add_sentences(k, owner, text);
	else
		add_folded(k, owner, text, form);
	if (form != SECRET_WHOLE)
		add_codes(k, owner, text);
	else if (str_find_byte(text, '/', 0) == SIZE_MAX)
		add_spelt(k, owner, text);
}

static void
add_date(struct secret_making *k, uint32_t owner, struct civil d)
{
	static const char *const months[] = { "January", "February", "March",
		"April", "May", "June", "July", "August", "September",
		"October", "November", "December" };
	const char *m = months[d.month - 1];
	struct str forms[] = {
		str_fmt(k->perm, "%04d-%02d-%02d", d.year, d.month, d.day),
		str_fmt(k->perm, "%d/%d/%d", d.year, d.month, d.day),
		str_fmt(k->perm, "%02d/%02d/%d", d.month, d.day, d.year),
		str_fmt(k->perm, "%02d.%02d.%d", d.day, d.month, d.year),
		str_fmt(k->perm, "%d\xe5\xb9\xb4%d\xe6\x9c\x88%d\xe6\x97\xa5",
		    d.year, d.month, d.day),
		str_fmt(k->perm,
		    "%d\xe5\xb9\xb4%02d\xe6\x9c\x88%02d\xe6\x97\xa5", d.year,
		    d.month, d.day),
		str_fmt(k->perm, "%d %s %d", d.day, m, d.year),
		str_fmt(k->perm, "%s %d, %d", m, d.day, d.year),
		str_fmt(k->perm, "%d %.3s %d", d.day, m, d.year),
		str_fmt(k->perm, "%.3s %d, %d", m, d.day, d.year),
	};

	for (size_t i = 0; i < ARRAY_LEN(forms); i++)
		add_folded(k, owner, forms[i], SECRET_WHOLE);
}

/* Machines write the hour right after the day. */
static void
add_instant(struct secret_making *k, uint32_t owner, struct instant t)
{
	struct civil d = day_to_civil(instant_day(t));
	int64_t s = (t.s + t.offset_s) % 86400;
	int second = (int)(s < 0 ? s + 86400 : s);
	int hour = second / 3600, minute = second / 60 % 60;

	add_folded(k, owner,
	    str_fmt(k->perm, "%04d-%02d-%02dT%02d", d.year, d.month, d.day,
		hour),
	    SECRET_WHOLE);
	add_folded(k, owner,
	    str_fmt(k->perm, "%04d%02d%02dT%02d%02d%02d", d.year, d.month,
		d.day, hour, minute, second % 60),
	    SECRET_WHOLE);
	add_folded(k, owner,
	    str_fmt(k->perm, "%04d%02d%02dT%02d%02d%02dZ", d.year, d.month,
		d.day, hour, minute, second % 60),
	    SECRET_WHOLE);
}

void
secret_add_when(struct secret_making *k, uint32_t owner, const struct when *w)
{
	const struct zone *z = k->w->model->zone;
	struct day today = instant_day(
	    z != NULL ? zone_at(z, k->w->now) : k->w->now);

	/* Which day it is, everybody knows; pages say as of when they are. */
	if (w->day.n != today.n)
		add_date(k, owner, day_to_civil(w->day));
	if (w->kind != WHEN_INSTANT)
		return;
	add_instant(k, owner, w->at);
	add_instant(k, owner, zone_at(k->w->model->zone, w->at));
	add_instant(k, owner, (struct instant){ w->at.s, 0 });
}
