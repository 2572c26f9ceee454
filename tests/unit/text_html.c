/*
 * text/html: what each context escapes, and which links may be written.
 */
#include "text/html.h"

#include "base/arena.h"
#include "base/buf.h"
#include "test.h"
#include "text/markdown.h"

static const struct {
	const char *text;
	const char *as_text;
	const char *as_attr;
} ROWS[] = {
	{ "", "", "" },
	{ "日本語 abc", "日本語 abc", "日本語 abc" },
	{ "<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;",
	    "&lt;b&gt;&amp;amp;&lt;/b&gt;" },
	{ "a \"b\" 'c'", "a \"b\" 'c'", "a &quot;b&quot; &#39;c&#39;" },
	{ "a\nb\tc\r", "a\nb\tc\r", "a&#10;b&#9;c&#13;" },
	{ "]]>-->", "]]&gt;--&gt;", "]]&gt;--&gt;" },
	{ "<", "&lt;", "&lt;" },
	{ "&&", "&amp;&amp;", "&amp;&amp;" },
};

START_TEST(each_context_has_its_escapes)
{
	struct buf out;

	buf_init(&out, SIZE_MAX);
	html_text(&out, str_z(ROWS[_i].text));
	ck_assert_msg(str_eq_z(buf_str(&out), ROWS[_i].as_text), "text of %s",
	    ROWS[_i].text);
	buf_clear(&out);
	html_attr(&out, str_z(ROWS[_i].text));
	ck_assert_msg(str_eq_z(buf_str(&out), ROWS[_i].as_attr), "attr of %s",
	    ROWS[_i].text);
	buf_fini(&out);

	struct arena *a = arena_open();
	ck_assert(str_eq_z(html_from_text(a, str_z(ROWS[_i].text)).s,
	    ROWS[_i].as_text));
	arena_close(a);
}
END_TEST

static const struct {
	const char *url;
	bool is_allowed;
} URLS[] = {
	{ "https://example.com/a?b=c&d#e", true },
	{ "HTTP://example.com/", true }, { "mailto:psirt@example.com", true },
	{ "a.html", true }, { "../a/b.html#c", true }, { "#top", true },
	{ "?q=a:b", true }, { "a/b:c", true }, { "/top", true }, { "", true },
	{ "日本.html", true }, { "javascript:alert(1)", false },
	{ "JaVaScRiPt:alert(1)", false }, { " javascript:alert(1)", false },
	{ "java\nscript:alert(1)", false }, { "java\tscript:alert(1)", false },
	{ "\x01javascript:alert(1)", false }, { "data:text/html,x", false },
	{ "vbscript:x", false }, { "file:///etc/passwd", false },
	{ "ftp://example.com/", false }, { "//example.com/", false },
	{ "\\\\example.com\\a", false }, { "/\\example.com", false },
	{ "httpsx://example.com", false }, { ":a", false }, { "a b", false },
	{ "a\x7f", false },
	{ "javascript&colon;alert(1)", true },	/* a name: & is escaped */
};

START_TEST(links_have_a_scheme_on_the_list)
{
	struct buf out;
	bool want = URLS[_i].is_allowed;

	buf_init(&out, SIZE_MAX);
	ck_assert_msg(html_url_is_allowed(str_z(URLS[_i].url)) == want, "%s",
	    URLS[_i].url);
	ck_assert_msg(html_url(&out, str_z(URLS[_i].url)) == want, "%s",
	    URLS[_i].url);
	ck_assert_msg(str_eq_z(buf_str(&out), "#") == !want, "%s",
	    URLS[_i].url);
	buf_fini(&out);
}
END_TEST

Suite *
suite_text_html(void)
{
	Suite *s = suite_create("text_html");
	TCase *c = tcase_create("html");

	tcase_add_loop_test(c, each_context_has_its_escapes, 0,
	    (int)ARRAY_LEN(ROWS));
	tcase_add_loop_test(c, links_have_a_scheme_on_the_list, 0,
	    (int)ARRAY_LEN(URLS));
	suite_add_tcase(s, c);
	return s;
}
