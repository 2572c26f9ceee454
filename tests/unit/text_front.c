/*
 * text/front: where the front matter ends and the text begins.
 */
#include "text/front.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "test.h"

static const struct {
	const char *name;
	const char *text;
	bool has_yaml;
	const char *yaml;
	const char *body;
	const char *rule;	/* of the only diagnostic, or NULL */
} ROWS[] = {
	{ "both", "---\na: 日\n---\n本文\n", true, "a: 日\n", "本文\n", NULL },
	{ "crlf", "---\r\na: 日\r\n---\r\n本文\r\n", true, "a: 日\r\n",
	    "本文\r\n", NULL },
	{ "blanks behind", "--- \t\na: b\n---  \nx", true, "a: b\n", "x",
	    NULL },
	{ "nothing between", "---\n---\nx\n", true, "", "x\n", NULL },
	{ "no body", "---\na: b\n---", true, "a: b\n", "", NULL },
	{ "none", "text\n---\nmore\n", false, "", "text\n---\nmore\n", NULL },
	{ "empty file", "", false, "", "", NULL },
	{ "blank before", " ---\na: b\n---\n", false, "", " ---\na: b\n---\n",
	    NULL },
	{ "four dashes", "----\na\n---\n", false, "", "----\na\n---\n", NULL },
	{ "text behind dashes", "--- a\n---\n", false, "", "--- a\n---\n",
	    NULL },
	{ "dashes within", "---\na: |\n  ---\n ---\n---\nx\n", true,
	    "a: |\n  ---\n ---\n", "x\n", NULL },
	{ "first end counts", "---\na\n---\nb\n---\nc\n", true, "a\n",
	    "b\n---\nc\n", NULL },
	{ "unclosed", "---\na: b\n", true, "a: b\n", "", "front-unclosed" },
	{ "unclosed at once", "---", true, "", "", "front-unclosed" },
	{ "mark", "\xef\xbb\xbf---\na: b\n---\nx\n", true, "a: b\n", "x\n",
	    "front-bom" },
	{ "mark alone", "\xef\xbb\xbfx\n", false, "", "x\n", "front-bom" },
};

START_TEST(files_are_split)
{
	struct arena *a = arena_open();
	struct sources *ss = sources_open(a);
	struct diags *d = diags_open(a);
	uint32_t file = source_add(ss, S("a.md"));
	const char *rule = ROWS[_i].rule;
	struct front f;

	source_set_text(ss, file, str_z(ROWS[_i].text));
	bool ok = front_split(ss, file, d, &f);
	ck_assert_msg(ok == (rule == NULL || strcmp(rule, "front-bom") == 0),
	    "%s", ROWS[_i].name);
	ck_assert_msg(f.has_yaml == ROWS[_i].has_yaml, "%s", ROWS[_i].name);
	ck_assert_msg(str_eq_z(source_text(ss, f.yaml), ROWS[_i].yaml),
	    "%s: yaml '%.*s'", ROWS[_i].name,
	    STR_ARG(source_text(ss, f.yaml)));
	ck_assert_msg(str_eq_z(source_text(ss, f.body), ROWS[_i].body),
	    "%s: body '%.*s'", ROWS[_i].name,
	    STR_ARG(source_text(ss, f.body)));
	ck_assert_msg(diags_len(d) == (rule != NULL ? 1 : 0), "%s",
	    ROWS[_i].name);
	if (rule != NULL) {
		ck_assert_msg(str_eq_z(diags_at(d, 0)->rule, rule), "%s",
		    ROWS[_i].name);
		ck_assert_uint_eq(diags_at(d, 0)->at.off, 0);
		ck_assert_uint_eq(diags_at(d, 0)->at.len, 3);
		ck_assert_uint_gt(diags_at(d, 0)->help.n, 0);
	}
	arena_close(a);
}
END_TEST

Suite *
suite_text_front(void)
{
	Suite *s = suite_create("text_front");
	TCase *c = tcase_create("front");

	tcase_add_loop_test(c, files_are_split, 0, (int)ARRAY_LEN(ROWS));
	suite_add_tcase(s, c);
	return s;
}
