/*
 * The search: every form in which a secret may stand, every place in a window,
 * and none where it does not stand.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/str.h"
#include "scan/fold.h"
#include "scan/scan.h"
#include "test.h"

Suite *suite_scan_scan(void);

static struct arena *perm;
static const struct fold_table *table;
static struct fold *fold;

static void
set_up(void)
{
	perm = arena_open();
	table = fold_table_open(perm);
	fold = fold_open(perm, table);
}

static void
tear_down(void)
{
	arena_close(perm);
}

/* Adds a text as one term. */
static void
add(struct scan *s, struct str text, uint32_t owner)
{
	const struct fold_lane *l = &fold->lanes[FOLD_TEXT];
	struct scan_term t;

	fold_begin(fold, text, true);
	ck_assert(!fold_fill(fold));
	if (l->n_tokens == 0)
		return;
	t = scan_cut(l, 0, l->n_tokens);
	t.key = str_dup(perm, t.key);
	t.owner = owner;
	scan_add(s, t);
}

static struct scan *
scan_of(struct str text)
{
	struct scan *s = scan_open(perm);

	add(s, text, 7);
	scan_ready(s);
	return s;
}

struct tally {
	size_t n;
	struct scan_hit last;
};

static void
count(void *ctx, const struct scan_hit *hit)
{
	struct tally *t = ctx;

	t->n++;
	t->last = *hit;
}

static struct tally
search(const struct scan *s, struct str text)
{
	struct tally t = { 0 };

	scan_run(s, fold, text, count, &t);
	return t;
}

