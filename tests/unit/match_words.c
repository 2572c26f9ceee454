/*
 * What `why`, findings and messages say of rules and misses has its words in
 * every language: a key that is missing would be printed as it is.
 */
#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/span.h"
#include "pipeline/theme.h"
#include "test.h"
#include "text/catalog.h"

Suite *suite_match_words(void);

static const char *const keys[] = {
#define MATCH(name, confidence, summary)	"match.rule." #name,
#include "match/rules.def"
#define MISS(name, words)	"match.miss." #name,
#include "match/misses.def"
};

START_TEST(test_words)
{
	static const struct str langs[] = { STR_INIT("ja"), STR_INIT("en") };
	struct arena *a = arena_open();
	const struct catalog *words = theme_words(a, NULL, sources_open(a),
	    diags_open(a));

	for (size_t i = 0; i < ARRAY_LEN(langs); i++) {
		struct str text = S("");

		ck_assert_msg(catalog_get(words, langs[i], str_z(keys[_i]),
				  &text) &&
			text.n > 0,
		    "%s in %.*s", keys[_i], STR_ARG(langs[i]));
	}
	arena_close(a);
}
END_TEST

Suite *
suite_match_words(void)
{
	Suite *s = suite_create("match_words");
	TCase *t = tcase_create("words");

	tcase_add_loop_test(t, test_words, 0, (int)ARRAY_LEN(keys));
	suite_add_tcase(s, t);
	return s;
}
