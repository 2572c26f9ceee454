/*
 * fetch/fetch_pace: when a host may be asked again.
 */
#include "fetch/fetch_pace.h"

#include "base/attr.h"
#include "test.h"

START_TEST(no_limit)
{
	struct fetch_pace p = { 0 };

	for (int64_t i = 0; i < 1000; i++) {
		ck_assert_int_eq(fetch_pace_next(&p, i), i);
		fetch_pace_begin(&p, i);
		fetch_pace_end(&p);
	}
}
END_TEST

/* NVD: 5 in 30 seconds, 50 with a key. */
static const struct {
	int64_t requests, pace_s;
	size_t n;		/* requests, each as soon as it may be */
	int64_t last_ms;	/* when the last one began */
} rows[] = {
	{ 5, 30, 5, 0 },
	{ 5, 30, 6, 30000 },
	{ 5, 30, 10, 30000 },
	{ 5, 30, 11, 60000 },
	{ 50, 30, 50, 0 },
	{ 50, 30, 51, 30000 },
	{ 1, 1, 10, 9000 },
	{ 64, 1, 129, 2000 },
};

START_TEST(keeps)
{
	struct fetch_pace p = { 0 };
	int64_t now = 0;

	fetch_pace_limit(&p, rows[_i].requests, rows[_i].pace_s);
	for (size_t i = 0; i < rows[_i].n; i++) {
		now = fetch_pace_next(&p, now);
		fetch_pace_begin(&p, now);
		fetch_pace_end(&p);
	}
	ck_assert_msg(now == rows[_i].last_ms, "row %d: %lld", _i,
	    (long long)now);
}
END_TEST

START_TEST(slower_counts)
{
	struct fetch_pace p = { 0 };

	fetch_pace_limit(&p, 0, 1);
	ck_assert_int_eq(p.requests, 0);
	fetch_pace_limit(&p, 50, 30);
	fetch_pace_limit(&p, 5, 30);
	fetch_pace_limit(&p, 10, 30);
	ck_assert_int_eq(p.requests, 5);
	fetch_pace_limit(&p, 1, 1);
	ck_assert_int_eq(p.requests, 5);
	fetch_pace_limit(&p, 1, 10);
	ck_assert_int_eq(p.requests, 1);
	ck_assert_int_eq(p.pace_s, 10);
}
END_TEST

START_TEST(retry_after)
{
	struct fetch_pace p = { .not_before_ms = 5000 };

	ck_assert_int_eq(fetch_pace_next(&p, 10), 5000);
	ck_assert_int_eq(fetch_pace_next(&p, 6000), 6000);
}
END_TEST

START_TEST(back_off)
{
	static const int64_t want[] = { 2000, 4000, 8000, 16000, 32000, 60000,
		60000 };

	for (size_t i = 0; i < ARRAY_LEN(want); i++)
		ck_assert_int_eq(fetch_pace_back_off(2000, (int64_t)i + 1),
		    want[i]);
	ck_assert_int_eq(fetch_pace_back_off(1, INT64_MAX), 60000);
}
END_TEST

Suite *
suite_fetch_pace(void)
{
	Suite *s = suite_create("fetch_pace");
	TCase *t = tcase_create("fetch_pace");

	tcase_add_test(t, no_limit);
	tcase_add_loop_test(t, keeps, 0, (int)ARRAY_LEN(rows));
	tcase_add_test(t, slower_counts);
	tcase_add_test(t, retry_after);
	tcase_add_test(t, back_off);
	suite_add_tcase(s, t);
	return s;
}
