/*
 * feed/feed_words: what English says of versions.
 */
#include "feed/feed_words.h"

#include "base/arena.h"
#include "base/buf.h"
#include "feed_dump.h"
#include "test.h"

static const struct row {
	const char *text;
	const char *want;	/* kind and stretches */
} ROWS[] = {
	{ "", "none" },
	{ "n/a", "none" },
	{ "N/A", "none" },
	{ "unspecified", "none" },
	{ "-", "none" },
	{ "*", "all" },
	{ "all", "all" },
	{ "All versions", "all" },
	{ "vers:all/*", "all" },
	{ "1.2.3", "one" },
	{ "v1.2.3", "one" },
	{ "2024.3", "one" },
	{ "Android 10", "one" },
	{ "10.0 SP1", "one" },
	{ "cobas h 232 POC", "one" },
	{ "1:2.3-4.el9_1", "one" },
	{ "1.0-1.5", "one" },
	{ "< 1.2.3", "ranges (;1.2.3)a" },
	{ "<9.7.0", "ranges (;9.7.0)a" },
	{ "<V1.2", "ranges (;1.2)a" },
	{ "<=1.9.4.1", "ranges (;1.9.4.1]a" },
	{ "\xe2\x89\xa4 1.9", "ranges (;1.9]a" },
	{ "> 2.0", "ranges (2.0;)a" },
	{ ">=2.0", "ranges [2.0;)a" },
	{ "= 21.0.0", "ranges [21.0.0;21.0.0]a" },
	{ ">= 25.0.0, < 25.0.11", "ranges [25.0.0;25.0.11)a" },
	{ ">=1.0 <2.0", "ranges [1.0;2.0)a" },
	{ "< 2.0, >= 1.0", "ranges [1.0;2.0)a" },
	{ ">= 1.0, < 1.5 || >= 2.0, < 2.3", "ranges [1.0;1.5)a [2.0;2.3)a" },
	{ "1.0, 1.1", "ranges [1.0;1.0]a [1.1;1.1]a" },
	{ "1.0 and 1.1", "ranges [1.0;1.0]a [1.1;1.1]a" },
	{ "4.1.0 - 4.1.7", "ranges [4.1.0;4.1.7]a" },
	{ "4.1.0 \xe2\x80\x93 4.1.7", "ranges [4.1.0;4.1.7]a" },
	{ "versions 1.0 to 1.4", "ranges [1.0;1.4]a" },
	{ "from 1.0 through 1.4 (inclusive)", "ranges [1.0;1.4]a" },
	{ "between 1.0 and 1.4", "ranges [1.0;1.4]a" },
	{ "1.0 before 1.4", "ranges [1.0;1.4)a" },
	{ "1.0 < 1.4", "ranges [1.0;1.4)a" },
	{ "1.0 up to 1.4", "ranges [1.0;1.4]a" },
	{ "9.18.0 and below", "ranges (;9.18.0]a" },
	{ "8.0.21 and prior", "ranges (;8.0.21]a" },
	{ "Version 3.1 or earlier", "ranges (;3.1]a" },
	{ "3.1 and later", "ranges [3.1;)a" },
	{ "prior to 2.3", "ranges (;2.3)a" },
	{ "All versions prior to V2.3", "ranges (;2.3)a" },
	{ "before 2.3", "ranges (;2.3)a" },
	{ "up to and including 2.3", "ranges (;2.3]a" },
	{ "2.4.x", "ranges [2.4.*;)a" },
	{ "2.4.*", "ranges [2.4.*;)a" },
	{ "2.4.x, 2.5.x", "ranges [2.4.*;)a [2.5.*;)a" },
	{ "<= 2.4.x", "ranges (;2.4.*]a" },
	{ "2.2 - 2.4.x", "ranges [2.2;2.4.*]a" },
	{ "vers:generic/>=1.0|<2.0", "ranges [1.0;2.0)a" },
	{ "vers:deb/<1.2-3", "ranges (;1.2-3)a deb" },
	/* Nothing is guessed. */
	{ "publication", "unread" },
	{ "Accu-Chek Inform II", "unread" },
	{ "vers:nonsense", "unread" },
	{ "<", "unread" },
	{ "< and", "unread" },
	{ "to 1.0 to", "unread" },
	{ "between 1.0", "unread" },
	{ "9.x model 35700BAX3", "unread" },
	{ "6.x (Modules (16 | >= 20D29)", "unread" },
	{ "prior to the fix of June", "unread" },
};

START_TEST(row)
{
	static const char *const kinds[] = { "none", "all", "one", "ranges",
		"unread" };
	struct arena *a = arena_open();
	struct feed_words w = feed_words(a, str_z(ROWS[_i].text));
	struct buf b;

	buf_init(&b, 4096);
	buf_printf(&b, "%s", kinds[w.kind]);
	for (size_t i = 0; w.kind == FEED_WORDS_RANGES && i < w.n; i++)
		dump_stretch(&b, &w.v[i]);
	if (w.kind == FEED_WORDS_RANGES && !str_eq_z(w.scheme, "generic") &&
	    w.scheme.n > 0)
		buf_printf(&b, " %.*s", STR_ARG(w.scheme));
	ck_assert_msg(str_eq_z(buf_str(&b), ROWS[_i].want), "'%s': %.*s",
	    ROWS[_i].text, STR_ARG(buf_str(&b)));
	buf_fini(&b);
	arena_close(a);
}
END_TEST

/* A text of a million words is as long as it is, and that is all. */
START_TEST(hostile)
{
	struct arena *a = arena_open();
	struct buf b;

	buf_init(&b, 16u << 20);
	for (int i = 0; i < 1000000; i++)
		buf_put(&b, S("1.0 , "));
	ck_assert_int_eq(feed_words(a, buf_str(&b)).kind, FEED_WORDS_UNREAD);
	buf_clear(&b);
	for (int i = 0; i < 1000000; i++)
		buf_put(&b, S("the "));
	ck_assert_int_eq(feed_words(a, buf_str(&b)).kind, FEED_WORDS_UNREAD);
	buf_fini(&b);
	arena_close(a);
}
END_TEST

Suite *
suite_feed_words(void)
{
	Suite *s = suite_create("feed_words");
	TCase *t = tcase_create("words");

	tcase_add_loop_test(t, row, 0, sizeof(ROWS) / sizeof(ROWS[0]));
	tcase_add_test(t, hostile);
	suite_add_tcase(s, t);
	return s;
}
