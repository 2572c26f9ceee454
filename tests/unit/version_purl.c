#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "examples.h"
#include "json_file.h"
#include "version/purl.h"

static struct arena *a;

static void
setup(void)
{
	a = arena_open();
}

static void
teardown(void)
{
	arena_close(a);
}

static const struct {
	const char *text;
	const char *canonical;
} forms[] = {
	{ "pkg:npm/foobar@12.3.1", "pkg:npm/foobar@12.3.1" },
	{ "PKG://NPM/foobar@12.3.1", "pkg:npm/foobar@12.3.1" },
	{ "pkg:npm/@angular/animation@12.3.1",
	    "pkg:npm/%40angular/animation@12.3.1" },
	{ "pkg:npm/@angular/animation", "pkg:npm/%40angular/animation" },
	{ "pkg:GitHub/Example/Firmware@1.0",
	    "pkg:github/example/firmware@1.0" },
	{ "pkg:pypi/Some_Package@1.0RC1", "pkg:pypi/some-package@1.0rc1" },
	{ "pkg:deb/debian/curl@7.50.3-1?distro=jessie&arch=i386",
	    "pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie" },
	{ "pkg:generic/a?B=1&c=", "pkg:generic/a?b=1" },
	{ "pkg:generic//x//y/a", "pkg:generic/x/y/a" },
	{ "pkg:generic/a@1:2%3A3", "pkg:generic/a@1:2:3" },
	{ "pkg:generic/a b@1+2", "pkg:generic/a%20b@1%2B2" },
	{ "pkg:generic/a#./x/../y%20z//", "pkg:generic/a#x/y%20z" },
	{ "pkg:generic/a?x=1?y=2", "pkg:generic/a%3Fx%3D1?y=2" },
	{ "pkg:generic/%E3%81%82@%e3%81%84",
	    "pkg:generic/%E3%81%82@%E3%81%84" },
	{ "pkg:exsa-own/a/b@1", "pkg:exsa-own/a/b@1" },
	{ "pkg:mlflow/M@1?repository_url=https:%2F%2Fx.azuredatabricks.net",
	    "pkg:mlflow/m@1?repository_url=https:%2F%2Fx.azuredatabricks.net" },
	{ "pkg:mlflow/M@1?repository_url=https:%2F%2Fml.example.com",
	    "pkg:mlflow/M@1?repository_url=https:%2F%2Fml.example.com" },
	{ "pkg:pub/Some-Name@1", "pkg:pub/some_name@1" },
};

START_TEST(canonical_forms)
{
	const char *why = "";
	struct purl p;
	struct str s;

	ck_assert_msg(purl_parse(a, str_z(forms[_i].text), &p, &why), "%s: %s",
	    forms[_i].text, why);
	s = purl_canonical(a, &p);
	ck_assert_msg(str_eq_z(s, forms[_i].canonical), "%s: %.*s",
	    forms[_i].text, STR_ARG(s));
	ck_assert_msg(purl_parse(a, s, &p, &why), "%.*s: %s", STR_ARG(s), why);
	ck_assert(str_eq(purl_canonical(a, &p), s));
}
END_TEST

