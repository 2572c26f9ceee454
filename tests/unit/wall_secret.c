/*
 * Secrets: more than a thousand of every kind, most of them ordinary words,
 * names and dates, found in every form in which they may come to stand and in
 * every place; and of what an audience may see none.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "model_text.h"
#include "scan/deep.h"
#include "scan/scan.h"
#include "scan_pack.h"
#include "wall/secret.h"
#include "wall/wall.h"

Suite *suite_wall_secret(void);

#define EACH	250	/* secrets of each of nine kinds */

static struct model_fixture f;
static struct deep *deep;
static struct secrets *secrets;

static const char *const words[] = { "apple", "bridge", "candle", "desert",
	"engine", "forest", "garden", "harbour", "island", "jacket", "kettle",
	"ladder", "market", "needle", "orange", "pepper" };
static const char *const families[] = { "佐藤", "鈴木", "高橋", "田中", "伊藤",
	"渡辺", "山本", "中村", "小林", "加藤", "吉田", "山田", "佐々木",
	"山口", "松本", "井上" };
static const char *const givens[] = { "健一", "花子", "太郎", "美咲", "翔",
	"由美", "大輔", "恵子", "誠", "直樹", "陽子", "拓也", "智子", "亮",
	"真理", "浩" };

/* Secret i of each kind, as its writer writes it. */
static struct str
word_of(size_t i)
{
	return str_fmt(f.a, "%s %s", words[i / 16], words[i % 16]);
}

static struct str
name_of(size_t i)
{
	return str_fmt(f.a, "%s %s", families[i / 16], givens[i % 16]);
}

static struct str
date_of(size_t i)
{
	return str_fmt(f.a, "20%02d-%02d-%02d", 40 + (int)i / 84,
	    1 + (int)(i / 7) % 12, 10 + (int)i % 7);
}

static struct str
note_of(size_t i)
{
	return str_fmt(f.a,
	    "The %s of the %s in room %zu hides what a %s of %s did",
	    words[i % 16], words[i / 16], i * 37 + 11, words[(i * 7) % 16],
	    words[(i * 5 + i / 16) % 16]);
}

/* A product nobody knows of yet, its part, a mail address, a page. */
static struct str
product_of(size_t i)
{
	return str_fmt(f.a, "%c%s %zu", words[i % 16][0] - 'a' + 'A',
	    words[i % 16] + 1, 100 + i);
}

static struct str
part_of(size_t i)
{
	return str_fmt(f.a, "lib%s-%s", words[i / 16], words[(i * 3) % 16]);
}

static struct str
mail_of(size_t i)
{
	return str_fmt(f.a, "%s.%s@example.org", words[(i * 9) % 16],
	    words[i / 16]);
}

/* What will be public, but is not yet. */
static struct str
draft_of(size_t i)
{
	return str_fmt(f.a,
	    "\xe6\x94\xbb\xe6\x92\x83\xe8\x80\x85\xe3\x81\xaf%s"
	    "\xe3\x81\xae%zu\xe7\x95\xaa\xe3\x81\xae"
	    "\xe8\xa8\xad\xe5\xae\x9a\xe3\x82\x92\xe6\x9b\xb8"
	    "\xe3\x81\x8d\xe6\x8f\x9b\xe3\x81\x88\xe3\x82\x89"
	    "\xe3\x82\x8c\xe3\x82\x8b",
	    words[i % 16], i + 1);
}

static void
add_file(struct str path, struct str text)
{
	model_fixture_add(&f, str_to_z(f.a, path), text);
}

