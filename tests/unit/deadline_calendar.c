/*
 * Business days: substitute and citizens' holidays, bridges, ends of years,
 * years that are not covered, days announced and withdrawn.
 */
#include "deadline/calendar.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/pool.h"
#include "base/span.h"
#include "model/model.h"
#include "test.h"

static const char japan[] =
    "name: {en: Japan}\nfrom: 2025-01-01\nto: 2027-12-31\n"
    "weekend: [sat, sun]\nholidays:\n"
    "  - {date: 2026-01-01}\n"
    /* Golden Week: the substitute for Sunday 3 May is Wednesday 6 May. */
    "  - {date: 2026-04-29}\n  - {date: 2026-05-03}\n"
    "  - {date: 2026-05-04}\n  - {date: 2026-05-05}\n"
    "  - {date: 2026-05-06}\n"
    /* A day between two holidays is one: Tuesday 22 September. */
    "  - {date: 2026-09-21}\n  - {date: 2026-09-22}\n"
    "  - {date: 2026-09-23}\n"
    "  - {date: 2026-11-03}\n"
    "  - {date: 2026-11-20, announced: 2026-11-10}\n"
    "  - {date: 2026-11-23}\n"
    "  - {date: 2026-11-26, withdrawn: 2026-11-10}\n"
    "  - {date: 2027-01-01}\n";

static const char group[] =
    "name: {en: Group}\nbase: jp\nfrom: 2025-01-01\nto: 2027-06-30\n"
    "holidays:\n  - {date: 2026-12-29}\n  - {date: 2026-12-30}\n"
    "  - {date: 2026-12-31}\n  - {date: 2027-01-02}\n"
    "  - {date: 2027-01-03}\n"
    "shutdowns:\n  - {from: 2026-08-10, to: 2026-08-16}\n";

static struct arena *a;
static struct pool *pool;
static struct model *m;

static const struct business_days *
open_calendar(const char *id)
{
	for (size_t i = 0; i < m->n_calendars; i++) {
		if (str_eq_z(m->calendars[i].e.id, id))
			return calendar_open(a, &m->calendars[i]);
	}
	ck_abort_msg("no calendar %s", id);
	return NULL;
}

static void
put(struct sources *ss, const char *id, const char *text)
{
	source_set_text(ss,
	    source_add(ss, str_fmt(a, "content/calendars/%s.yaml", id)),
	    str_z(text));
}

static void
setup(void)
{
	struct sources *ss;

	a = arena_open();
	pool = pool_open(1);
	ss = sources_open(a);
	put(ss, "a",
	    "name: {en: A}\nbase: b\nfrom: 2026-01-01\n"
	    "to: 2026-12-31\nholidays: [{date: 2026-11-02}]\n");
	put(ss, "b",
	    "name: {en: B}\nbase: a\nfrom: 2025-01-01\n"
	    "to: 2027-12-31\nholidays: [{date: 2026-11-04}]\n");
	put(ss, "closed",
	    "name: {en: C}\nfrom: 1900-01-01\nto: 2199-12-31\n"
	    "weekend: [sun, mon, tue, wed, thu, fri, sat]\n");
	put(ss, "group", group);
	put(ss, "jp", japan);
	m = model_from_sources(a, ss, pool, diags_open(a));
}

static void
teardown(void)
{
	pool_close(pool);
	arena_close(a);
}

static struct day
day_of(const char *s)
{
	struct day d;

	ck_assert_msg(day_parse(str_z(s), &d), "%s", s);
	return d;
}

static const struct {
	const char *name;
	const char *calendar;
	const char *from;
	int64_t n;
	const char *known;
	const char *want;	/* NULL: the year is not covered */
	int year;
} adds[] = {
	{ "no days", "jp", "2026-05-03", 0, "2026-06-01", "2026-05-03", 0 },
	{ "the next day", "jp", "2026-06-01", 1, "2026-06-01", "2026-06-02",
	    0 },
	{ "over a weekend", "jp", "2026-06-05", 1, "2026-06-01", "2026-06-08",
	    0 },
	{ "from a day off", "jp", "2026-06-06", 1, "2026-06-01", "2026-06-08",
	    0 },
	{ "Golden Week with its substitute", "jp", "2026-05-01", 1,
	    "2026-06-01", "2026-05-07", 0 },
	{ "a day between two holidays", "jp", "2026-09-18", 1, "2026-06-01",
	    "2026-09-24", 0 },
	{ "backwards over both", "jp", "2026-09-24", -1, "2026-06-01",
	    "2026-09-18", 0 },
	{ "the end of the year, group", "group", "2026-12-28", 1, "2026-06-01",
	    "2027-01-04", 0 },
	{ "the end of the year, Japan", "jp", "2026-12-28", 3, "2026-06-01",
	    "2026-12-31", 0 },
	{ "the year after, Japan", "jp", "2026-12-28", 4, "2026-06-01",
	    "2027-01-04", 0 },
	{ "not yet announced", "jp", "2026-11-19", 1, "2026-11-09",
	    "2026-11-20", 0 },
	{ "announced", "jp", "2026-11-19", 1, "2026-11-10", "2026-11-24", 0 },
	{ "not yet withdrawn", "jp", "2026-11-25", 1, "2026-11-09",
	    "2026-11-27", 0 },
	{ "withdrawn", "jp", "2026-11-25", 1, "2026-11-10", "2026-11-26", 0 },
	{ "the last day covered", "jp", "2027-12-30", 1, "2026-06-01",
	    "2027-12-31", 0 },
	{ "the year after that", "jp", "2027-12-30", 2, "2026-06-01", NULL,
	    2028 },
	{ "the year before", "jp", "2025-01-06", -5, "2026-06-01", NULL,
	    2024 },
	{ "the shorter of both ends counts", "group", "2027-06-30", 1,
	    "2026-06-01", NULL, 2027 },
	{ "far beyond", "jp", "2026-06-01", INT64_MAX, "2026-06-01", NULL,
	    2028 },
	{ "far before", "jp", "2026-06-01", INT64_MIN, "2026-06-01", NULL,
	    2024 },
	{ "from a day not covered into one that is", "jp", "2024-12-31", 1,
	    "2026-06-01", "2025-01-01", 0 },
	{ "never open", "closed", "2026-06-01", 1, "2026-06-01", NULL, 2200 },
	{ "never open before", "closed", "2026-06-01", -1, "2026-06-01", NULL,
	    1899 },
	{ "a circle counts once", "a", "2026-11-01", 2, "2026-11-01",
	    "2026-11-05", 0 },
};

