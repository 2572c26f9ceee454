/*
 * text/yaml_write: the plainest quoting that reads back equal.
 */
#include "text/yaml_write.h"

#include <signal.h>

#include "base/arena.h"
#include "base/diag.h"
#include "test.h"
#include "text/yaml.h"

/* A value and how it is written behind "k:". */
static const struct {
	const char *text;
	const char *want;
} TEXTS[] = {
	{ "", " \"\"\n" },
	{ "plain words", " plain words\n" },
	{ "日本語、です。", " 日本語、です。\n" },
	{ "2026-09-01", " 2026-09-01\n" },
	{ "2026-09-01T09:30+09:00", " 2026-09-01T09:30+09:00\n" },
	{ "42", " 42\n" },
	{ "1.10", " \"1.10\"\n" },
	{ "4.8", " \"4.8\"\n" },
	{ "4.8.2", " 4.8.2\n" },
	{ "007", " \"007\"\n" },
	{ "1e3", " \"1e3\"\n" },
	{ "1E5", " \"1E5\"\n" },
	{ "0x1f", " \"0x1f\"\n" },
	{ "0o17", " \"0o17\"\n" },
	{ "1_000", " \"1_000\"\n" },
	{ "12:30", " \"12:30\"\n" },
	{ "12:30:45", " \"12:30:45\"\n" },
	{ "+1", " \"+1\"\n" },
	{ ".5", " \".5\"\n" },
	{ ".inf", " \".inf\"\n" },
	{ "12345678901234567890", " \"12345678901234567890\"\n" },
	{ "2026-13-01", " \"2026-13-01\"\n" },
	{ "1.2-rc1", " 1.2-rc1\n" },
	{ "yes", " \"yes\"\n" },
	{ "No", " \"No\"\n" },
	{ "on", " \"on\"\n" },
	{ "y", " \"y\"\n" },
	{ "TRUE", " \"TRUE\"\n" },
	{ "null", " \"null\"\n" },
	{ "~", " \"~\"\n" },
	{ "yesterday", " yesterday\n" },
	{ " lead", " \" lead\"\n" },
	{ "trail ", " \"trail \"\n" },
	{ "a: b", " \"a: b\"\n" },
	{ "a:", " \"a:\"\n" },
	{ "a #b", " \"a #b\"\n" },
	{ "a#b", " a#b\n" },
	{ "# a", " \"# a\"\n" },
	{ "- a", " \"- a\"\n" },
	{ "[a]", " \"[a]\"\n" },
	{ "{a}", " \"{a}\"\n" },
	{ "*a*", " \"*a*\"\n" },
	{ "&a", " \"&a\"\n" },
	{ "!a", " \"!a\"\n" },
	{ "@a", " \"@a\"\n" },
	{ "`a`", " \"`a`\"\n" },
	{ "%a", " \"%a\"\n" },
	{ "> a", " \"> a\"\n" },
	{ "| a", " \"| a\"\n" },
	{ "? a", " \"? a\"\n" },
	{ "---", " \"---\"\n" },
	{ "...", " \"...\"\n" },
	{ "it's", " it's\n" },
	{ "'a'", " \"'a'\"\n" },
	{ "\"a\"", " '\"a\"'\n" },
	{ "C:\\dir", " C:\\dir\n" },
	{ "C:\\a: \"it's\"", " 'C:\\a: \"it''s\"'\n" },
	{ "a\tb", " \"a\\tb\"\n" },
	{ "a\r", " \"a\\r\"\n" },
	{ "a\xe2\x80\xa8"
	  "b",
	    " \"a\\u2028b\"\n" },
	{ "\xef\xbb\xbf", " \"\\uFEFF\"\n" },
	{ "\xf0\x9f\x94\x94", " \xf0\x9f\x94\x94\n" },
	{ "\n", " \"\\n\"\n" },
	{ " \n ", " \" \\n \"\n" },
	{ "a\nb", " |-\n  a\n  b\n" },
	{ "a\nb\n", " |\n  a\n  b\n" },
	{ "a\nb\n\n", " |+\n  a\n  b\n\n" },
	{ "a\n\nb", " |-\n  a\n\n  b\n" },
	{ "  a\nb", " |2-\n    a\n  b\n" },
	{ "\na", " |2-\n\n  a\n" },
	{ "\ta\nb\n", " |2\n  \ta\n  b\n" },
	{ "a\n  \nb \n", " |\n  a\n    \n  b \n" },
	{ "# a\n---\n- b: c\n", " |\n  # a\n  ---\n  - b: c\n" },
	{ "a\r\nb", " \"a\\r\\nb\"\n" },
};

static struct arena *a;
static struct buf out;

static void
setup(void)
{
	a = arena_open();
	buf_init(&out, SIZE_MAX);
}

static void
teardown(void)
{
	buf_fini(&out);
	arena_close(a);
}

static struct yaml_node *
read_back(void)
{
	struct sources *ss = sources_open(a);
	struct diags *d = diags_open(a);
	uint32_t file = source_add(ss, S("a.yaml"));

	source_set_text(ss, file, buf_str(&out));
	struct yaml_node *root = yaml_parse(a, ss,
	    (struct span){ file, 0, (uint32_t)out.n }, d);
	ck_assert_msg(root != NULL && diags_len(d) == 0, "not YAML: %.*s",
	    STR_ARG(buf_str(&out)));
	return root;
}