static const struct {
	const char *term;
	const char *text;
	size_t n;	/* hits */
	const char *at;	/* the bytes of the last, or NULL */
} forms[] = {
	{ "PS-2026-0117", "see PS-2026-0117.", 1, "PS-2026-0117" },
	{ "PS-2026-0117", "see ps 2026_0117", 1, "ps 2026_0117" },
	{ "PS-2026-0117", "see PS20260117,", 1, "PS20260117" },
	{ "PS-2026-0117", "see XPS-2026-0117", 0, NULL },
	{ "PS-2026-0117", "see PS-2026-01170", 0, NULL },
	{ "PS-2026-0117", "PS\\u002d2026\\u002D0117", 1, NULL },
	{ "PS-2026-0117", "\\u0050\\u0053-2026-0117", 1, NULL },
	{ "PS-2026-0117", "PS&#45;2026&#x2D;0117", 1, NULL },
	{ "PS-2026-0117", "%50%53%2D2026-0117", 1, NULL },
	{ "PS-2026-0117", "%2550%2553-2026-0117", 1, NULL },
	{ "PS-2026-0117", "PS-2026-<wbr>0117", 1, NULL },
	{ "PS-2026-0117", "PS-<b>2026</b>-0117", 1, NULL },
	{ "PS-2026-0117", "<img alt=\"PS-2026-0117\">", 1, "PS-2026-0117" },
	{ "PS-2026-0117", "<!-- PS-2026-0117 -->", 1, "PS-2026-0117" },
	{ "PS-2026-0117", "a < b PS-2026-0117", 1, "PS-2026-0117" },
	{ "PS-2026-0117", "<b PS-2026-0117", 1, "PS-2026-0117" },
	{ "PS-2026-0117", "x=PS-2026-01=\r\n17", 1, NULL },
	{ "PS-2026-0117", "?id=PS-2026-0117&x=1", 1, "PS-2026-0117" },
	{ "PS-2026-0117",
	    "\xef\xbc\xb0\xef\xbc\xb3\xef\xbc\x8d"
	    "\xef\xbc\x92\xef\xbc\x90\xef\xbc\x92\xef\xbc\x96-0117",
	    1, NULL },
	{ "PS-2026-0117", "PS-20 26-0117", 0, NULL },
	{ "24 May 2026", "version 4.2</td><td>4 May 2026", 0, NULL },
	{ "24 May 2026", "of 24May2026.", 1, NULL },
	{ "2026-12-01", "on 20261201", 1, NULL },
	{ "2026-12-01", "M20 261201", 0, NULL },
	{ "exagate 500", "EXAGATE-500", 1, "EXAGATE-500" },
	{ "exagate 500", "<td>exagate 500</td><td>7</td>", 1, "exagate 500" },
	{ "exagate 500", "\\\"exagate\\n500\\\"", 1, NULL },
	{ "exagate 500", "&lt;b&gt;exagate&nbsp;500&lt;/b&gt;", 1, NULL },
	{ "exagate 500", "&amp;#101;xagate 500", 1, NULL },
	{ "exagate 500", "exa\xc2\xadgate 500", 1, NULL },
	{ "exagate 500", "exa\xe2\x80\x8bgate 500", 1, NULL },
	{ "exagate 500", "exa&shy;gate 500", 1, NULL },
	{ "Kim M.", "by KIM M, 2026", 1, "KIM M" },
	{ "Kim M.", "kimm", 0, NULL },
	{ "Kim M.", "kim\nM.", 1, NULL },
	{ "kimm", "kim m", 0, NULL },
	/* what parts a short id, in every way to write it */
	{ "EX-5521", "a EX&#45;5521", 1, NULL },
	{ "EX-5521", "a EX&#x2d;5521", 1, NULL },
	{ "EX-5521", "a EX\\x2d5521", 1, NULL },
	{ "EX-5521", "a EX\\u002d5521", 1, NULL },
	{ "EX-5521", "a EX%2d5521", 1, NULL },
	{ "EX-5521", "a EX%252d5521", 1, NULL },
	{ "EX-5521", "a EX&hyphen;5521", 1, NULL },
	{ "EX-5521", "a EX&minus;5521", 1, NULL },
	{ "EX-5521", "a EX&shy;5521", 1, NULL },
	{ "EX-5521", "a EX&ZeroWidthSpace;5521", 1, NULL },
	{ "EX-5521", "a EX&#8209;5521", 1, NULL },
	{ "EX-5521", "a EX\\u2011\n5521", 1, NULL },
	{ "EX-5521",
	    "a EX\xe2\x80\x90"
	    "5521",
	    1, NULL },
	{ "EX-5521",
	    "a EX\xe2\x80\x91"
	    "5521",
	    1, NULL },
	{ "EX-5521",
	    "a EX\xe2\x80\x92"
	    "5521",
	    1, NULL },
	{ "EX-5521",
	    "a EX\xe2\x80\x93"
	    "5521",
	    1, NULL },
	{ "EX-5521",
	    "a EX\xe2\x88\x92"
	    "5521",
	    1, NULL },
	{ "EX-5521",
	    "a EX\xef\xbc\x8d"
	    "5521",
	    1, NULL },
	{ "EX-5521",
	    "a EX\xc2\xad"
	    "5521",
	    1, NULL },
	{ "EX-5521",
	    "a EX-\xc2\xad"
	    "5521",
	    1, NULL },
	{ "EX-5521", "a EX<wbr>5521", 1, NULL },
	{ "EX-5521", "a EX5521", 1, "EX5521" },
	{ "EX-5521", "a AEX5521", 0, NULL },
	{ "EX-5521", "a EX&semicolon;5521", 0, NULL },
	{ "EX-5521", "a EX-55-21", 0, NULL },
	{ "EX-5521", "a EX\\-5521", 1, NULL },
	{ "EX-5521", "a **EX**-5521", 1, NULL },
	{ "box2", "a box 2", 0, NULL },
	/* letters of other scripts that look so; words of those are words */
	{ "Kawasemi",
	    "a \xd0\x9a"
	    "aw\xd0\xb0"
	    "s\xd0\xb5"
	    "m\xd1\x96",
	    1, NULL },
	{ "Kawasemi",
	    "a \xce\x9a"
	    "AWASE\xce\x9c\xce\x99",
	    1, NULL },
	{ "\xd1\x82\xd0\xb0\xd0\xb9\xd0\xbd\xd0\xb0",
	    "\xd0\xa2\xd0\xb0\xd0\xb9\xd0\xbd\xd0\xb0.", 1, NULL },
	{ "taha", "\xd1\x82\xd0\xb0\xd0\xb9\xd0\xbd\xd0\xb0", 0, NULL },
	{ "fishing", "fishing_fishings refishing fishing", 2, NULL },
	{ "M\xc3\xbcller", "MU\xcc\x88LLER", 1, NULL },
	{ "M\xc3\xbcller", "M&uuml;ller", 1, NULL },
	{ "M\xc3\xbcller", "M=C3=BCller", 1, NULL },
	{ "M\xc3\xbcller", "M%C3%BCller", 1, NULL },
	{ "M\xc3\xbcller", "M\\u00fcller", 1, NULL },
	/* katakana, half width with a voiced mark, full width, hiragana */
	{ "\xe3\x82\xac\xe3\x83\xbc\xe3\x83\x89",
	    "x\xef\xbd\xb6\xef\xbe\x9e\xef\xbd\xb0\xef\xbe\x84\xef\xbe\x9ex",
	    1, NULL },
	{ "\xe3\x82\xac\xe3\x83\xbc\xe3\x83\x89", "\\u30ac\\u30fc\\u30c9", 1,
	    NULL },
	{ "\xe3\x82\xac\xe3\x83\xbc\xe3\x83\x89",
	    "%E3%82%AC%e3%83%bc%E3%83%89", 1, NULL },
	{ "\xe3\x82\xac\xe3\x83\xbc\xe3\x83\x89",
	    "=E3=82=AC=E3=83=BC=\n=E3=83=89", 1, NULL },
	{ "\xe3\x82\xac\xe3\x83\xbc\xe3\x83\x89", "&#12460;&#x30fc;&#x30C9;",
	    1, NULL },
	{ "\xe3\x82\xac\xe3\x83\xbc\xe3\x83\x89",
	    "\xe3\x81\x8c\xe3\x83\xbc\xe3\x81\xa9", 0, NULL },
	{ "\xe4\xbd\x90\xe8\x97\xa4\xe5\x81\xa5\xe4\xb8\x80",
	    "\xe4\xbd\x90\xe8\x97\xa4\xe3\x80\x80\xe5\x81\xa5\xe4\xb8\x80"
	    "\xe6\xb0\x8f",
	    1, NULL },
	/* over a line end in a calendar, and in a paragraph */
	{ "the relay opens by itself", "the relay opens\r\n  by itself", 1,
	    NULL },
	{ "\xf0\xa0\xae\xb7\xe9\x87\x8e", "\\ud842\\udfb7\\u91ce", 1, NULL },
	{ "\xf0\xa0\xae\xb7\xe9\x87\x8e", "\\ud842\\u91ce", 0, NULL },
};

