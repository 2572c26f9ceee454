#include <string.h>

#include "test.h"

#include "base/num.h"

#define NUL_INSIDE	{ "1\0", 2 }

static const struct {
	struct str text;
	int64_t min;
	int64_t max;
	bool plain;	/* num_parse takes it */
	bool padded;	/* num_parse_padded takes it; min counts not */
	int64_t value;
} rows[] = {
	{ STR_INIT("0"), 0, 9, true, true, 0 },
	{ STR_INIT("7"), 0, 9, true, true, 7 },
	{ STR_INIT("9"), 0, 9, true, true, 9 },
	{ STR_INIT("10"), 0, 9, false, false, 0 },
	{ STR_INIT("4"), 5, 9, false, true, 4 },
	{ STR_INIT("5"), 5, 9, true, true, 5 },
	{ STR_INIT("00"), 0, 9, false, true, 0 },
	{ STR_INIT("007"), 0, 9, false, true, 7 },
	{ STR_INIT("00000000000000000000000000001"), 0, 9, false, true, 1 },
	{ STR_INIT(""), 0, 9, false, false, 0 },
	{ STR_INIT("+1"), 0, 9, false, false, 0 },
	{ STR_INIT("-1"), -9, 9, false, false, 0 },
	{ STR_INIT(" 1"), 0, 9, false, false, 0 },
	{ STR_INIT("1 "), 0, 9, false, false, 0 },
	{ STR_INIT("1_0"), 0, 99, false, false, 0 },
	{ STR_INIT("0x1"), 0, 99, false, false, 0 },
	{ STR_INIT("1e1"), 0, 99, false, false, 0 },
	{ STR_INIT("1/"), 0, 99, false, false, 0 },
	{ STR_INIT("1:"), 0, 99, false, false, 0 },
	/* Digits of other scripts are none. */
	{ STR_INIT("\xef\xbc\x91"), 0, 9, false, false, 0 },
	{ NUL_INSIDE, 0, 99, false, false, 0 },
	{ STR_INIT("9223372036854775807"), 0, INT64_MAX, true, true,
	    INT64_MAX },
	{ STR_INIT("9223372036854775808"), 0, INT64_MAX, false, false, 0 },
	{ STR_INIT("9223372036854775810"), 0, INT64_MAX, false, false, 0 },
	{ STR_INIT("18446744073709551617"), 0, INT64_MAX, false, false, 0 },
	{ STR_INIT("99999999999999999999999999999999999999"), 0, INT64_MAX,
	    false, false, 0 },
};

START_TEST(parse)
{
	int64_t v = -77;
	bool ok = num_parse(rows[_i].text, rows[_i].min, rows[_i].max, &v);

	ck_assert_msg(ok == rows[_i].plain, "row %d '%.*s'", _i,
	    STR_ARG(rows[_i].text));
	ck_assert_int_eq(v, ok ? rows[_i].value : -77);
}
END_TEST

START_TEST(parse_padded)
{
	int64_t v = -77;
	bool ok = num_parse_padded(rows[_i].text, rows[_i].max, &v);

	ck_assert_msg(ok == rows[_i].padded, "row %d '%.*s'", _i,
	    STR_ARG(rows[_i].text));
	ck_assert_int_eq(v, ok ? rows[_i].value : -77);
}
END_TEST

/* Of each byte. */
START_TEST(hex)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";

	for (int c = -128; c < 128; c++) {
		const char *low = memchr(digits, c, 16);
		const char *up = memchr(digits + 16, c, 16);
		int want_low = low != NULL ? (int)(low - digits) : -1;
		int want_up = up != NULL ? (int)(up - digits) - 16 : -1;

		ck_assert_int_eq(num_hex_low((char)c), want_low);
		ck_assert_int_eq(num_hex_up((char)c), want_up);
		ck_assert_int_eq(num_hex((char)c),
		    want_low >= 0 ? want_low : want_up);
	}
}
END_TEST

Suite *
suite_base_num(void)
{
	Suite *s = suite_create("base_num");
	TCase *tc = tcase_create("num");

	tcase_add_loop_test(tc, parse, 0, (int)ARRAY_LEN(rows));
	tcase_add_loop_test(tc, parse_padded, 0, (int)ARRAY_LEN(rows));
	tcase_add_test(tc, hex);
	suite_add_tcase(s, tc);
	return s;
}
