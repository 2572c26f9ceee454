#include "test.h"

#include "base/buf.h"
#include "text/xml_write.h"

#define HEAD	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

START_TEST(elements_nest)
{
	struct xml_writer x;
	struct buf b;

	buf_init(&b, 1000);
	xml_write_begin(&x, &b);
	xml_write_open(&x, "feed");
	xml_write_attr(&x, "xmlns", S("http://example.com/"));
	xml_write_leaf(&x, "id", S("a"));
	xml_write_open(&x, "entry");
	xml_write_open(&x, "link");
	xml_write_attr(&x, "href", S("b"));
	xml_write_close(&x);
	xml_write_close(&x);
	xml_write_open(&x, "none");
	xml_write_close(&x);
	xml_write_close(&x);
	xml_write_end(&x);
	ck_assert_msg(str_eq_z(buf_str(&b),
			  HEAD "<feed xmlns=\"http://example.com/\">\n"
			       "  <id>a</id>\n"
			       "  <entry>\n"
			       "    <link href=\"b\"/>\n"
			       "  </entry>\n"
			       "  <none/>\n"
			       "</feed>\n"),
	    "%.*s", STR_ARG(buf_str(&b)));
	buf_fini(&b);
}
END_TEST

static const struct {
	const char *text;
	const char *as_text;
	const char *as_value;
} rows[] = {
	{ "", "", "" },
	{ "脆弱性", "脆弱性", "脆弱性" },
	{ "<a href=\"x\">&amp;'", "&lt;a href=\"x\"&gt;&amp;amp;'",
	    "&lt;a href=&quot;x&quot;&gt;&amp;amp;'" },
	{ "]]>", "]]&gt;", "]]&gt;" },
	{ "a\tb\nc\rd", "a\tb\nc&#13;d", "a&#9;b&#10;c&#13;d" },
	{ "a\x01\x1f\x7f", "a\xef\xbf\xbd\xef\xbf\xbd\x7f",
	    "a\xef\xbf\xbd\xef\xbf\xbd\x7f" },
	{ "a\xef\xbf\xbe\xef\xbf\xbf\xef\xbf\xbd",
	    "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd",
	    "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
};

START_TEST(texts_are_escaped)
{
	struct xml_writer x;
	struct buf b, want;

	buf_init(&b, 1000);
	buf_init(&want, 1000);
	xml_write_begin(&x, &b);
	xml_write_open(&x, "x");
	xml_write_attr(&x, "y", str_z(rows[_i].text));
	xml_write_text(&x, str_z(rows[_i].text));
	xml_write_close(&x);
	xml_write_end(&x);
	buf_printf(&want, HEAD "<x y=\"%s\">%s</x>\n", rows[_i].as_value,
	    rows[_i].as_text);
	ck_assert_msg(str_eq(buf_str(&b), buf_str(&want)), "%.*s",
	    STR_ARG(buf_str(&b)));
	buf_fini(&want);
	buf_fini(&b);
}
END_TEST

Suite *
suite_text_xml_write(void)
{
	Suite *s = suite_create("text_xml_write");
	TCase *tc = tcase_create("writing");

	tcase_add_test(tc, elements_nest);
	tcase_add_loop_test(tc, texts_are_escaped, 0, (int)ARRAY_LEN(rows));
	suite_add_tcase(s, tc);
	return s;
}
