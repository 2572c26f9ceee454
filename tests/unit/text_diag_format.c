/*
 * text/diag_*: every format's exact output, Japanese and emoji, tabs, long
 * lines, hostile bytes, escaping, fingerprints.
 */
#include "text/diag_format.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "test.h"
#include "text/json_read.h"

static struct arena *a;
static struct buf out;
static struct sources *ss;
static struct diags *d;
static struct diag_print p;

static struct diag_rule_info
info_of(struct str rule)
{
	struct diag_rule_info info = { .clause = { NULL, 0 } };

	if (str_eq_z(rule, "cvss-vector")) {
		info.summary = S("a vector follows its specification");
		info.clause = S("CVSS v3.1 specification 2.1.1");
	}
	return info;
}

static void
setup(void)
{
	a = arena_open();
	ss = sources_open(a);
	d = diags_open(a);
	buf_init(&out, 4 << 20);
	p = (struct diag_print){ .sources = ss,
		.diags = d,
		.info = info_of,
		.tool_version = S("1.0"),
		.tmp = a };
}

static void
teardown(void)
{
	buf_fini(&out);
	arena_close(a);
}

static uint32_t
file(const char *path, struct str text)
{
	uint32_t id = source_add(ss, str_z(path));

	source_set_text(ss, id, text);
	return id;
}

/* The span of the first needle in a file. */
static struct span
span(uint32_t id, const char *needle)
{
	struct str text = source_get(ss, id)->text;
	size_t off = str_find(text, str_z(needle), 0);

	ck_assert_uint_ne(off, SIZE_MAX);
	return (struct span){ id, (uint32_t)off, (uint32_t)strlen(needle) };
}

static const char *
printed(const char *format)
{
	const struct diag_format *f = diag_format_find(str_z(format));

	ck_assert_ptr_nonnull(f);
	buf_clear(&out);
	f->print(&out, &p);
	ck_assert(buf_ok(&out));
	return str_to_z(a, buf_str(&out));
}

START_TEST(test_find)
{
	size_t n = 0;

	for (; diag_format_at(n) != NULL; n++)
		ck_assert_ptr_eq(diag_format_find(
				     str_z(diag_format_at(n)->name)),
		    diag_format_at(n));
	ck_assert_uint_eq(n, 5);
	ck_assert_ptr_null(diag_format_find(S("tex")));
	ck_assert_ptr_null(diag_format_find(S("")));
}
END_TEST

/* The example of the style guide, a placed note and a bare one added. */
static void
report_example(void)
{
	uint32_t id = file("cases/2026/PS-2026-0117/case.md",
	    S("---\nid: PS-2026-0117\n  other: 1\n"
	      "  cvss: \"CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\"\n"));

	diag_error(d, "cvss-vector", span(id, "AV:X"),
	    "unknown value 'X' for metric AV");
	diag_help(d, "AV is one of N, A, L, P");
	diag_note(d, span(id, "other"), "the other score");
	diag_note(d, (struct span){ 0, 0, 0 }, "a remark");
}

START_TEST(test_text)
{
	report_example();
	ck_assert_str_eq(printed("text"),
	    "cases/2026/PS-2026-0117/case.md:4:19: error: unknown value 'X' "
	    "for metric AV [cvss-vector]\n"
	    "    4 |   cvss: \"CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/"
	    "A:H\"\n"
	    "      |                   ^~~~\n"
	    "      = note: a remark\n"
	    "      = clause: CVSS v3.1 specification 2.1.1\n"
	    "      = help: AV is one of N, A, L, P\n"
	    "cases/2026/PS-2026-0117/case.md:3:3: note: the other score\n"
	    "    3 |   other: 1\n"
	    "      |   ^~~~~\n");
}
END_TEST

START_TEST(test_text_colour)
{
	uint32_t id = file("a", S("xy"));

	diag_report(d, DIAG_ALERT, "r", span(id, "y"), "m");
	p.colour = true;
	ck_assert_str_eq(printed("text"),
	    "\033[1ma:1:2:\033[0m \033[1;33malert:\033[0m m [r]\n"
	    "    1 | xy\n"
	    "      |  \033[1;32m^\033[0m\n");
}
END_TEST

