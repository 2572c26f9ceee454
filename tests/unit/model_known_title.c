/* A title where there is one, else the first sentence of what is told. */
#include "model/known_title.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "model/known.h"
#include "test.h"

Suite *suite_model_known_title(void);

#define J(s)	STR_INIT(s)

static const struct {
	struct str title_ja, title_en, text_ja, text_en;
	bool wants_ja;
	const char *want;
	bool is_ja;
} ROWS[] = {
	{ .title_ja = J("題"),
	    .title_en = J("Title"),
	    .wants_ja = true,
	    .want = "題",
	    .is_ja = true },
	{ .title_ja = J("題"), .title_en = J("Title"), .want = "Title" },
	{ .title_en = J("Title"),
	    .text_ja = J("文。"),
	    .wants_ja = true,
	    .want = "Title" },
	{ .title_ja = J("題"),
	    .text_en = J("Text."),
	    .want = "題",
	    .is_ja = true },
	{ .text_ja = J("一つ目。二つ目。"),
	    .text_en = J("One. Two."),
	    .wants_ja = true,
	    .want = "一つ目",
	    .is_ja = true },
	{ .text_ja = J("一つ目。二つ目。"),
	    .text_en = J("One. Two."),
	    .want = "One" },
	{ .text_en = J("In 2.4.1, e.g. in mod_x. It runs code."),
	    .want = "In 2.4.1, e.g. in mod_x" },
	{ .text_en = J("Before v1.2.3.4 a flaw in Example Inc. Tools is there"
		       ". More."),
	    .want = "Before v1.2.3.4 a flaw in Example Inc. Tools is there" },
	{ .text_en = J("A file foo.c is read. then more. End."),
	    .want = "A file foo.c is read. then more" },
	{ .text_en = J("### Impact\n\nA flaw\nin it!\nMore"),
	    .want = "A flaw in it" },
	{ .text_en = J("A paragraph without stop\n\nanother"),
	    .want = "A paragraph without stop" },
	{ .text_en = J("No stop at all"), .want = "No stop at all" },
	{ .text_en = J("### A heading alone"), .want = "" },
	{ .text_en = J("."), .want = "" },
	{ .want = "", .wants_ja = true, .is_ja = true },
};

START_TEST(test_title)
{
	struct arena *a = arena_open();
	const struct known k = { .title_ja = ROWS[_i].title_ja,
		.title_en = ROWS[_i].title_en,
		.text_ja = ROWS[_i].text_ja,
		.text_en = ROWS[_i].text_en };
	struct known_title got = known_title(a, &k, ROWS[_i].wants_ja);

	ck_assert_msg(str_eq_z(got.text, ROWS[_i].want) &&
		(got.text.n == 0 || got.is_ja == ROWS[_i].is_ja),
	    "row %d: '%.*s'", _i, STR_ARG(got.text));
	arena_close(a);
}
END_TEST

/* However long a sentence is. */
START_TEST(test_long)
{
	static const char *const parts[] = { "word ", "語",
		"\xf0\x9f\x90\x9f" };
	struct arena *a = arena_open();
	struct str text = S("");
	struct known k = { .epss = -1 };
	struct known_title got;
	size_t n = 0, at = 0;

	for (int i = 0; i < 500; i++)
		text = str_cat(a, text, str_z(parts[_i]));
	k.text_en = text;
	got = known_title(a, &k, false);
	while (at < got.text.n) {
		(void)utf8_next(got.text, &at);
		n++;
	}
	ck_assert_uint_le(n, LIMIT_KNOWN_TITLE + 1);
	ck_assert_uint_gt(n, LIMIT_KNOWN_TITLE / 3);
	ck_assert(str_ends(got.text, S("\xe2\x80\xa6")));
	ck_assert(!str_ends(got.text, S("wor\xe2\x80\xa6")));
	arena_close(a);
}
END_TEST

Suite *
suite_model_known_title(void)
{
	Suite *s = suite_create("model_known_title");
	TCase *c = tcase_create("title");

	tcase_add_loop_test(c, test_title, 0, ARRAY_LEN(ROWS));
	tcase_add_loop_test(c, test_long, 0, 3);
	suite_add_tcase(s, c);
	return s;
}