START_TEST(test_forms)
{
	struct scan *s = scan_of(str_z(forms[_i].term));
	struct str text = str_z(forms[_i].text);
	struct tally t = search(s, text);

	ck_assert_msg(t.n == forms[_i].n, "row %d: %zu hits for '%s' in '%s'",
	    _i, t.n, forms[_i].term, forms[_i].text);
	if (forms[_i].at != NULL)
		ck_assert_msg(str_eq_z(str_sub(text, t.last.off, t.last.len),
				  forms[_i].at),
		    "row %d: at '%.*s'", _i, (int)t.last.len,
		    text.p + t.last.off);
}
END_TEST

/* In plain text a tag is words, and no escape is one. */
START_TEST(test_plain)
{
	struct scan *s = scan_of(S("see the exagate tag"));
	struct str text = S(
	    "see <b>the</b> exagate tag, see the <exagate> tag, "
	    "see the %65xagate tag");
	struct tally t = { 0 };

	scan_run_plain(s, fold, text, count, &t);
	ck_assert_uint_eq(t.n, 1);
	ck_assert_uint_eq(search(s, text).n, 2);
}
END_TEST

/* UTF-16 of ASCII, as pictures have it. */
START_TEST(test_wide)
{
	static const char text[] = "\xff\xfeK\0i\0m\0 \0M\0.\0";

	ck_assert_uint_eq(search(scan_of(S("Kim M.")),
			      (struct str){ text, sizeof(text) - 1 })
			      .n,
	    1);
	/* A chunk of a picture: its keyword, a zero, its text. */
	ck_assert_uint_eq(search(scan_of(S("Kim M.")),
			      S("tEXtAuthor\0Kim M\0\xff"))
			      .n,
	    1);
}
END_TEST

/* Every distance from a window's edge, in text and in a tag. */
START_TEST(test_windows)
{
	static const char secret[] = "the secret bell of Example";
	size_t n = 3 * LIMIT_SCAN_WINDOW;
	struct scan *s = scan_of(str_z(secret));
	char *text = arena_bytes(perm, n);

	for (size_t at = LIMIT_SCAN_WINDOW - 600; at < LIMIT_SCAN_WINDOW + 200;
	     at++) {
		struct tally t;

		memset(text, _i == 0 ? 'x' : 'y', n);
		for (size_t i = 7; i < n; i += 8 + (size_t)_i * 3)
			text[i] = ' ';
		if (_i == 1) {
			text[0] = '<';
			text[1] = 'p';
			text[n - 1] = '>';
		}
		/* Spaces are folded away: look around the folded edge. */
		memcpy(text + at * (8 + (size_t)_i * 3) / (7 + (size_t)_i * 3),
		    secret, sizeof(secret) - 1);
		text[at * (8 + (size_t)_i * 3) / (7 + (size_t)_i * 3) - 1] =
		    ' ';
		text[at * (8 + (size_t)_i * 3) / (7 + (size_t)_i * 3) +
		    sizeof(secret) - 1] = ' ';
		t = search(s, (struct str){ text, n });
		ck_assert_msg(t.n == 1, "at %zu: %zu hits", at, t.n);
		ck_assert_uint_eq(t.last.off,
		    at * (8 + (size_t)_i * 3) / (7 + (size_t)_i * 3));
		ck_assert_uint_eq(t.last.len, sizeof(secret) - 1);
	}
}
END_TEST