/* One span in one file and the two lines below the message. */
static const struct {
	struct str text;
	uint32_t off, len;
	const char *want;	/* from the place on, message left out */
} snippets[] = {
	/* Double width: the caret covers two columns for each character. */
	{ STR_INIT("a: \xe5\x8d\x8a\xe9\x90\x98\xe3\x81\xae\n"), 6, 3,
	    "1:5 |    1 | a: \xe5\x8d\x8a\xe9\x90\x98\xe3\x81\xae\n"
	    "      |      ^~\n" },
	{ STR_INIT("\xe5\x8d\x8a\xe9\x90\x98"), 0, 6,
	    "1:1 |    1 | \xe5\x8d\x8a\xe9\x90\x98\n"
	    "      | ^~~~\n" },
	/* An emoji is wide; a combining mark takes no column. */
	{ STR_INIT("\xf0\x9f\x94\x94 e\xcc\x81 x"), 9, 1,
	    "1:6 |    1 | \xf0\x9f\x94\x94 e\xcc\x81 x\n"
	    "      |      ^\n" },
	/* Tabs reach to the next stop in both lines. */
	{ STR_INIT("\tab\tc"), 4, 1,
	    "1:5 |    1 |         ab      c\n"
	    "      |                 ^\n" },
	{ STR_INIT("a\tb"), 1, 2,
	    "1:2 |    1 | a       b\n"
	    "      |  ^~~~~~~~\n" },
	/* Between two characters, at a line's end, at the file's end. */
	{ STR_INIT("abc\nd"), 1, 0, "1:2 |    1 | abc\n      |  ^\n" },
	{ STR_INIT("abc\nd"), 3, 0, "1:4 |    1 | abc\n      |    ^\n" },
	{ STR_INIT("abc\nd"), 3, 1, "1:4 |    1 | abc\n      |    ^\n" },
	{ STR_INIT("abc\n"), 4, 0, "2:1 |    2 |\n      | ^\n" },
	{ STR_INIT("\r\nx"), 0, 1, "1:1 |    1 |\n      | ^\n" },
	{ STR_INIT("abc\r\nd"), 3, 1, "1:4 |    1 | abc\n      |    ^\n" },
	/* More lines than one: the caret ends with the first. */
	{ STR_INIT("ab\ncd\n"), 1, 4, "1:2 |    1 | ab\n      |  ^\n" },
	{ STR_INIT("abc\ncd\n"), 0, 5, "1:1 |    1 | abc\n      | ^~~\n" },
	/* What harms a terminal is named. */
	{ STR_INIT("a\x1b[31mb\xe2\x80\xae"
		   "c"),
	    6, 1,
	    "1:7 |    1 | a<U+001B>[31mb<U+202E>c\n"
	    "      |              ^\n" },
	{ STR_INIT("a\xff\xe5z"), 3, 1,
	    "1:4 |    1 | a<FF><E5>z\n      |          ^\n" },
	{ STR_INIT("\0x"), 1, 1, "1:2 |    1 | <00>x\n      |     ^\n" },
	/* Half a character: the whole is marked. */
	{ STR_INIT("\xe5\x8d\x8a"), 1, 1,
	    "1:2 |    1 | \xe5\x8d\x8a\n      | ^~\n" },
};

START_TEST(test_snippet)
{
	uint32_t id = file("f", snippets[_i].text);
	const char *got, *second;

	diag_error(d, "r",
	    (struct span){ id, snippets[_i].off, snippets[_i].len }, "m");
	got = printed("text");
	second = strchr(got, '\n') + 1;
	got = str_to_z(a,
	    str_fmt(a, "%.*s |%s", (int)(strstr(got, ": error") - got - 2),
		got + 2, second));
	ck_assert_msg(strcmp(got, snippets[_i].want) == 0, "row %d:\n%s", _i,
	    got);
}
END_TEST

/* The columns that the printed source line takes, gutter left out. */
static size_t
columns_of(const char *text, const char **line, const char **caret)
{
	*line = strchr(text, '\n') + 1;
	*caret = strchr(*line, '\n') + 1;
	return (size_t)(*caret - *line);
}

/*
 * A line of n characters with one 'X' somewhere: the X is shown, the caret
 * stands below it, and nothing is wider than asked.
 */
