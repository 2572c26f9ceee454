/*
 * model/clock and model/decision: points before an end, weights, and which of
 * several decisions counts.
 */
#include "model/clock.h"

#include "base/arena.h"
#include "base/attr.h"
#include "model/decision.h"
#include "test.h"

Suite *suite_model_clock(void);

static const struct {
	const char *text;
	bool ok;
	int64_t s;
} TABLE[] = {
	{ "12h", true, 43200 },
	{ "7d", true, 604800 },
	{ "1d", true, 86400 },
	{ "2147483647d", true, INT64_C(2147483647) * 86400 },
	{ "2147483648d", false, 0 },
	{ "0h", false, 0 },
	{ "-1h", false, 0 },
	{ "1.5h", false, 0 },
	{ "12", false, 0 },
	{ "12H", false, 0 },
	{ " 12h", false, 0 },
	{ "12 h", false, 0 },
	{ "h", false, 0 },
	{ "d", false, 0 },
	{ "", false, 0 },
	{ "soon", false, 0 },
	{ "9999999999999999999999h", false, 0 },
};

START_TEST(warning)
{
	int64_t s = 0;
	bool ok = clock_warning(str_z(TABLE[_i].text), &s);

	ck_assert_msg(ok == TABLE[_i].ok && s == TABLE[_i].s, "'%s': %d, %lld",
	    TABLE[_i].text, ok, (long long)s);
}
END_TEST

START_TEST(weight)
{
	struct deadline d = { 0 };
	struct clock c = { .rule = &d };

	ck_assert_int_eq(clock_weight(&c), WEIGHT_POLICY);
	ck_assert(!clock_rests_on_law(&d));
	d.weight.v = (int)WEIGHT_LAW;
	ck_assert_int_eq(clock_rule_weight(&d), WEIGHT_LAW);
	ck_assert(clock_rests_on_law(&d));
}
END_TEST

static struct moment
on(int32_t day)
{
	return (struct moment){
		.w = { .kind = WHEN_DATE, .day = { day } },
	};
}

/* Newest by time, not by place; of two of one time the later line. */
START_TEST(newest)
{
	struct arena *a = arena_open();
	const struct zone *utc = zone_open(a, S("UTC"), S(""));
	struct instant now = { .s = INT64_C(20500) * 86400 };
	struct regime_decision v[] = {
		{ .regime.s = S("cra"), .at = on(20400) },
		{ .regime.s = S("cra"), .at = on(20300) },
		{ .regime.s = S("cra"), .at = on(20600) },
		{ .regime.s = S("cra") },
		{ .regime.s = S("nis2"), .at = on(20450) },
		{ .regime.s = S("cra"), .at = on(20400) },
	};
	struct regime_decision_list l = { v, 2 };

	ck_assert_ptr_eq(decision_on_regime(&l, S("cra"), utc, now), &v[0]);
	l.n = ARRAY_LEN(v);
	ck_assert_ptr_eq(decision_on_regime(&l, S("cra"), utc, now), &v[5]);
	ck_assert_ptr_eq(decision_on_regime(&l, S("nis2"), utc, now), &v[4]);
	ck_assert_ptr_null(decision_on_regime(&l, S("uk"), utc, now));
	now.s = INT64_C(20299) * 86400;
	ck_assert_ptr_null(decision_on_regime(&l, S("cra"), utc, now));
	arena_close(a);
}
END_TEST

Suite *
suite_model_clock(void)
{
	Suite *s = suite_create("model_clock");
	TCase *tc = tcase_create("model_clock");

	tcase_add_loop_test(tc, warning, 0, ARRAY_LEN(TABLE));
	tcase_add_test(tc, weight);
	tcase_add_test(tc, newest);
	suite_add_tcase(s, tc);
	return s;
}