static const struct {
	const char *text;
	const char *why;
} faults[] = {
	{ "", "it does not begin with pkg:" },
	{ "pkg%3Anpm/a", "it does not begin with pkg:" },
	{ "npm/a", "it does not begin with pkg:" },
	{ "pkg:npm", "there is no '/' between type and name" },
	{ "pkg:3d/a",
	    "the type is not of letters, digits, '.', '-', the "
	    "first a letter" },
	{ "pkg:n_m/a",
	    "the type is not of letters, digits, '.', '-', the "
	    "first a letter" },
	{ "pkg:npm/", "the name is missing" },
	{ "pkg:npm/@1", "the name is missing" },
	{ "pkg:maven/a@1", "the type requires a namespace" },
	{ "pkg:pypi/a/b@1", "the type has no namespace" },
	{ "pkg:julia/Dates", "the type requires the qualifier uuid" },
	{ "pkg:julia/Dates?uuid=", "the type requires the qualifier uuid" },
	{ "pkg:generic/a%2",
	    "a '%' is not followed by two hexadecimal "
	    "digits" },
	{ "pkg:generic/%ff", "a part decodes to no UTF-8 text" },
	{ "pkg:generic/%00", "a part decodes to no UTF-8 text" },
	{ "pkg:generic/x%2Fy/a", "a segment contains an encoded '/'" },
	{ "pkg:generic/a#x%2Fy", "a segment contains an encoded '/'" },
	{ "pkg:generic/a?x", "a qualifier has no '='" },
	{ "pkg:generic/a?x=1&X=2", "a qualifier's key stands twice" },
	{ "pkg:generic/a?1x=1",
	    "a qualifier's key is not of letters, digits, "
	    "'.', '-', '_', the first a letter" },
	{ "pkg:generic/a?in%20x=1",
	    "a qualifier's key is not of letters, "
	    "digits, '.', '-', '_', the first a letter" },
	{ "pkg:cpan/URI::PackageURL",
	    "a cpan name is a module's, not a "
	    "distribution's" },
};

START_TEST(refusals)
{
	const char *why = "";
	struct purl p;

	ck_assert_msg(!purl_parse(a, str_z(faults[_i].text), &p, &why),
	    "%s was accepted", faults[_i].text);
	ck_assert_msg(strcmp(why, faults[_i].why) == 0, "%s: %s",
	    faults[_i].text, why);
}
END_TEST

START_TEST(parts)
{
	const char *why = "";
	struct purl p;

	ck_assert(purl_parse(a,
	    S("pkg:Generic/x%20y/z/n%40@1%2F2?b=1%2F2&A=x#d/%3Fe"), &p, &why));
	ck_assert(str_eq_z(p.type, "generic"));
	ck_assert(str_eq_z(p.namespace, "x y/z"));
	ck_assert(str_eq_z(p.name, "n@"));
	ck_assert(str_eq_z(p.version, "1/2"));
	ck_assert(str_eq_z(p.qualifiers, "a=x&b=1%2F2"));
	ck_assert(str_eq_z(p.subpath, "d/%3Fe"));
}
END_TEST

START_TEST(too_many_qualifiers)
{
	const char *why = "";
	struct purl p;
	struct str s = S("pkg:generic/a?x=1");

	for (unsigned i = 1; i < LIMIT_PURL_QUALIFIERS; i++)
		s = str_fmt(a, "%.*s&k%u=1", STR_ARG(s), i);
	ck_assert_msg(purl_parse(a, s, &p, &why), "%s", why);
	s = str_fmt(a, "%.*s&z=1", STR_ARG(s));
	ck_assert(!purl_parse(a, s, &p, &why));
	ck_assert_str_eq(why, "there are more qualifiers than are read");
}
END_TEST

/* ---- the official suite ---------------------------------------------- */

/* Every byte encoded, segments kept apart. */
static void
put_encoded(struct buf *b, const char *text, bool keep_slashes)
{
	for (; *text != '\0'; text++) {
		if (keep_slashes && *text == '/')
			buf_putc(b, '/');
		else
			buf_printf(b, "%%%02x",
			    (unsigned)(unsigned char)*text);
	}
}

/* The parts of a "build" test as a purl that parsing must put in order. */
static struct str
build_input(const cJSON *input)
{
	const cJSON *q = cJSON_GetObjectItem(input, "qualifiers");
	const cJSON *m;
	struct buf b;
	struct str s;
	char sep = '?';

	buf_init(&b, 1 << 16);
	buf_printf(&b, "pkg:%s/", json_file_text(input, "type"));
	put_encoded(&b, json_file_text(input, "namespace"), true);
	buf_putc(&b, '/');
	put_encoded(&b, json_file_text(input, "name"), false);
	buf_putc(&b, '@');
	put_encoded(&b, json_file_text(input, "version"), false);
	cJSON_ArrayForEach(m, q)
	{
		buf_printf(&b, "%c%s=", sep, m->string);
		put_encoded(&b, m->valuestring, false);
		sep = '&';
	}
	buf_putc(&b, '#');
	put_encoded(&b, json_file_text(input, "subpath"), true);
	s = str_dup(a, buf_str(&b));
	buf_fini(&b);
	return s;
}