START_TEST(test_long_line)
{
	static const struct {
		const char *fill;
		size_t width;
	} fills[] = { { "a", 1 }, { "\xe5\x8d\x8a", 2 },
		{ "\xf0\x9f\x94\x94", 2 }, { "e\xcc\x81", 1 }, { "\xff", 4 } };
	const char *fill = fills[_i].fill;

	for (size_t at = 0; at < 400; at += 7) {
		const char *got, *line, *caret, *x;
		size_t before, bytes;
		struct buf b;
		uint32_t id;

		setup();
		buf_init(&b, 100000);
		for (size_t i = 0; i < 400; i++)
			buf_put(&b, i == at ? S("X") : str_z(fill));
		id = file("f", buf_str(&b));
		diag_error(d, "r", span(id, "X"), "m");
		got = printed("text");
		bytes = columns_of(got, &line, &caret);
		ck_assert_uint_lt(bytes, 100 * 4 + 20);
		x = memchr(line, 'X', bytes);
		ck_assert_msg(x != NULL, "%zu:\n%s", at, got);
		ck_assert_ptr_nonnull(strstr(line, "\xe2\x80\xa6"));
		/* What stands before the X, in columns. */
		line += strlen("    1 | ");
		before = 0;
		if (strncmp(line, "\xe2\x80\xa6", 3) == 0) {
			before = 1;
			line += 3;
		}
		if (fills[_i].width == 4)
			before += (size_t)(x - line);
		else
			before += (size_t)(x - line) / strlen(fill) *
			    fills[_i].width;
		caret += strlen("      | ");
		ck_assert_msg(strspn(caret, " ") == before, "%zu:\n%s", at,
		    got);
		ck_assert_uint_le(before, 100);
		buf_fini(&b);
		teardown();
	}
}
END_TEST

/* A span wider than the line shown: the caret ends with it. */
START_TEST(test_long_span)
{
	struct buf b;
	uint32_t id;
	const char *line, *caret;

	buf_init(&b, 1000);
	buf_fill(&b, 'a', 500);
	id = file("f", buf_str(&b));
	diag_error(d, "r", (struct span){ id, 0, 500 }, "m");
	columns_of(printed("text"), &line, &caret);
	ck_assert_uint_eq(strspn(caret + 8, "^~"), 98);
	buf_fini(&b);
}
END_TEST

START_TEST(test_text_nowhere)
{
	uint32_t id = source_add(ss, S("gone.md"));

	diag_error(d, "r", (struct span){ 0, 0, 0 }, "m\n\x1b");
	diag_error(d, "r", (struct span){ id, 0, 0 }, "is not there");
	diag_error(d, "r", (struct span){ id, 5, 2 }, "has no text");
	ck_assert_str_eq(printed("text"),
	    "error: m<U+000A><U+001B> [r]\n"
	    "gone.md: error: is not there [r]\n"
	    "gone.md: error: has no text [r]\n");
}
END_TEST

START_TEST(test_line_numbers)
{
	struct buf b;
	uint32_t id;

	buf_init(&b, 1 << 20);
	buf_fill(&b, '\n', 123455);
	buf_putc(&b, 'x');
	id = file("f", buf_str(&b));
	diag_error(d, "r", span(id, "x"), "m");
	ck_assert_str_eq(printed("text"),
	    "f:123456:1: error: m [r]\n"
	    "123456 | x\n       | ^\n");
	buf_fini(&b);
}
END_TEST

START_TEST(test_waived)
{
	static const char *const formats[] = { "text", "json", "github" };
	uint32_t id = file("f", S("x"));

	diag_report(d, DIAG_ALERT, "r", span(id, "x"), "m");
	diags_at(d, 0)->is_waived = true;
	for (size_t i = 0; i < ARRAY_LEN(formats); i++)
		ck_assert_str_eq(printed(formats[i]), "");
	ck_assert_str_eq(printed("gitlab"), "[]\n");
	ck_assert_ptr_null(strstr(printed("sarif"), "ruleId"));
	p.show_waived = true;
	ck_assert_str_eq(printed("text"),
	    "f:1:1: alert: m [r] (waived)\n"
	    "    1 | x\n      | ^\n");
	ck_assert_ptr_nonnull(strstr(printed("json"), "\"waived\":true"));
	ck_assert_ptr_nonnull(strstr(printed("sarif"), "\"inSource\""));
}
END_TEST