/* Cases that are nobody's business, and one company's people. */
static void
load(void)
{
	for (size_t i = 0; i < EACH; i++) {
		struct str id = str_fmt(f.a, "PS-2026-%04zu", i + 1001);
		struct str name = name_of(i), word = word_of(i);
		struct str date = date_of(i), note = note_of(i);

		add_file(str_fmt(f.a, "cases/2026/%.*s/case.md", STR_ARG(id)),
		    str_fmt(f.a,
			"---\nid: %.*s\ntitle: {en: Nothing}\n"
			"code_name: %.*s\nembargo: {proposed: %.*s}\n---\n"
			"%.*s.\n",
			STR_ARG(id), STR_ARG(word), STR_ARG(date),
			STR_ARG(note)));
		add_file(str_fmt(f.a, "cases/2026/%.*s/advisory.ja.md",
			     STR_ARG(id)),
		    str_fmt(f.a, "---\n---\n\n## summary\n\n%.*s\n",
			STR_ARG(draft_of(i))));
		add_file(str_fmt(f.a, "products/c/p%03zu/product.yaml", i),
		    str_fmt(f.a,
			"name: {en: %.*s}\nkind: firmware\npublic: no\n"
			"versions: [{version: '1', purl: pkg:generic/%.*s}]\n",
			STR_ARG(product_of(i)), STR_ARG(part_of(i))));
		add_file(str_fmt(f.a, "content/parties/q%03zu.yaml", i),
		    str_fmt(f.a, "kind: finder\ncontacts: [{email: %.*s}]\n",
			STR_ARG(mail_of(i))));
		add_file(str_fmt(f.a, "content/people/c%03zu.yaml", i),
		    str_fmt(f.a, "people: [{id: p, name: {ja: \"%.*s\"}}]\n",
			STR_ARG(name)));
	}
	add_file(S("content/pages/about.en.md"),
	    S("---\ntitle: About\n---\nWe sell what a child of three can "
	      "use without any manual.\n"));
	add_file(S("content/alerts/2026/AL-1.md"),
	    S("---\ntitle: {en: About}\n---\nWe sell what a child of three "
	      "can use without any manual. Old https://example.org/psirt/x "
	      "and mail a.b@example.com on INC20260042. Ask c.d@example.com.\n"
	      "\n- Ring 03-5550-1234 from 9:00 on.\n"
	      "- Or +44 20 7946 0123.\n"
	      "- \xe9\x9b\xbb\xe8\xa9\xb1\xef\xbc\x90\xef\xbc\x94\xef\xbc\x95"
	      "\xe3\x83\xbc\xef\xbc\x95\xef\xbc\x95\xef\xbc\x95"
	      "\xe3\x83\xbc\xef\xbc\x90\xef\xbc\x91\xef\xbc\x99"
	      "\xef\xbc\x99\n- Also 2026-05-04 0123 4567\n"));
	model_fixture_load(&f, NULL, 0);
}

static void
setup(void)
{
	static const struct audience everybody = {
		.view = { .v = VIEW_PUBLIC },
	};
	struct wall w;

	model_fixture_open(&f);
	load();
	ck_assert_uint_eq(f.m->n_cases, EACH + 1);
	w = (struct wall){ .model = f.m, .perm = f.a };
	secrets = secret_find(&w, &everybody, NULL, NULL, 0);
	deep = deep_open(f.a, secrets->table);
}

static void
teardown(void)
{
	model_fixture_close(&f);
}

struct tally {
	size_t n;
	enum secret_kind kind;
	bool is_right;		/* one was of that kind */
};

static void
count(void *ctx, const struct scan_hit *hit)
{
	struct tally *t = ctx;
	uint32_t owner = scan_term(secrets->scan, hit->term)->owner;

	t->n++;
	t->is_right = t->is_right || secrets->v[owner].kind == t->kind;
}

static bool
finds(struct str text, enum secret_kind kind)
{
	struct tally t = { .kind = kind };

	(void)!deep_run(secrets->scan, deep, text, count, &t);
	return t.is_right;
}

/* Each character by printf of its code point, or of each byte. */
static struct str
each(struct str s, const char *fmt, bool bytes)
{
	char *p = arena_bytes(f.a, s.n * 12 + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n;) {
		unsigned c = (unsigned char)s.p[i];

		if (bytes)
			i++;
		else
			c = (unsigned)utf8_next(s, &i);
		if (strcmp(fmt, "json") == 0)
			n += (size_t)snprintf(p + n, 13, "\\u%04x", c);
		else if (strcmp(fmt, "html") == 0)
			n += (size_t)snprintf(p + n, 13, "&#%u;", c);
		else if (strcmp(fmt, "hex") == 0)
			n += (size_t)snprintf(p + n, 13, "&#x%X;", c);
		else
			n += (size_t)snprintf(p + n, 13, "%%%02X", c);
	}
	return (struct str){ p, n };
}

/* ASCII in full width; upper case; line ends for spaces. */
static struct str
change(struct str s, int how)
{
	char *p = arena_bytes(f.a, s.n * 4 + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (how == 0 && c > ' ' && c < 0x7f)
			n += utf8_encode(0xff00u + (unsigned char)c - 0x20u,
			    p + n);
		else if (how == 1 && c >= 'a' && c <= 'z')
			p[n++] = (char)(c - 'a' + 'A');
		else if (how == 2 && c == ' ')
			n += (size_t)snprintf(p + n, 4, "\r\n ");
		else
			p[n++] = c;
	}
	return (struct str){ p, n };
}