/* Terms within terms, equal terms, dropped terms. */
START_TEST(test_sets)
{
	struct scan *s = scan_open(perm);
	struct tally t;

	add(s, S("blue bell tower"), 3);
	add(s, S("blue bell"), 1);
	add(s, S("blue"), 2);
	add(s, S("BLUE-BELL"), 0);
	add(s, S("abc"), 5);
	add(s, S("..."), 6);
	scan_ready(s);
	ck_assert_uint_eq(scan_len(s), 3);
	ck_assert_uint_eq(search(s, S("a blue bell tower")).n, 3);
	ck_assert_uint_eq(search(s, S("a blue bell tow")).n, 2);
	ck_assert_uint_eq(search(s, S("blue, bluebell tower blue")).n, 4);
	t = search(s, S("BlueBell"));
	ck_assert_uint_eq(t.n, 1);
	ck_assert_uint_eq(scan_term(s, t.last.term)->owner, 0);
	scan_drop(s, t.last.term);
	scan_ready(s);
	ck_assert_uint_eq(scan_len(s), 2);
	ck_assert_uint_eq(search(s, S("a blue bell tower")).n, 2);
}
END_TEST

/* Thousands of terms with one beginning, each found, nothing else. */
START_TEST(test_many)
{
	struct scan *s = scan_open(perm);
	char text[80];

	for (uint32_t i = 0; i < 5000; i++) {
		(void)snprintf(text, sizeof(text),
		    "vulnerability in the product number %u of ours",
		    (unsigned)i);
		add(s, str_dup(perm, str_z(text)), i);
	}
	scan_ready(s);
	ck_assert_uint_eq(scan_len(s), 5000);
	for (uint32_t i = 0; i < 5100; i += 17) {
		struct tally t;

		(void)snprintf(text, sizeof(text),
		    "Vulnerability in the product number %u of ours!",
		    (unsigned)i);
		t = search(s, str_z(text));
		ck_assert_uint_eq(t.n, i < 5000 ? 1 : 0);
		if (i < 5000)
			ck_assert_uint_eq(scan_term(s, t.last.term)->owner, i);
	}
}
END_TEST

static const char *const hostile[] = {
	"<",
	"<a",
	"&",
	"&#",
	"&#x",
	"&amp;",
	"&amp;amp;",
	"\\",
	"\\u",
	"\\ud842",
	"%",
	"%25",
	"%E3%82",
	"=",
	"=\r",
	"=E3",
	"\xe3\x82",
	"\xff",
	"\xf0\x9f",
	"\xef\xb7\xba",
	"\xcc\x88",
	"a",
	"<a>",
};

/* The same over and over, to the end: no loop, no read past the end. */
START_TEST(test_hostile)
{
	struct str unit = str_z(hostile[_i]);
	size_t n = 2 * LIMIT_SCAN_WINDOW + 3;
	struct scan *s = scan_of(S("some term"));
	char *text = malloc(n);

	ck_assert_ptr_nonnull(text);
	for (size_t i = 0; i < n; i++)
		text[i] = unit.p[i % unit.n];
	for (size_t cut = 0; cut < 12; cut++)
		ck_assert_uint_eq(search(s,
				      (struct str){ text + cut, n - cut })
				      .n,
		    0);
	memcpy(text + n - 11, " some term ", 11);
	ck_assert_uint_ge(search(s, (struct str){ text, n }).n +
		(unit.p[0] == '&' || unit.p[0] == '\\'),
	    1);
	free(text);
}
END_TEST

/* All short texts over the bytes that mean something. */
START_TEST(test_bytes)
{
	static const char bytes[] = "a<>&#;\\u%=\n1\xe3\x82\xac";
	struct scan *s = scan_of(S("aaaa"));
	size_t n = sizeof(bytes) - 1;
	char *text = malloc(5);

	ck_assert_ptr_nonnull(text);
	for (size_t i = 0; i < n * n * n * n * n; i++) {
		size_t x = i;

		for (size_t j = 0; j < 5; j++, x /= n)
			text[j] = bytes[x % n];
		(void)search(s, (struct str){ text, 5 });
	}
	free(text);
}
END_TEST

Suite *
suite_scan_scan(void)
{
	Suite *s = suite_create("scan_scan");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, test_forms, 0,
	    (int)(sizeof(forms) / sizeof(forms[0])));
	tcase_add_test(t, test_plain);
	tcase_add_test(t, test_wide);
	tcase_add_loop_test(t, test_windows, 0, 2);
	tcase_add_test(t, test_sets);
	tcase_add_test(t, test_many);
	tcase_add_loop_test(t, test_hostile, 0,
	    (int)(sizeof(hostile) / sizeof(hostile[0])));
	tcase_add_test(t, test_bytes);
	suite_add_tcase(s, t);
	return s;
}
