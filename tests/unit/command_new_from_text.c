/*
 * Foreign text on its way into drafts: nothing that a file may not hold, no
 * more than asked for.
 */
#include "command/new_from_text.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "test.h"

Suite *suite_command_new_from_text(void);

static struct arena *a;

static void
setup(void)
{
	a = arena_open();
}

static void
teardown(void)
{
	arena_close(a);
}

static const struct {
	const char *in, *line, *text;
	size_t max;
} rows[] = {
	{ "", "", "", 9 },
	{ "  a  b ", "a b", "a b", 9 },
	{ "a\nb\r\n\tc", "a b c", "a\nb\nc", 9 },
	{ "\n\n---\nlevel: x", "--- level: x", "---\nlevel: x", 20 },
	{ "a\x07\x1b\x7f"
	  "b",
	    "ab", "ab", 9 },
	{ "a\xe2\x80\xae"
	  "b\xe2\x81\xa6"
	  "c",
	    "abc", "abc", 9 },
	{ "abcdef", "abc\xe2\x80\xa6", "abc\xe2\x80\xa6", 3 },
	{ "abc", "abc", "abc", 3 },
	{ "\xe6\xbc\x8f\xe6\xb4\xa9", "\xe6\xbc\x8f\xe2\x80\xa6",
	    "\xe6\xbc\x8f\xe2\x80\xa6", 1 },
	{ "\xf0\x9f\x94\x91\xf0\x9f\x94\x91", "\xf0\x9f\x94\x91\xe2\x80\xa6",
	    "\xf0\x9f\x94\x91\xe2\x80\xa6", 1 },
};

START_TEST(test_clean)
{
	struct str in = str_z(rows[_i].in);
	struct str line = new_from_text_line(a, in, rows[_i].max);
	struct str text = new_from_text(a, in, rows[_i].max);

	ck_assert_msg(str_eq_z(line, rows[_i].line), "%d: '%.*s'", _i,
	    STR_ARG(line));
	ck_assert_msg(str_eq_z(text, rows[_i].text), "%d: '%.*s'", _i,
	    STR_ARG(text));
}
END_TEST

START_TEST(test_long)
{
	size_t n = (size_t)1 << 20;
	char *p = arena_bytes(a, n);
	struct str out;

	memset(p, 'x', n);
	out = new_from_text_line(a, (struct str){ p, n }, 160);
	ck_assert_uint_eq(utf8_count(out), 161);
}
END_TEST

static const struct {
	const char *in;
	bool is_fine;
} urls[] = {
	{ "https://example.com/a?b=c#d", true },
	{ "https://", false },
	{ "http://example.com/", false },
	{ "javascript:alert(1)", false },
	{ "https://example.com/ x", false },
	{ "https://example.com/)[x", false },
	{ "https://example.com/\n- x: y", false },
	{ "https://example.com/<b>", false },
};

START_TEST(test_url)
{
	struct str out = new_from_text_url(a, str_z(urls[_i].in));

	ck_assert_msg((out.n > 0) == urls[_i].is_fine, "%s", urls[_i].in);
}
END_TEST

Suite *
suite_command_new_from_text(void)
{
	Suite *s = suite_create("command_new_from_text");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, test_clean, 0,
	    (int)(sizeof(rows) / sizeof(rows[0])));
	tcase_add_test(t, test_long);
	tcase_add_loop_test(t, test_url, 0,
	    (int)(sizeof(urls) / sizeof(urls[0])));
	suite_add_tcase(s, t);
	return s;
}
