/* Where the English text of an alert begins below the Japanese one. */
#include "export/internal/alert_text.h"
#include "test.h"

Suite *suite_export_alert_text(void);

#define EN	"One two three four five six.\n"

static const struct {
	struct str text;
	const char *english;	/* what is taken for it; empty: none */
} ROWS[] = {
	{ STR_INIT(""), "" },
	{ STR_INIT("日本語だけです。\n"), "" },
	{ STR_INIT(EN), "" },
	{ STR_INIT("日本語。\n\n" EN), EN },
	{ STR_INIT("日本語。\n\n" EN "\n" EN), EN "\n" EN },
	{ STR_INIT("日本語。\n\n*" EN), "*" EN },
	{ STR_INIT("日本語。\n\n" EN "\n日本語。\n"), "" },
	{ STR_INIT("日本語。\n\nHTTP/2\n"), "" },
	{ STR_INIT("日本語。\n\n```\nrun a b c d e f\n```\n"), "" },
	{ STR_INIT("日本語。\n\n- one two three four five\n"), "" },
	{ STR_INIT("日本語。\n\n    one two three four five six\n"), "" },
	{ STR_INIT("日本語。\n" EN), "" },
};

START_TEST(test_english)
{
	struct str s = ROWS[_i].text;
	struct str got = str_from(s, alert_text_english(s));

	ck_assert_msg(str_eq_z(got, ROWS[_i].english), "row %d: '%.*s'", _i,
	    STR_ARG(got));
}
END_TEST

Suite *
suite_export_alert_text(void)
{
	Suite *s = suite_create("export_alert_text");
	TCase *c = tcase_create("english");

	tcase_add_loop_test(c, test_english, 0,
	    sizeof(ROWS) / sizeof(ROWS[0]));
	suite_add_tcase(s, c);
	return s;
}