/* Something between any two characters, or in the middle. */
static struct str
between(struct str s, const char *what, bool once)
{
	char *p = arena_bytes(f.a, s.n * 16 + 1);
	size_t n = 0, middle = s.n / 2;

	for (size_t i = 0; i < s.n;) {
		size_t from = i;

		(void)utf8_next(s, &i);
		if (from > 0 && (!once || (from >= middle && middle > 0))) {
			memcpy(p + n, what, strlen(what));
			n += strlen(what);
			middle = 0;
		}
		memcpy(p + n, s.p + from, i - from);
		n += i - from;
	}
	return (struct str){ p, n };
}

/* A line end within a word, where there is one of more than two letters. */
static struct str
broken(struct str s, const char *end)
{
	for (size_t i = 2; i + 2 < s.n; i++) {
		bool is_word = true;

		for (size_t j = i - 2; j < i + 2; j++)
			is_word = is_word && (s.p[j] | 0x20) >= 'a' &&
			    (s.p[j] | 0x20) <= 'z';
		if (is_word)
			return str_fmt(f.a, "%.*s%s%.*s",
			    STR_ARG(str_sub(s, 0, i)), end,
			    STR_ARG(str_from(s, i)));
	}
	return s;
}

static struct str
base64(struct str s, size_t before, const char *marks)
{
	return pack_base64(f.a,
	    str_fmt(f.a, "%.*s %.*s.", (int)before, "~>~?~", STR_ARG(s)),
	    marks, 0, S(""));
}

#define FORMS	35

static struct str
packed_form(struct str s, int how)
{
	switch (how) {
	case 11:
	case 12:
	case 13:
		return base64(s, (size_t)how - 10, PACK_STANDARD);
	case 14:
	case 15:
	case 16:
		return base64(s, (size_t)how - 13, PACK_URL);
	case 17:
		return pack_base64(f.a,
		    str_fmt(f.a, "%.*s, %.*s", STR_ARG(s), STR_ARG(s)),
		    PACK_STANDARD, 76, S("\r\n"));
	case 18:
		return str_fmt(f.a,
		    "=?UTF-8?B?%.*s?=", STR_ARG(base64(s, 0, PACK_STANDARD)));
	case 19:
	case 20:
		return str_cat(f.a, S("\xff\xd8\xff"),
		    pack_wide(f.a, s, how == 19));
	default:
		return pack_file(f.a, (enum package)(how - 21), s);
	}
}

static struct str
other_form(struct str s, int how)
{
	switch (how) {
	case 27:
		return between(s, "\xe2\x80\x8b", false);
	case 28:
		return between(s, "&shy;", false);
	case 29:
		return between(s, "<wbr>", false);
	case 30:
		return broken(s, "-\n");
	case 31:
		return broken(s, "\r\n ");
	case 32:
		return between(s, "\xc2\xad", true);
	case 33:
		return str_fmt(f.a, "COM\x01%.*s\xff\xd9", STR_ARG(s));
	default:
		return each(each(s, "json", false), "html", false);
	}
}

static struct str
form(struct str s, int how)
{
	switch (how) {
	case 0:
		return s;
	case 1:
		return each(s, "json", false);
	case 2:
		return each(s, "html", false);
	case 3:
		return each(s, "hex", false);
	case 4:
		return each(s, "percent", true);
	case 5:
		return change(s, 0);
	case 6:
		return change(s, 1);
	case 7:
		return change(s, 2);
	case 8:
		return str_fmt(f.a, "<img alt=\"%.*s\">", STR_ARG(s));
	case 9:
		return str_fmt(f.a, "{\"k\":\"<b>%.*s\\u003c/b>\"}",
		    STR_ARG(s));
	case 10:
		/* tEXt of a picture: between bytes that are no text. */
		return str_fmt(f.a, "\x89PNG\r\n\x1a\ntEXtx%c%.*s\xff\xfe",
		    '\x01', STR_ARG(s));
	default:
		return how < 27 ? packed_form(s, how) : other_form(s, how);
	}
}

START_TEST(test_all)
{
	struct scratch tmp;

	for (size_t i = 0; i < EACH; i++) {
		struct str v[] = { word_of(i), name_of(i), date_of(i),
			note_of(i), str_fmt(f.a, "PS-2026-%04zu", i + 1001),
			product_of(i), part_of(i), mail_of(i), draft_of(i) };
		enum secret_kind kinds[] = { SECRET_NAME, SECRET_NAME,
			SECRET_DATE, SECRET_TEXT, SECRET_ID, SECRET_NAME,
			SECRET_ID, SECRET_ADDRESS, SECRET_TEXT };

		tmp = scratch_begin(f.a);
		for (size_t j = 0; j < ARRAY_LEN(v); j++) {
			struct str text = form(v[j], _i);

			/* Packages hold zeros, and begin with their head. */
			if (_i < 19 || _i >= 27)
				text = str_fmt(f.a, "see %.*s now",
				    STR_ARG(text));

			ck_assert_msg(finds(text, kinds[j]),
			    "form %d of '%.*s': %.*s", _i, STR_ARG(v[j]),
			    STR_ARG(text));
		}
		scratch_end(tmp);
	}
}
END_TEST