START_TEST(texts_are_quoted_when_they_must)
{
	struct str text = str_z(TEXTS[_i].text);
	struct str want = str_cat(a, S("k:"), str_z(TEXTS[_i].want));
	struct yaml_writer w;

	yaml_write_init(&w, &out);
	yaml_write_map(&w);
	yaml_write_key(&w, S("k"));
	yaml_write_text(&w, text);
	yaml_write_key(&w, S("z"));
	yaml_write_text(&w, S("end"));
	yaml_write_end(&w);
	ck_assert_msg(str_eq(buf_str(&out), str_cat(a, want, S("z: end\n"))),
	    "'%s' is written %.*s", TEXTS[_i].text, STR_ARG(buf_str(&out)));
	const struct yaml_node *root = read_back();
	ck_assert_msg(str_eq(yaml_get(root, "k")->text, text),
	    "'%s' is read back otherwise", TEXTS[_i].text);
	ck_assert(str_eq_z(yaml_get(root, "z")->text, "end"));
}
END_TEST

/* Every value as an item, a root, and a key where it can be one. */
START_TEST(texts_read_back_anywhere)
{
	struct str text = str_z(TEXTS[_i].text);
	struct yaml_writer w;

	yaml_write_init(&w, &out);
	yaml_write_text(&w, text);
	ck_assert_msg(str_eq(read_back()->text, text), "root '%s'",
	    TEXTS[_i].text);

	buf_clear(&out);
	yaml_write_init(&w, &out);
	yaml_write_seq(&w);
	yaml_write_seq(&w);
	yaml_write_text(&w, text);
	yaml_write_text(&w, text);
	yaml_write_end(&w);
	yaml_write_map(&w);
	yaml_write_key(&w, text);
	yaml_write_text(&w, text);
	yaml_write_end(&w);
	yaml_write_end(&w);
	const struct yaml_node *root = read_back();
	ck_assert_msg(str_eq(root->items[0]->items[1]->text, text),
	    "item '%s'", TEXTS[_i].text);
	ck_assert_msg(str_eq(root->items[1]->keys[0]->text, text), "key '%s'",
	    TEXTS[_i].text);
	ck_assert_msg(str_eq(root->items[1]->items[0]->text, text),
	    "value '%s'", TEXTS[_i].text);
}
END_TEST

START_TEST(shape)
{
	static const char WANT[] = "id: PS-2026-0117\n"
				   "title:\n"
				   "  ja: 認証回避\n"
				   "  en: \"Bypass: console\"\n"
				   "facts:\n"
				   "  - at: 2026-09-01\n"
				   "    note: |-\n"
				   "      a\n"
				   "      b\n"
				   "  - - x\n"
				   "    - \"y\"\n"
				   "  - []\n"
				   "  - {}\n"
				   "  - z\n"
				   "none: []\n"
				   "empty: {}\n";
	struct yaml_writer w;

	yaml_write_init(&w, &out);
	yaml_write_map(&w);
	yaml_write_pair(&w, "id", S("PS-2026-0117"));
	yaml_write_pair(&w, "nothing", S(""));
	yaml_write_key(&w, S("title"));
	yaml_write_map(&w);
	yaml_write_pair(&w, "ja", S("認証回避"));
	yaml_write_pair(&w, "en", S("Bypass: console"));
	yaml_write_end(&w);
	yaml_write_key(&w, S("facts"));
	yaml_write_seq(&w);
	yaml_write_map(&w);
	yaml_write_pair(&w, "at", S("2026-09-01"));
	yaml_write_pair(&w, "note", S("a\nb"));
	yaml_write_end(&w);
	yaml_write_seq(&w);
	yaml_write_text(&w, S("x"));
	yaml_write_text(&w, S("y"));
	yaml_write_end(&w);
	yaml_write_seq(&w);
	yaml_write_end(&w);
	yaml_write_map(&w);
	yaml_write_end(&w);
	yaml_write_text(&w, S("z"));
	yaml_write_end(&w);
	yaml_write_key(&w, S("none"));
	yaml_write_seq(&w);
	yaml_write_end(&w);
	yaml_write_key(&w, S("empty"));
	yaml_write_map(&w);
	yaml_write_end(&w);
	yaml_write_end(&w);
	ck_assert_msg(str_eq_z(buf_str(&out), WANT), "%.*s",
	    STR_ARG(buf_str(&out)));
	ck_assert_uint_eq(read_back()->n, 5);
}
END_TEST

START_TEST(front_matter_goes_on_in_a_buffer)
{
	struct yaml_writer w;

	buf_put(&out, S("---\n"));
	yaml_write_init(&w, &out);
	yaml_write_map(&w);
	yaml_write_pair(&w, "a", S("b"));
	yaml_write_end(&w);
	ck_assert(str_eq_z(buf_str(&out), "---\na: b\n"));
}
END_TEST

START_TEST(misuse_ends_the_program)
{
	struct yaml_writer w;

	yaml_write_init(&w, &out);
	yaml_write_map(&w);
	yaml_write_text(&w, S("a value without a key"));
}
END_TEST

Suite *
suite_text_yaml_write(void)
{
	Suite *s = suite_create("text_yaml_write");
	TCase *c = tcase_create("yaml_write");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_loop_test(c, texts_are_quoted_when_they_must, 0,
	    (int)ARRAY_LEN(TEXTS));
	tcase_add_loop_test(c, texts_read_back_anywhere, 0,
	    (int)ARRAY_LEN(TEXTS));
	tcase_add_test(c, shape);
	tcase_add_test(c, front_matter_goes_on_in_a_buffer);
	tcase_add_test_raise_signal(c, misuse_ends_the_program, SIGABRT);
	suite_add_tcase(s, c);
	return s;
}