START_TEST(test_json)
{
	report_example();
	diag_report(d, DIAG_REQUIREMENT, "r", (struct span){ 0, 0, 0 },
	    "\xe5\x8d\x8a\xe9\x90\x98 \xff\"");
	ck_assert_str_eq(printed("json"),
	    "{\"class\":\"error\",\"rule\":\"cvss-vector\","
	    "\"path\":\"cases/2026/PS-2026-0117/case.md\",\"line\":4,"
	    "\"column\":19,\"end_line\":4,\"end_column\":23,\"offset\":50,"
	    "\"length\":4,\"message\":\"unknown value 'X' for metric AV\","
	    "\"clause\":\"CVSS v3.1 specification 2.1.1\","
	    "\"help\":\"AV is one of N, A, L, P\",\"notes\":["
	    "{\"path\":\"cases/2026/PS-2026-0117/case.md\",\"line\":3,"
	    "\"column\":3,\"end_line\":3,\"end_column\":8,\"offset\":23,"
	    "\"length\":5,\"message\":\"the other score\"},"
	    "{\"message\":\"a remark\"}]}\n"
	    "{\"class\":\"requirement\",\"rule\":\"r\","
	    "\"message\":\"\xe5\x8d\x8a\xe9\x90\x98 \xef\xbf\xbd\\\"\"}\n");
}
END_TEST

START_TEST(test_github)
{
	uint32_t id = file("a:b,c%.md", S("\xe5\x8d\x8ax\nyz"));

	diag_error(d, "r", span(id, "x"), "50%% of a:b, c");
	diag_help(d, "do\r\nthis");
	diag_report(d, DIAG_REQUIREMENT, "r", span(id, "x\ny"), "two lines");
	diag_report(d, DIAG_ALERT, "r", (struct span){ id, 0, 0 }, "between");
	diag_error(d, "r", (struct span){ 0, 0, 0 }, "nowhere");
	ck_assert_str_eq(printed("github"),
	    "::error file=a%3Ab%2Cc%25.md,line=1,endLine=1,col=2,endColumn=3,"
	    "title=r::50%25 of a:b, c%0Ahelp: do%0D%0Athis\n"
	    "::warning file=a%3Ab%2Cc%25.md,line=1,endLine=2,"
	    "title=r::two lines\n"
	    "::notice file=a%3Ab%2Cc%25.md,line=1,endLine=1,col=1,"
	    "endColumn=2,title=r::between\n"
	    "::error title=r::nowhere\n");
}
END_TEST

static const struct json_node *
json_of(const char *text)
{
	struct sources *own = sources_open(a);
	struct diags *faults = diags_open(a);
	uint32_t id = source_add(own, S("out.json"));
	const struct json_node *n;

	source_set_text(own, id, str_z(text));
	n = json_tree(a, own, id, faults);
	ck_assert_ptr_nonnull(n);
	return n;
}

START_TEST(test_gitlab)
{
	uint32_t id = file("f.md", S("one\ntwo x\n"));
	const struct json_node *n;
	const char *got;
	struct str want;

	diag_report(d, DIAG_REQUIREMENT, "r", span(id, "x"), "m");
	diag_help(d, "h");
	got = printed("gitlab");
	n = json_of(got)->first;
	ck_assert_uint_eq(json_get_str(n, "fingerprint").n, 64);
	want = str_fmt(a,
	    "[\n  {\n    \"description\": \"m; help: h\",\n"
	    "    \"check_name\": \"r\",\n    \"fingerprint\": \"%.*s\",\n"
	    "    \"severity\": \"major\",\n    \"location\": {\n"
	    "      \"path\": \"f.md\",\n      \"lines\": {\n"
	    "        \"begin\": 2,\n        \"end\": 2\n      }\n    }\n"
	    "  }\n]\n",
	    STR_ARG(json_get_str(n, "fingerprint")));
	ck_assert_str_eq(got, str_to_z(a, want));
}
END_TEST

/* The fingerprints of a file's findings, the text under the span being x. */
static struct str
fingerprint(const char *path, const char *text, const char *message, size_t i)
{
	const struct json_node *n;
	uint32_t id;

	ss = sources_open(a);
	d = diags_open(a);
	p.sources = ss;
	p.diags = d;
	id = file(path, str_z(text));
	for (uint32_t off = 0; text[off] != '\0'; off++)
		if (text[off] == 'x')
			diag_error(d, "r", (struct span){ id, off, 1 }, "%s",
			    message);
	for (n = json_of(printed("gitlab"))->first; i > 0; i--)
		n = n->next;
	return json_get_str(n, "fingerprint");
}

