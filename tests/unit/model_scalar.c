/*
 * model/scalar: what each type of field takes and refuses.
 */
#include "model/scalar.h"

#include <stdio.h>

#include "model_text.h"
#include "text/yaml.h"

static struct model_fixture f;

static void
setup(void)
{
	model_fixture_open(&f);
}

static void
teardown(void)
{
	model_fixture_close(&f);
}

/* One value, written in YAML behind a key. */
static const struct row {
	enum field_type type;
	const char *yaml;
	struct model_fault want;
} ROWS[] = {
	{ FIELD_STR, "半鐘 and more", { 0 } },
	{ FIELD_STR, "1.10", { 0 } },
	{ FIELD_STR, "yes", { 0 } },
	{ FIELD_STR, "\"a\\tb\"", { 0 } },
	{ FIELD_STR, "\"a\\nb\"",
	    { "field-value", NULL, "a line break", "one line" } },
	{ FIELD_STR, "|\n  a\n  b",
	    { "field-value", NULL, "a line break", NULL } },
	{ FIELD_STR, ">-\n  a\n  b", { 0 } },
	{ FIELD_STR, "\"a\\rb\"",
	    { "field-value", NULL, "a control character", NULL } },
	{ FIELD_TEXT, "|\n  a\n  b", { 0 } },
	{ FIELD_TEXT, "\"a\\rb\"",
	    { "field-value", NULL, "a control character", NULL } },

	{ FIELD_BOOL, "yes", { 0 } },
	{ FIELD_BOOL, "true", { 0 } },
	{ FIELD_BOOL, "no", { 0 } },
	{ FIELD_BOOL, "false", { 0 } },
	{ FIELD_BOOL, "Yes", { "field-value", "Yes", "yes or no", NULL } },
	{ FIELD_BOOL, "1", { "field-value", "1", "yes or no", NULL } },
	{ FIELD_BOOL, "on", { "field-value", "on", "yes or no", NULL } },

	{ FIELD_INT, "0", { 0 } },
	{ FIELD_INT, "999999999999", { 0 } },
	{ FIELD_INT, "1000000000000",
	    { "field-value", NULL, "a whole number", NULL } },
	{ FIELD_INT, "99999999999999999999999",
	    { "field-value", NULL, NULL, NULL } },
	{ FIELD_INT, "-1", { "field-value", "-1", NULL, NULL } },
	{ FIELD_INT, "007", { "field-value", "007", NULL, NULL } },
	{ FIELD_INT, "1.5", { "field-value", NULL, NULL, NULL } },
	{ FIELD_INT, "0x10", { "field-value", NULL, NULL, NULL } },
	{ FIELD_INT, "\"\"", { "field-value", NULL, NULL, NULL } },

	{ FIELD_ENUM, "AMBER+STRICT", { 0 } },
	{ FIELD_ENUM, "AMBER-STRICT",
	    { "field-value", "AMBER-STRICT", "unknown word",
		"did you mean 'AMBER+STRICT'" } },
	{ FIELD_ENUM, "amber",
	    { "field-value", "amber", "unknown word",
		"did you mean 'AMBER'" } },
	{ FIELD_ENUM, "TLP:RED", { "field-value", "TLP:RED", NULL, NULL } },
	{ FIELD_ENUM, "\"\"", { "field-value", NULL, NULL, NULL } },

	{ FIELD_DATE, "2026-09-01", { 0 } },
	{ FIELD_DATE, "2028-02-29", { 0 } },
	{ FIELD_DATE, "2026-02-29",
	    { "field-time", "2026-02-29", "no such day",
		"write 2026-09-01" } },
	{ FIELD_DATE, "2026-13-01",
	    { "field-time", NULL, "no such day", NULL } },
	{ FIELD_DATE, "2026-9-1", { "field-time", NULL, NULL, NULL } },
	{ FIELD_DATE, "2026/09/01", { "field-time", NULL, NULL, NULL } },
	{ FIELD_DATE, "1899-12-31", { "field-time", NULL, "1900", NULL } },
	{ FIELD_DATE, "2026-09-01T00:00Z",
	    { "field-value", NULL, "a date alone", NULL } },
	{ FIELD_WHEN, "2026-09-01", { 0 } },
	{ FIELD_WHEN, "2026-09-01T09:30+09:00", { 0 } },
	{ FIELD_WHEN, "2026-09-01T09:30",
	    { "field-time", NULL, "no zone", "+09:00" } },
	{ FIELD_WHEN, "2026-09-01 09:30+09:00",
	    { "field-time", NULL, "no T", NULL } },
	{ FIELD_WHEN, "2026-09-01T25:00Z",
	    { "field-time", NULL, "no such time", NULL } },
	{ FIELD_WHEN, "2026-09-01T09:30 JST",
	    { "field-time", NULL, NULL, NULL } },
	{ FIELD_WHEN, "soon", { "field-time", "soon", NULL, NULL } },
	{ FIELD_INSTANT, "2026-09-01T09:30:15Z", { 0 } },
	{ FIELD_INSTANT, "2026-09-01",
	    { "field-value", NULL, "an instant",
		"add the time and its zone" } },

	{ FIELD_URL, "https://example.com/a?b=c#d", { 0 } },
	{ FIELD_URL, "http://example.com", { 0 } },
	{ FIELD_URL, "mailto:psirt@example.com", { 0 } },
	{ FIELD_URL, "HTTPS://example.com",
	    { "field-value", NULL, "https://", NULL } },
	{ FIELD_URL, "javascript:alert(1)",
	    { "field-value", NULL, NULL, NULL } },
	{ FIELD_URL, "data:text/html,x", { "field-value", NULL, NULL, NULL } },
	{ FIELD_URL, "//example.com/", { "field-value", NULL, NULL, NULL } },
	{ FIELD_URL, "example.com", { "field-value", NULL, NULL, NULL } },
	{ FIELD_URL, "https://", { "field-value", NULL, NULL, NULL } },
	{ FIELD_URL, "\"mailto:\"", { "field-value", NULL, NULL, NULL } },
	{ FIELD_URL, "\"https://a b/\"",
	    { "field-value", NULL, "percent-encode", NULL } },
	{ FIELD_URL, "'https://a/\"x'", { "field-value", NULL, NULL, NULL } },
	{ FIELD_URL, "https://a/<b>", { "field-value", NULL, NULL, NULL } },
	{ FIELD_URL, "\"https://a/\\nx\"",
	    { "field-value", NULL, NULL, NULL } },
	{ FIELD_URL, "https://a/日本",
	    { "field-value", NULL, "percent-encode", NULL } },
	{ FIELD_URL, "'https://a\\b'", { "field-value", NULL, NULL, NULL } },

	{ FIELD_SOURCE, "https://example.com/feed/", { 0 } },
	{ FIELD_SOURCE, "file:mirror/kev.json", { 0 } },
	{ FIELD_SOURCE, "file:mirror/", { 0 } },
	{ FIELD_SOURCE, "http://example.com/feed/",
	    { "field-value", NULL, "https://", NULL } },
	{ FIELD_SOURCE, "https://",
	    { "field-value", NULL, "https://", NULL } },
	{ FIELD_SOURCE, "https://a b/",
	    { "field-value", NULL, "percent-encode", NULL } },
	{ FIELD_SOURCE, "file:/etc/passwd",
	    { "field-value", NULL, "below the repository", NULL } },
	{ FIELD_SOURCE, "file:mirror/../../x",
	    { "field-value", NULL, "below the repository", NULL } },
	{ FIELD_SOURCE, "\"file:\"",
	    { "field-value", NULL, "below the repository", NULL } },
	{ FIELD_SOURCE, "mirror/kev.json",
	    { "field-value", NULL, "https://", NULL } },

	{ FIELD_EMAIL, "psirt@example.com", { 0 } },
	{ FIELD_EMAIL, "a.b+c@example.co.jp", { 0 } },
	{ FIELD_EMAIL, "psirt",
	    { "field-value", "psirt", "a mail address", NULL } },
	{ FIELD_EMAIL, "\"@example.com\"",
	    { "field-value", NULL, NULL, NULL } },
	{ FIELD_EMAIL, "a@", { "field-value", NULL, NULL, NULL } },
	{ FIELD_EMAIL, "a@b@c", { "field-value", NULL, NULL, NULL } },
	{ FIELD_EMAIL, "A <a@example.com>",
	    { "field-value", NULL, NULL, NULL } },
	{ FIELD_EMAIL, "\"a@example.com\\nBcc: b@example.com\"",
	    { "field-value", NULL, NULL, NULL } },
	{ FIELD_EMAIL, "\"a@example.com\\n\"",
	    { "field-value", NULL, NULL, NULL } },
	{ FIELD_EMAIL, "<a@example.com>",
	    { "field-value", NULL, NULL, NULL } },
	{ FIELD_EMAIL, "\"a@example.com,b\"",
	    { "field-value", NULL, NULL, NULL } },

	{ FIELD_ID, "PS-2026-0001", { 0 } },
	{ FIELD_ID, "a.b_c+d", { 0 } },
	{ FIELD_ID, "../x", { "field-value", "../x", "an id", NULL } },
	{ FIELD_ID, "..", { "field-value", NULL, NULL, NULL } },
	{ FIELD_ID, ".x", { "field-value", NULL, NULL, NULL } },
	{ FIELD_ID, "a/b", { "field-value", NULL, NULL, NULL } },
	{ FIELD_ID, "'a\\b'", { "field-value", NULL, NULL, NULL } },
	{ FIELD_ID, "a b", { "field-value", NULL, NULL, NULL } },
	{ FIELD_ID, "\"-x\"", { "field-value", NULL, NULL, NULL } },
	{ FIELD_ID, "半鐘", { "field-value", NULL, NULL, NULL } },
	{ FIELD_ID, "\"a\\nb\"", { "field-value", NULL, NULL, NULL } },
	{ FIELD_ID, "\"\"", { "field-value", NULL, NULL, NULL } },
	{ FIELD_REF, "sato", { 0 } },
	{ FIELD_REF, "../sato", { "field-value", NULL, "an id", NULL } },

	{ FIELD_LANG, "ja", { 0 } },
	{ FIELD_LANG, "zh-Hant-TW", { 0 } },
	{ FIELD_LANG, "en_US",
	    { "field-value", NULL, "a language tag", NULL } },
	{ FIELD_LANG, "ja-", { "field-value", NULL, NULL, NULL } },
	{ FIELD_LANG, "japaneselanguage",
	    { "field-value", NULL, NULL, NULL } },

	{ FIELD_CVE, "CVE-2026-1234", { 0 } },
	{ FIELD_CVE, "CVE-1900-1234567890123456789", { 0 } },
	{ FIELD_CVE, "CVE-2026-123",
	    { "field-value", NULL, "a CVE id", NULL } },
	{ FIELD_CVE, "CVE-26-1234", { "field-value", NULL, NULL, NULL } },
	{ FIELD_CVE, "cve-2026-1234", { "field-value", NULL, NULL, NULL } },
	{ FIELD_CVE, "CVE-2026-1234-5", { "field-value", NULL, NULL, NULL } },
	{ FIELD_CVE, "CVE-2026-12345678901234567890",
	    { "field-value", NULL, NULL, NULL } },
	{ FIELD_CVE, "\"CVE-2026-1234 \"",
	    { "field-value", NULL, NULL, NULL } },
	{ FIELD_CWE, "CWE-79", { 0 } },
	{ FIELD_CWE, "CWE-079", { "field-value", NULL, "a CWE id", NULL } },
	{ FIELD_CWE, "79", { "field-value", NULL, NULL, NULL } },
	{ FIELD_CWE, "CWE-", { "field-value", NULL, NULL, NULL } },

	{ FIELD_CVSS, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", { 0 } },
	{ FIELD_CVSS, "CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
	    { "cvss-vector", NULL, NULL, NULL } },
	{ FIELD_CVSS, "9.8", { "cvss-vector", NULL, NULL, NULL } },
	{ FIELD_VERS, "\"vers:semver/>=1.0.0|<2.0.0\"", { 0 } },
	{ FIELD_VERS, "\">= 1.0\"", { "vers-syntax", NULL, "no", NULL } },
	{ FIELD_PURL, "pkg:generic/box@1.0", { 0 } },
	{ FIELD_PURL, "generic/box", { "purl-syntax", NULL, NULL, NULL } },
	{ FIELD_CPE, "\"cpe:2.3:o:a:b:1.0:*:*:*:*:*:*:*\"", { 0 } },
	{ FIELD_CPE, "\"cpe:2.3:o:a:b\"", { "cpe-syntax", NULL, NULL, NULL } },

	{ FIELD_PATH, "keys/psirt.asc", { 0 } },
	{ FIELD_PATH, "公開鍵.asc", { 0 } },
	{ FIELD_PATH, "../psirt.asc",
	    { "field-value", NULL, "below this file's folder", NULL } },
	{ FIELD_PATH, "keys/../../x", { "field-value", NULL, NULL, NULL } },
	{ FIELD_PATH, "/etc/passwd", { "field-value", NULL, NULL, NULL } },
	{ FIELD_PATH, "a//b", { "field-value", NULL, NULL, NULL } },
	{ FIELD_PATH, "./a", { "field-value", NULL, NULL, NULL } },
	{ FIELD_PATH, "a/", { "field-value", NULL, NULL, NULL } },
	{ FIELD_PATH, "\"a\\nb\"", { "field-value", NULL, NULL, NULL } },
	{ FIELD_PATH, "\"\"", { "field-value", NULL, NULL, NULL } },
};

/* Room for any value. */
union value {
	struct text text;
	struct truth truth;
	struct number number;
	struct choice choice;
	struct moment moment;
	struct ref ref;
};

static bool
load(enum field_type type, const char *yaml, union value *out)
{
	const struct field field = { .name = "v",
		.type = type,
		.values = &enum_tlp };
	struct str text = str_fmt(f.a, "v: %s\n", yaml);
	uint32_t file = source_add(f.ss, S("a.yaml"));
	struct yaml_node *node;

	source_set_text(f.ss, file, text);
	node = yaml_parse(f.a, f.ss,
	    (struct span){ file, 0, (uint32_t)text.n }, f.d);
	ck_assert_msg(node != NULL && node->n == 1 &&
		node->items[0]->kind == YAML_SCALAR,
	    "%s: no test", yaml);
	memset(out, 0, sizeof(*out));
	return scalar_load(f.a, &field, node->items[0], f.d, out);
}

START_TEST(test_row)
{
	const struct row *r = &ROWS[_i];
	char name[128];
	union value v;
	bool ok = load(r->type, r->yaml, &v);

	snprintf(name, sizeof(name), "%s, %s", field_type_name(r->type),
	    r->yaml);
	model_expect(&f, name, &r->want);
	ck_assert_msg(ok == (r->want.rule == NULL), "%s", name);
}
END_TEST

START_TEST(test_value)
{
	union value v;

	ck_assert(load(FIELD_BOOL, "true", &v) && v.truth.b);
	ck_assert(load(FIELD_BOOL, "no", &v) && !v.truth.b);
	ck_assert(load(FIELD_INT, "42", &v) && v.number.n == 42);
	ck_assert(load(FIELD_ENUM, "RED", &v) && v.choice.v == TLP_RED);
	ck_assert(load(FIELD_REF, "sato", &v));
	ck_assert(str_eq(v.ref.id, S("sato")) && v.ref.target == NULL);
	ck_assert(load(FIELD_WHEN, "2026-09-01T09:30+09:00", &v));
	ck_assert_int_eq(v.moment.w.kind, WHEN_INSTANT);
	ck_assert_int_eq(v.moment.w.at.s, 1788222600);
	ck_assert_int_eq(v.moment.w.at.offset_s, 32400);
	ck_assert(load(FIELD_STR, "'it''s'", &v));
	ck_assert(str_eq(v.text.s, S("it's")));
	ck_assert(str_eq(source_text(f.ss, v.text.at), S("'it''s'")));
}
END_TEST

/* A value that is refused leaves the member as it was. */
START_TEST(test_refused)
{
	union value v;

	ck_assert(!load(FIELD_WHEN, "2026-02-30", &v));
	ck_assert(!span_is_set(v.moment.at));
	ck_assert_int_eq(v.moment.w.kind, WHEN_UNSET);
}
END_TEST

static const struct id_row {
	const char *s;
	bool is_id;
} IDS[] = {
	{ "a", true },
	{ "A-1", true },
	{ "_x", true },
	{ "+1", true },
	{ "0", true },
	{ "", false },
	{ ".", false },
	{ "-", false },
	{ "a/b", false },
	{ "a:b", false },
	{ "a\"b", false },
	{ "a%2fb", false },
	{ "a~", false },
	{ " a", false },
};

START_TEST(test_id)
{
	ck_assert_msg(scalar_is_id(str_z(IDS[_i].s)) == IDS[_i].is_id, "'%s'",
	    IDS[_i].s);
}
END_TEST

START_TEST(test_id_length)
{
	char id[200];

	memset(id, 'a', sizeof(id));
	ck_assert(scalar_is_id((struct str){ id, 128 }));
	ck_assert(!scalar_is_id((struct str){ id, 129 }));
}
END_TEST

Suite *
suite_model_scalar(void)
{
	Suite *s = suite_create("model_scalar");
	TCase *t = tcase_create("scalar");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, test_row, 0, ARRAY_LEN(ROWS));
	tcase_add_test(t, test_value);
	tcase_add_test(t, test_refused);
	tcase_add_loop_test(t, test_id, 0, ARRAY_LEN(IDS));
	tcase_add_test(t, test_id_length);
	suite_add_tcase(s, t);
	return s;
}
