#include "test.h"

#include <signal.h>
#include <string.h>

#include "base/arena.h"
#include "base/time.h"

START_TEST(every_day)
{
	struct civil before = { .year = 1899,
		.month = 12,
		.day = 31,
		.weekday = 0 };
	int days = 0;

	/* 1900-01-01 was a Monday; 2000 is a leap year, 1900 and 2100 not. */
	for (int y = 1900; y <= 2199; y++) {
		for (int m = 0; m <= 13; m++) {
			for (int d = 0; d <= 32; d++) {
				struct day n;

				if (!day_from_civil(y, m, d, &n))
					continue;

				struct civil c = day_to_civil(n);

				ck_assert(
				    c.year == y && c.month == m && c.day == d);
				ck_assert_int_eq(c.weekday,
				    (before.weekday + 1) % 7);
				ck_assert_int_eq(n.n, days - 25567);
				before = c;
				days++;
			}
		}
	}
	ck_assert_int_eq(days, 300 * 365 + 73);
}
END_TEST

static const struct {
	const char *text;
	bool ok;
	int32_t n;
} days[] = {
	{ "1970-01-01", true, 0 },
	{ "1969-12-31", true, -1 },
	{ "2000-02-29", true, 11016 },
	{ "2026-09-01", true, 20697 },
	{ "2024-02-29", true, 19782 },
	{ "1900-01-01", true, -25567 },
	{ "2199-12-31", true, 84005 },
	{ "2023-02-29", false, 0 },
	{ "1900-02-29", false, 0 },
	{ "2100-02-29", false, 0 },
	{ "2026-04-31", false, 0 },
	{ "2026-00-10", false, 0 },
	{ "2026-13-10", false, 0 },
	{ "2026-10-00", false, 0 },
	{ "1899-12-31", false, 0 },
	{ "2200-01-01", false, 0 },
	{ "2026-9-1", false, 0 },
	{ "2026-09-1", false, 0 },
	{ "2026/09/01", false, 0 },
	{ "20260901", false, 0 },
	{ " 2026-09-01", false, 0 },
	{ "2026-09-01 ", false, 0 },
	{ "2026-09-01T", false, 0 },
	{ "+026-09-01", false, 0 },
	{ "2026-+9-01", false, 0 },
	{ "2026- 9-01", false, 0 },
	{ "", false, 0 },
};

START_TEST(parse_day)
{
	struct arena *a = arena_open();
	struct day d = { -1 };
	bool ok = day_parse(str_z(days[_i].text), &d);

	ck_assert_msg(ok == days[_i].ok, "row %d '%s'", _i, days[_i].text);
	if (ok) {
		ck_assert_int_eq(d.n, days[_i].n);
		ck_assert(str_eq_z(day_format(a, d), days[_i].text));
	}
	arena_close(a);
}
END_TEST

