/* iCalendar lines: escaping, folding, times; hostile text stays a value. */
#include "text/ical.h"

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "test.h"

Suite *suite_text_ical(void);

static struct buf out;

static void
open_buf(void)
{
	buf_init(&out, 1u << 20);
}

static void
close_buf(void)
{
	ck_assert(buf_ok(&out));
	buf_fini(&out);
}

static void
expect(const char *want)
{
	struct str got = buf_str(&out);

	ck_assert_msg(str_eq_z(got, want), "got '%.*s', want '%s'",
	    STR_ARG(got), want);
	buf_clear(&out);
}

static const struct {
	struct str in;
	const char *want;
} texts[] = {
	{ STR_INIT(""), "SUMMARY:\r\n" },
	{ STR_INIT("plain: text"), "SUMMARY:plain: text\r\n" },
	{ STR_INIT("a,b;c\\d"), "SUMMARY:a\\,b\\;c\\\\d\r\n" },
	{ STR_INIT("one\ntwo"), "SUMMARY:one\\ntwo\r\n" },
	{ STR_INIT("one\r\ntwo"), "SUMMARY:one\\ntwo\r\n" },
	{ STR_INIT("one\rtwo\r"), "SUMMARY:one\\ntwo\\n\r\n" },
	{ STR_INIT("x\r\nEND:VEVENT\r\nATTACH:http://example.com/"),
	    "SUMMARY:x\\nEND:VEVENT\\nATTACH:http://example.com/\r\n" },
	{ STR_INIT("a\tb\0c\x7f"), "SUMMARY:a b c \r\n" },
	{ STR_INIT("\\n"), "SUMMARY:\\\\n\r\n" },
	{ STR_INIT("早期警戒、24時間"), "SUMMARY:早期警戒、24時間\r\n" },
};

START_TEST(test_text)
{
	open_buf();
	ical_text(&out, "SUMMARY", texts[_i].in);
	expect(texts[_i].want);
	close_buf();
}
END_TEST

/* Undo the folding, checking each line; the logical line without its end. */
static struct str
unfold(struct arena *a, struct str s)
{
	char *p = arena_bytes(a, s.n + 1);
	size_t n = 0, column = 0;

	for (size_t i = 0; i < s.n; i++) {
		ck_assert(s.p[i] != '\n');
		if (s.p[i] != '\r') {
			p[n++] = s.p[i];
			column++;
			continue;
		}
		ck_assert_uint_le(column, ICAL_LINE);
		ck_assert(utf8_fault((struct str){ p, n }) == SIZE_MAX);
		ck_assert(i + 1 < s.n && s.p[i + 1] == '\n');
		if (i + 2 == s.n)
			break;
		ck_assert(s.p[i + 2] == ' ');
		column = 1;
		i += 2;
	}
	return (struct str){ p, n };
}

/* Characters of 1 to 4 octets at every place of the line. */
static const struct str characters[] = {
	STR_INIT("x"),
	STR_INIT("\xc3\xa9"),
	STR_INIT("鐘"),
	STR_INIT("\xf0\x9f\x94\x94"),
	STR_INIT(","),
};

START_TEST(test_fold)
{
	struct arena *a = arena_open();
	struct str one = characters[_i];
	bool is_escaped = str_eq_z(one, ",");

	open_buf();
	for (size_t before = 0; before < 80; before++) {
		struct buf text, want;

		buf_init(&text, 1u << 16);
		buf_init(&want, 1u << 16);
		buf_put(&want, S("DESCRIPTION:"));
		buf_fill(&text, 'a', before);
		buf_fill(&want, 'a', before);
		for (int i = 0; i < 100; i++) {
			buf_put(&text, one);
			buf_put(&want, is_escaped ? S("\\,") : one);
		}
		ical_text(&out, "DESCRIPTION", buf_str(&text));
		ck_assert(str_eq(unfold(a, buf_str(&out)), buf_str(&want)));
		buf_clear(&out);
		buf_fini(&text);
		buf_fini(&want);
	}
	close_buf();
	arena_close(a);
}
END_TEST

START_TEST(test_line_of_75)
{
	open_buf();
	ical_text(&out, "X",
	    S("1234567890123456789012345678901234567890"
	      "123456789012345678901234567890123"));
	expect("X:1234567890123456789012345678901234567890"
	       "123456789012345678901234567890123\r\n");
	ical_text(&out, "X",
	    S("1234567890123456789012345678901234567890"
	      "1234567890123456789012345678901234"));
	expect("X:1234567890123456789012345678901234567890"
	       "123456789012345678901234567890123\r\n 4\r\n");
	close_buf();
}
END_TEST

static const struct {
	int64_t s;
	const char *want;
} durations[] = {
	{ 0, "TRIGGER:-PT0S\r\n" },
	{ 1, "TRIGGER:-PT1S\r\n" },
	{ 900, "TRIGGER:-PT15M\r\n" },
	{ 12 * 3600, "TRIGGER:-PT12H\r\n" },
	{ 3601, "TRIGGER:-PT1H0M1S\r\n" },
	{ 2 * 86400, "TRIGGER:-P2D\r\n" },
	{ 86400 + 6 * 3600, "TRIGGER:-P1DT6H\r\n" },
	{ 86400 + 1, "TRIGGER:-P1DT1S\r\n" },
	{ 3660 * INT64_C(86400), "TRIGGER:-P3660D\r\n" },
};

START_TEST(test_before)
{
	open_buf();
	ical_before(&out, "TRIGGER", durations[_i].s);
	expect(durations[_i].want);
	close_buf();
}
END_TEST

START_TEST(test_times)
{
	struct instant t;
	struct day d;

	open_buf();
	ck_assert(instant_parse(S("2026-11-24T09:12:05+09:00"), &t, NULL));
	ical_instant(&out, "DTSTART", t);
	expect("DTSTART:20261124T001205Z\r\n");
	ck_assert(instant_parse(S("2026-01-01T08:59+09:00"), &t, NULL));
	ical_instant(&out, "DTSTAMP", t);
	expect("DTSTAMP:20251231T235900Z\r\n");
	ck_assert(day_parse(S("2026-02-28"), &d));
	ical_day(&out, "DTSTART", d);
	expect("DTSTART;VALUE=DATE:20260228\r\n");
	close_buf();
}
END_TEST

START_TEST(test_components)
{
	const struct str list[] = { STR_INIT("law, EU"), STR_INIT("CRA") };

	open_buf();
	ical_begin(&out, "VEVENT");
	ical_texts(&out, "CATEGORIES", list, ARRAY_LEN(list));
	ical_texts(&out, "CATEGORIES", list, 0);
	ical_value(&out, "TRANSP", "TRANSPARENT");
	ical_end(&out, "VEVENT");
	expect("BEGIN:VEVENT\r\nCATEGORIES:law\\, EU,CRA\r\n"
	       "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
	close_buf();
}
END_TEST

Suite *
suite_text_ical(void)
{
	Suite *s = suite_create("text_ical");
	TCase *t = tcase_create("text_ical");

	tcase_add_loop_test(t, test_text, 0, ARRAY_LEN(texts));
	tcase_add_loop_test(t, test_fold, 0, ARRAY_LEN(characters));
	tcase_add_test(t, test_line_of_75);
	tcase_add_loop_test(t, test_before, 0, ARRAY_LEN(durations));
	tcase_add_test(t, test_times);
	tcase_add_test(t, test_components);
	suite_add_tcase(s, t);
	return s;
}