/* Other ways to write a date, and pieces of a sentence. */
static const struct {
	const char *text;
	enum secret_kind kind;
	bool is_found;
} rows[] = {
	{ "2040年1月10日", SECRET_DATE, true },
	{ "2040年01月10日に", SECRET_DATE, true },
	{ "10 January 2040", SECRET_DATE, true },
	{ "January 10, 2040", SECRET_DATE, true },
	{ "Jan 10, 2040", SECRET_DATE, true },
	{ "2040/1/10", SECRET_DATE, true },
	{ "10.01.2040", SECRET_DATE, true },
	{ "20400110", SECRET_DATE, true },
	{ "2040-01-09", SECRET_DATE, false },
	{ "2.10 January 2040", SECRET_DATE, true },
	{ "v1 0 January 2040", SECRET_DATE, false },
	/* of note 0, cut off at both ends */
	{ "apple in room 11 hides what a apple", SECRET_TEXT, true },
	{ "hides what", SECRET_TEXT, false },
	/* stands on a public page too */
	{ "what a child of three can use without", SECRET_TEXT, false },
	{ "mailto:a.b@example.com", SECRET_TEXT, true },
	{ "inc-20260042", SECRET_TEXT, true },
	{ "a dot b at example dot com", SECRET_TEXT, true },
	{ "a.b [at] example.com", SECRET_TEXT, true },
	{ "c.d\xef\xbc\x88\xe3\x82\xa2\xe3\x83\x83\xe3\x83\x88"
	  "\xef\xbc\x89"
	  "example.com",
	    SECRET_TEXT, true },
	{ "a.b and example.com", SECRET_TEXT, false },
	/* telephone numbers in any grouping, at home and abroad */
	{ "(03)5550-1234", SECRET_TEXT, true },
	{ "tel:+81355501234", SECRET_TEXT, true },
	{ "+81 (0)3 5550 1234", SECRET_TEXT, true },
	{ "035-550-1234", SECRET_TEXT, true },
	{ "0355501234", SECRET_TEXT, true },
	{ "\xef\xbc\x90\xef\xbc\x93\xe3\x83\xbc"
	  "\xef\xbc\x95\xef\xbc\x95\xef\xbc\x95\xef\xbc\x90\xe2\x80\x90"
	  "1234",
	    SECRET_TEXT, true },
	{ "03-5550-12345", SECRET_TEXT, false },
	{ "0044 20 79460123", SECRET_TEXT, false },
	{ "+442079460123", SECRET_TEXT, true },
	{ "020 7946 0123", SECRET_TEXT, true },
	{ "045-555-0199", SECRET_TEXT, true },
	{ "\xef\xbc\x8b"
	  "81.45.555.0199",
	    SECRET_TEXT, true },
	{ "0123 4567", SECRET_TEXT, false },
	{ "example.org/psirt/x", SECRET_TEXT, true },
	{ "佐藤", SECRET_NAME, false },
	{ "佐藤健一氏", SECRET_NAME, true },
	{ "apples and bridges", SECRET_NAME, false },
	{ "AL-1", SECRET_ID, false },
	{ "published", SECRET_NAME, false },
};

START_TEST(test_rows)
{
	ck_assert_msg(finds(str_z(rows[_i].text), rows[_i].kind) ==
		rows[_i].is_found,
	    "'%s'", rows[_i].text);
}
END_TEST

/* What the audience sees, it may see. */
START_TEST(test_visible)
{
	static const char *const texts[] = {
		"We sell what a child of three can use without any manual.",
		"About",
		"Nothing",
		"report received, receipt acknowledged",
	};

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		struct tally t = { .kind = SECRET_TEXT };

		(void)!deep_run(secrets->scan, deep, str_z(texts[i]), count,
		    &t);
		ck_assert_msg(t.n == 0 || i == 2, "'%s'", texts[i]);
	}
}
END_TEST

Suite *
suite_wall_secret(void)
{
	Suite *s = suite_create("wall_secret");
	TCase *t = tcase_create("all");

	tcase_add_unchecked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, test_all, 0, FORMS);
	tcase_add_loop_test(t, test_rows, 0, (int)ARRAY_LEN(rows));
	tcase_add_test(t, test_visible);
	suite_add_tcase(s, t);
	return s;
}