START_TEST(test_fingerprint)
{
	struct str base = fingerprint("f", "a\nx\n", "m", 0);

	ck_assert(str_eq(base, fingerprint("f", "a\nb\nc\n  x d\n", "m", 0)));
	ck_assert(!str_eq(base, fingerprint("g", "a\nx\n", "m", 0)));
	ck_assert(!str_eq(base, fingerprint("f", "a\nx\n", "n", 0)));
	/* Alike ones differ, each the same in every run. */
	ck_assert(str_eq(base, fingerprint("f", "x x x", "m", 0)));
	for (size_t i = 1; i < 3; i++) {
		struct str other = fingerprint("f", "x x x", "m", i);

		ck_assert(!str_eq(base, other));
		ck_assert(str_eq(other, fingerprint("f", "x\nx\nx", "m", i)));
	}
	ck_assert(!str_eq(fingerprint("f", "x x x", "m", 1),
	    fingerprint("f", "x x x", "m", 2)));
}
END_TEST

START_TEST(test_sarif)
{
	uint32_t id = file("\xe5\x8d\x8a a.md", S("\xf0\x9f\x94\x94x\n"));
	const struct json_node *run, *driver, *r, *place;

	report_example();
	diag_report(d, DIAG_ALERT, "other", span(id, "x"), "m");
	diags_at(d, 1)->is_waived = true;
	p.show_waived = true;
	run = json_get(json_of(printed("sarif")), "runs")->first;
	ck_assert(
	    str_eq_z(json_get_str(run, "columnKind"), "unicodeCodePoints"));
	driver = json_get(json_get(run, "tool"), "driver");
	ck_assert(str_eq_z(json_get_str(driver, "name"), "hansho"));
	ck_assert(str_eq_z(json_get_str(driver, "version"), "1.0"));
	r = json_get(driver, "rules");
	ck_assert_uint_eq(r->n, 2);
	ck_assert(str_eq_z(json_get_str(r->first, "id"), "cvss-vector"));
	ck_assert(str_eq_z(json_get_str(json_get(r->first, "shortDescription"),
			       "text"),
	    "a vector follows its specification"));

	r = json_get(run, "results")->first;
	ck_assert(str_eq_z(json_get_str(r, "level"), "error"));
	ck_assert(str_eq_z(json_get(r, "ruleIndex")->text, "0"));
	ck_assert(str_eq_z(json_get_str(json_get(r, "message"), "text"),
	    "unknown value 'X' for metric AV; help: AV is one of N, A, L, P; "
	    "note: a remark"));
	ck_assert_uint_eq(json_get(r, "relatedLocations")->n, 1);
	ck_assert_uint_eq(json_get(r, "suppressions")->n, 0);

	r = r->next;
	ck_assert(str_eq_z(json_get_str(r, "level"), "note"));
	ck_assert(str_eq_z(json_get(r, "ruleIndex")->text, "1"));
	ck_assert_uint_eq(json_get(r, "suppressions")->n, 1);
	place = json_get(json_get(r, "locations")->first, "physicalLocation");
	ck_assert(
	    str_eq_z(json_get_str(json_get(place, "artifactLocation"), "uri"),
		"%E5%8D%8A%20a.md"));
	place = json_get(place, "region");
	ck_assert(str_eq_z(json_get(place, "startColumn")->text, "2"));
	ck_assert(str_eq_z(json_get(place, "endColumn")->text, "3"));
}
END_TEST

/* Nothing to report is a report as well. */
START_TEST(test_empty)
{
	ck_assert_str_eq(printed("text"), "");
	ck_assert_str_eq(printed("json"), "");
	ck_assert_str_eq(printed("github"), "");
	ck_assert_str_eq(printed("gitlab"), "[]\n");
	ck_assert_uint_eq(json_get(json_get(json_of(printed("sarif")), "runs")
				       ->first,
			      "results")
			      ->n,
	    0);
}
END_TEST

Suite *
suite_text_diag_format(void)
{
	Suite *s = suite_create("text/diag_format");
	TCase *t = tcase_create("text");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, test_find);
	tcase_add_test(t, test_text);
	tcase_add_test(t, test_text_colour);
	tcase_add_loop_test(t, test_snippet, 0, ARRAY_LEN(snippets));
	tcase_add_test(t, test_long_span);
	tcase_add_test(t, test_text_nowhere);
	tcase_add_test(t, test_line_numbers);
	suite_add_tcase(s, t);
	t = tcase_create("long lines");
	tcase_add_loop_test(t, test_long_line, 0, 5);
	suite_add_tcase(s, t);
	t = tcase_create("machines");
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, test_waived);
	tcase_add_test(t, test_json);
	tcase_add_test(t, test_github);
	tcase_add_test(t, test_gitlab);
	tcase_add_test(t, test_fingerprint);
	tcase_add_test(t, test_sarif);
	tcase_add_test(t, test_empty);
	suite_add_tcase(s, t);
	return s;
}