static struct str
expected_text(const char *type, const cJSON *expected)
{
	struct purl p;
	const char *why = "";
	struct str s;

	if (strcmp(type, "parse") != 0)
		return str_z(expected->valuestring);
	s = build_input(expected);
	ck_assert_msg(purl_parse(a, s, &p, &why), "%.*s: %s", STR_ARG(s), why);
	return purl_canonical(a, &p);
}

/* What parsing promises of its parts, beyond the canonical text. */
static bool
has_parts(const struct purl *p, const cJSON *expected)
{
	return str_eq_z(p->type, json_file_text(expected, "type")) &&
	    str_eq_z(p->namespace, json_file_text(expected, "namespace")) &&
	    str_eq_z(p->name, json_file_text(expected, "name")) &&
	    str_eq_z(p->version, json_file_text(expected, "version"));
}

static bool
is_as_expected(const cJSON *t)
{
	const char *type = json_file_text(t, "test_type");
	const cJSON *input = cJSON_GetObjectItem(t, "input");
	const cJSON *expected = cJSON_GetObjectItem(t, "expected_output");
	bool fails = cJSON_IsTrue(cJSON_GetObjectItem(t, "expected_failure"));
	struct str text = cJSON_IsString(input) ? str_z(input->valuestring) :
						  build_input(input);
	const char *why = "";
	struct purl p;

	if (!purl_parse(a, text, &p, &why))
		return fails;
	return !fails &&
	    str_eq(purl_canonical(a, &p), expected_text(type, expected)) &&
	    (strcmp(type, "parse") != 0 || has_parts(&p, expected));
}

/* "parse pkg:npm/foo", "build {...}" */
static struct str
id_of(const cJSON *t)
{
	const cJSON *input = cJSON_GetObjectItem(t, "input");
	char *text = cJSON_PrintUnformatted(input);
	struct str id = str_fmt(a, "%s %s", json_file_text(t, "test_type"),
	    cJSON_IsString(input) ? input->valuestring : text);

	cJSON_free(text);
	return id;
}

static void
run_file(const char *folder, const char *file)
{
	char path[512], name[256];
	const cJSON *tests, *t;
	cJSON *root;

	(void)snprintf(path, sizeof(path), "standards/purl/tests/%s/%.200s",
	    folder, file);
	(void)snprintf(name, sizeof(name), "%.*s",
	    (int)(strlen(file) - strlen(".json")), file);
	root = json_file_load(path);
	tests = cJSON_GetObjectItem(root, "tests");
	if (examples_open(name)) {
		cJSON_ArrayForEach(t, tests) examples_put(S("purl"), id_of(t),
		    is_as_expected(t) ? EXAMPLE_FOUND : EXAMPLE_OTHER);
		examples_close((size_t)cJSON_GetArraySize(tests));
	}
	cJSON_Delete(root);
}

static void
run_spec(const char *file)
{
	run_file("spec", file);
}

static void
run_type(const char *file)
{
	run_file("types", file);
}

START_TEST(official_suite)
{
	if (test_data_dir() == NULL) {
		test_skip("official_suite", "HANSHO_DATA is not set");
		return;
	}
	json_file_each("standards/purl/tests/spec", run_spec);
	json_file_each("standards/purl/tests/types", run_type);
}
END_TEST

Suite *
suite_version_purl(void)
{
	Suite *s = suite_create("version_purl");
	TCase *t = tcase_create("purl");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, canonical_forms, 0, (int)ARRAY_LEN(forms));
	tcase_add_loop_test(t, refusals, 0, (int)ARRAY_LEN(faults));
	tcase_add_test(t, parts);
	tcase_add_test(t, too_many_qualifiers);
	tcase_add_test(t, official_suite);
	suite_add_tcase(s, t);
	return s;
}
