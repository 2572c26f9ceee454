/*
 * Secrets: a thousand of them, most of them ordinary words, names and dates,
 * found in every form in which they may come to stand; and of what an audience
 * may see none.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "model_text.h"
#include "scan/fold.h"
#include "scan/scan.h"
#include "wall/secret.h"
#include "wall/wall.h"

Suite *suite_wall_secret(void);

#define EACH	250	/* secrets of each of four kinds */

static struct model_fixture f;
static struct fold *fold;
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
	      "and mail a.b@example.com on INC20260042.\n"));
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
	fold = fold_open(f.a, secrets->table);
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

	scan_run(secrets->scan, fold, text, count, &t);
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

#define FORMS	11

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
	default:
		/* tEXt of a picture: between bytes that are no text. */
		return str_fmt(f.a, "\x89PNG\r\n\x1a\ntEXtx%c%.*s\xff\xfe",
		    '\x01', STR_ARG(s));
	}
}

START_TEST(test_all)
{
	struct scratch tmp;

	for (size_t i = 0; i < EACH; i++) {
		struct str v[] = { word_of(i), name_of(i), date_of(i),
			note_of(i), str_fmt(f.a, "PS-2026-%04zu", i + 1001) };
		enum secret_kind kinds[] = { SECRET_NAME, SECRET_NAME,
			SECRET_DATE, SECRET_TEXT, SECRET_ID };

		tmp = scratch_begin(f.a);
		for (size_t j = 0; j < ARRAY_LEN(v); j++) {
			struct str text = str_fmt(f.a, "see %.*s now",
			    STR_ARG(form(v[j], _i)));

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

		scan_run(secrets->scan, fold, str_z(texts[i]), count, &t);
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
