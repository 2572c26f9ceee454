/*
 * What the letter of `diff` says has its words in every language: a key that is
 * missing would be printed as it is.
 */
#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/span.h"
#include "pipeline/theme.h"
#include "review/review_part.h"
#include "test.h"
#include "text/catalog.h"

Suite *suite_review_words(void);

static const enum review_what whats[] = {
#define WHAT(constant, word)	constant,
#include "review/review_whats.def"
};

START_TEST(test_whats)
{
	static const struct str langs[] = { STR_INIT("ja"), STR_INIT("en") };
	struct arena *a = arena_open();
	const struct catalog *words = theme_words(a, NULL, sources_open(a),
	    diags_open(a));
	struct str key = str_fmt(a, "review.what.%s",
	    review_what_name(whats[_i]));

	for (size_t i = 0; i < ARRAY_LEN(langs); i++) {
		struct str text = S("");

		ck_assert_msg(catalog_get(words, langs[i], key, &text) &&
			text.n > 0,
		    "%.*s in %.*s", STR_ARG(key), STR_ARG(langs[i]));
	}
	arena_close(a);
}
END_TEST

Suite *
suite_review_words(void)
{
	Suite *s = suite_create("review_words");
	TCase *t = tcase_create("words");

	tcase_add_loop_test(t, test_whats, 0, ARRAY_LEN(whats));
	suite_add_tcase(s, t);
	return s;
}