static const struct {
	const char *text;
	const char *utc;	/* NULL: not an instant */
	const char *own;	/* or what the reason begins with */
} instants[] = {
	{ "2026-09-01T09:30:15+09:00", "2026-09-01T00:30:15Z",
	    "2026-09-01T09:30:15+09:00" },
	{ "2026-09-01T09:30+09:00", "2026-09-01T00:30:00Z",
	    "2026-09-01T09:30:00+09:00" },
	{ "2026-09-01T09:30Z", "2026-09-01T09:30:00Z",
	    "2026-09-01T09:30:00Z" },
	{ "2026-09-01t09:30z", "2026-09-01T09:30:00Z",
	    "2026-09-01T09:30:00Z" },
	{ "2026-09-01T09:30:15.999Z", "2026-09-01T09:30:15Z",
	    "2026-09-01T09:30:15Z" },
	{ "2026-09-01T09:30:15.123456789012345678901Z", "2026-09-01T09:30:15Z",
	    "2026-09-01T09:30:15Z" },
	{ "2026-01-01T00:00:00+05:30", "2025-12-31T18:30:00Z",
	    "2026-01-01T00:00:00+05:30" },
	{ "2025-12-31T23:59:59-03:30", "2026-01-01T03:29:59Z",
	    "2025-12-31T23:59:59-03:30" },
	{ "2026-09-01T00:00:00+00:00", "2026-09-01T00:00:00Z",
	    "2026-09-01T00:00:00Z" },
	{ "2026-09-01T00:00:00-00:00", "2026-09-01T00:00:00Z",
	    "2026-09-01T00:00:00Z" },
	{ "2026-09-01T00:00:00-00:30", "2026-09-01T00:30:00Z",
	    "2026-09-01T00:00:00-00:30" },
	{ "1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z",
	    "1969-12-31T23:59:59Z" },
	/* The edges may leave the years that can be written. */
	{ "1900-01-01T00:00:00+23:59", "1899-12-31T00:01:00Z",
	    "1900-01-01T00:00:00+23:59" },
	{ "2199-12-31T23:59:59-23:59", "2200-01-01T23:58:59Z",
	    "2199-12-31T23:59:59-23:59" },
	{ "2026-09-01", NULL, "a date without a time" },
	{ "2026-09-01T09:30", NULL, "no zone" },
	{ "2026-09-01T09:30:00", NULL, "no zone" },
	{ "2026-02-30T09:30Z", NULL, "no such day" },
	{ "1899-12-31T23:59Z", NULL, "a year" },
	{ "2026-09-01T24:00Z", NULL, "no such time" },
	{ "2026-09-01T23:60Z", NULL, "no such time" },
	{ "2026-09-01T23:59:61Z", NULL, "no such time" },
	{ "2016-12-31T23:59:60Z", NULL, "a leap second" },
	{ "2026-09-01T09:30:00.Z", NULL, "no digits" },
	{ "2026-09-01T09:30.5Z", NULL, "not a zone" },
	{ "2026-09-01T09:30:00,5Z", NULL, "not a zone" },
	{ "2026-09-01T9:30Z", NULL, "not a time" },
	{ "2026-09-01T09Z", NULL, "not a time" },
	{ "2026-09-01T0930Z", NULL, "not a time" },
	{ "2026-09-01T-9:30Z", NULL, "not a time" },
	{ "2026-09-01T09:30:1Z", NULL, "not a time" },
	{ "2026-09-01T", NULL, "not a time" },
	{ "2026-09-01 09:30Z", NULL, "no T" },
	{ "2026-09-01T09:30 Z", NULL, "not a zone" },
	{ "2026-09-01T09:30ZZ", NULL, "not a zone" },
	{ "2026-09-01T09:30Z ", NULL, "not a zone" },
	{ "2026-09-01T09:30+9:00", NULL, "not a zone" },
	{ "2026-09-01T09:30+0900", NULL, "not a zone" },
	{ "2026-09-01T09:30+09", NULL, "not a zone" },
	{ "2026-09-01T09:30+09:00:00", NULL, "not a zone" },
	{ "2026-09-01T09:30+24:00", NULL, "no such zone" },
	{ "2026-09-01T09:30+09:60", NULL, "no such zone" },
	{ "2026-09-01T09:30 JST", NULL, "not a zone" },
	{ "tomorrow", NULL, "not a date" },
	{ "", NULL, "not a date" },
};

START_TEST(parse_instant)
{
	struct arena *a = arena_open();
	struct str text = str_z(instants[_i].text);
	struct instant t = { .s = -77 };
	const char *why = NULL;
	bool ok = instant_parse(text, &t, &why);

	ck_assert_msg(ok == (instants[_i].utc != NULL), "row %d '%s': %s", _i,
	    instants[_i].text, why != NULL ? why : "taken");
	ck_assert(instant_parse(text, &t, NULL) == ok);
	if (!ok) {
		ck_assert_msg(str_starts(str_z(why), str_z(instants[_i].own)),
		    "row %d '%s': %s", _i, instants[_i].text, why);
		ck_assert_int_eq(t.s, -77);
		arena_close(a);
		return;
	}

	struct str utc = instant_format_utc(a, t);
	struct str own = instant_format(a, t);

	ck_assert_msg(str_eq_z(utc, instants[_i].utc) &&
		str_eq_z(own, instants[_i].own),
	    "row %d: %.*s %.*s", _i, STR_ARG(utc), STR_ARG(own));

	/* What we write re-reads equal. */
	struct instant again;

	ck_assert(instant_parse(own, &again, NULL));
	ck_assert(again.s == t.s && again.offset_s == t.offset_s);
	arena_close(a);
}
END_TEST