START_TEST(add)
{
	const struct business_days *b = open_calendar(adds[_i].calendar);
	struct day out = { 0 };
	int year = 0;
	bool ok = calendar_add(b, day_of(adds[_i].from), adds[_i].n,
	    day_of(adds[_i].known), &out, &year);

	ck_assert_msg(ok == (adds[_i].want != NULL), "%s", adds[_i].name);
	if (ok)
		ck_assert_msg(str_eq_z(day_format(a, out), adds[_i].want),
		    "%s: %.*s", adds[_i].name, STR_ARG(day_format(a, out)));
	else
		ck_assert_msg(year == adds[_i].year, "%s: %d", adds[_i].name,
		    year);
}
END_TEST

/* What is added can be counted. */
START_TEST(count)
{
	const struct business_days *b = open_calendar("group");
	struct day from = day_of("2026-01-01"), known = day_of("2026-12-01");

	for (int64_t n = 0; n < 300; n++) {
		struct day to = { 0 };
		int64_t back = -1;
		int year = 0;

		ck_assert(calendar_add(b, from, n, known, &to, &year));
		ck_assert(calendar_count(b, from, to, known, &back, &year));
		ck_assert_int_eq(back, n);
		if (n > 0)
			ck_assert(calendar_is_open(b, to, known));
	}
}
END_TEST

START_TEST(count_uncovered)
{
	const struct business_days *b = open_calendar("jp");
	struct day known = day_of("2026-12-01");
	int64_t n;
	int year = 0;

	ck_assert(!calendar_count(b, day_of("2026-12-01"),
	    day_of("2029-12-01"), known, &n, &year));
	ck_assert_int_eq(year, 2028);
	ck_assert(calendar_count(b, day_of("2026-12-01"), day_of("2026-11-01"),
	    known, &n, &year));
	ck_assert_int_eq(n, 0);
}
END_TEST

START_TEST(days)
{
	const struct business_days *b = open_calendar("group");
	struct day known = day_of("2026-06-01");

	ck_assert(calendar_covers(b, day_of("2025-01-01")));
	ck_assert(calendar_covers(b, day_of("2027-06-30")));
	ck_assert(!calendar_covers(b, day_of("2024-12-31")));
	ck_assert(!calendar_covers(b, day_of("2027-07-01")));
	ck_assert(!calendar_is_open(b, day_of("2026-05-06"), known));
	ck_assert(!calendar_is_open(b, day_of("2026-06-06"), known));
	/* People work in a shutdown: only clocks keep out of it. */
	ck_assert(calendar_is_open(b, day_of("2026-08-12"), known));
	ck_assert(calendar_is_shutdown(b, day_of("2026-08-10")));
	ck_assert(calendar_is_shutdown(b, day_of("2026-08-16")));
	ck_assert(!calendar_is_shutdown(b, day_of("2026-08-17")));
}
END_TEST

static const struct {
	const char *from;
	int64_t n;
	const char *want;
} months[] = {
	{ "2026-01-31", 1, "2026-02-28" },
	{ "2028-01-31", 1, "2028-02-29" },
	{ "2028-02-29", 12, "2029-02-28" },
	{ "2028-02-29", 48, "2032-02-29" },
	{ "2026-03-31", -1, "2026-02-28" },
	{ "2026-05-31", 1, "2026-06-30" },
	{ "2026-12-15", 1, "2027-01-15" },
	{ "2026-01-15", -1, "2025-12-15" },
	{ "2026-01-15", 0, "2026-01-15" },
	{ "2026-01-31", INT64_MAX, "2199-12-31" },
	{ "2026-01-31", INT64_MIN, "1900-01-31" },
	{ "2199-12-31", 1, "2199-12-31" },
	{ "1900-01-01", -1, "1900-01-01" },
};

START_TEST(add_months)
{
	struct day d = calendar_add_months(day_of(months[_i].from),
	    months[_i].n);

	ck_assert_msg(str_eq_z(day_format(a, d), months[_i].want),
	    "%s + %jd: %.*s", months[_i].from, (intmax_t)months[_i].n,
	    STR_ARG(day_format(a, d)));
}
END_TEST

Suite *suite_deadline_calendar(void);

Suite *
suite_deadline_calendar(void)
{
	Suite *s = suite_create("deadline_calendar");
	TCase *tc = tcase_create("calendar");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, add, 0, (int)ARRAY_LEN(adds));
	tcase_add_loop_test(tc, add_months, 0, (int)ARRAY_LEN(months));
	tcase_add_test(tc, count);
	tcase_add_test(tc, count_uncovered);
	tcase_add_test(tc, days);
	suite_add_tcase(s, tc);
	return s;
}