START_TEST(parse_when)
{
	const char *why = NULL;
	struct when w;

	ck_assert(when_parse(S("2026-09-01"), &w, &why));
	ck_assert_int_eq(w.kind, WHEN_DATE);
	ck_assert_int_eq(w.day.n, 20697);
	/* The day as written, not the day in UTC. */
	ck_assert(when_parse(S("2026-09-01T08:59+09:00"), &w, &why));
	ck_assert_int_eq(w.kind, WHEN_INSTANT);
	ck_assert_int_eq(w.day.n, 20697);
	ck_assert_int_eq(w.at.s, INT64_C(20696) * 86400 + 86340);
	ck_assert_ptr_null(why);
	ck_assert(!when_parse(S("2026-02-29"), &w, &why));
	ck_assert_str_eq(why, "no such day");
	ck_assert(!when_parse(S("2026-09"), &w, &why));
	ck_assert(!when_parse(S("2026-09-01T"), &w, NULL));
}
END_TEST

START_TEST(day_and_second)
{
	struct instant t = { .s = -1, .offset_s = 0 };

	ck_assert_int_eq(instant_day(t).n, -1);
	ck_assert_int_eq(instant_second_of_day(t), 86399);
	t.offset_s = 32400;
	ck_assert_int_eq(instant_day(t).n, 0);
	ck_assert_int_eq(instant_second_of_day(t), 32399);
	t = (struct instant){ .s = 86400, .offset_s = -1 * 60 };
	ck_assert_int_eq(instant_day(t).n, 0);
	ck_assert_int_eq(instant_second_of_day(t), 86340);
}
END_TEST

START_TEST(start_and_stop)
{
	struct arena *a = arena_open();
	const struct zone *tokyo = zone_open(a, S("Asia/Tokyo"), S(""));
	struct when w;

	ck_assert(when_parse(S("2026-09-01"), &w, NULL));
	ck_assert(str_eq_z(instant_format(a, when_start(w, tokyo)),
	    "2026-09-01T00:00:00+09:00"));
	ck_assert(str_eq_z(instant_format(a, when_stop(w, tokyo)),
	    "2026-09-02T00:00:00+09:00"));
	/* An instant keeps its own offset in either case. */
	ck_assert(when_parse(S("2026-09-01T01:00-05:00"), &w, NULL));
	ck_assert(str_eq_z(instant_format(a, when_start(w, tokyo)),
	    "2026-09-01T01:00:00-05:00"));
	ck_assert(str_eq_z(instant_format(a, when_stop(w, tokyo)),
	    "2026-09-01T01:00:00-05:00"));
	arena_close(a);
}
END_TEST

START_TEST(unset_aborts)
{
	struct arena *a = arena_open();
	struct when w = { .kind = WHEN_UNSET };

	(void)when_start(w, zone_open(a, S("UTC"), S("")));
}
END_TEST

Suite *
suite_base_time(void)
{
	Suite *s = suite_create("base_time");
	TCase *tc = tcase_create("time");

	tcase_add_test(tc, every_day);
	tcase_add_loop_test(tc, parse_day, 0, (int)ARRAY_LEN(days));
	tcase_add_loop_test(tc, parse_instant, 0, (int)ARRAY_LEN(instants));
	tcase_add_test(tc, parse_when);
	tcase_add_test(tc, day_and_second);
	tcase_add_test(tc, start_and_stop);
	tcase_add_test_raise_signal(tc, unset_aborts, SIGABRT);
	suite_add_tcase(s, tc);
	return s;
}
