#include "test.h"

#include <stdio.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/arena.h"
#include "json_file.h"
#include "version/cpe_bind.h"
#include "version/cpe_match.h"
#include "version/native.h"
#include "version/scheme.h"
#include "version/vers.h"
#include "version_exempt.h"

/*
 * The suites of vers-spec and the sample data's comparisons, ranges and names,
 * all of them but what version_exempt.h lists.
 */

static struct arena *a;
static unsigned n_exempt[ARRAY_LEN(version_exempt)];

/* A row failed, or (want not kept) passed though it is listed. */
static void
judge(const char *file, const char *text, bool kept, const char *got)
{
	for (size_t i = 0; i < ARRAY_LEN(version_exempt); i++) {
		if (strcmp(version_exempt[i].file, file) != 0 ||
		    strcmp(version_exempt[i].text, text) != 0)
			continue;
		ck_assert_msg(!kept, "%s: %s: listed, but as it should be",
		    file, text);
		n_exempt[i]++;
		return;
	}
	ck_assert_msg(kept, "%s: %s: %s", file, text, got);
}

static const char *
text_of(struct str s)
{
	return str_to_z(a, s);
}

/* ---- comparisons -------------------------------------------------------- */

static const char *
sign_of(const char *scheme, const char *x, const char *y)
{
	static const char *const signs[] = { "<", "=", ">" };
	const struct scheme *s = scheme_find(str_z(scheme));
	int cmp;

	ck_assert_msg(s != NULL, "scheme %s", scheme);
	if (!scheme_compare(s, str_z(x), str_z(y), &cmp))
		return "?";
	return signs[cmp + 1];
}

static void
check_pair(const char *file, const char *scheme, const char *x, const char *y,
    const char *want)
{
	const char *got = sign_of(scheme, x, y);

	judge(file, text_of(str_fmt(a, "%s\t%s\t%s", scheme, x, y)),
	    strstr(want, got) != NULL, got);
}

static void
run_comparison(const char *file, const cJSON *t, bool is_equality)
{
	const cJSON *input = cJSON_GetObjectItem(t, "input");
	const cJSON *expected = cJSON_GetObjectItem(t, "expected_output");
	const char *scheme = json_file_text(input, "input_scheme");
	const char *want = "<=";
	const cJSON *list = expected;

	if (is_equality) {
		list = cJSON_GetObjectItem(input, "versions");
		want = cJSON_IsTrue(expected) ? "=" : "<>";
	}
	for (const cJSON *v = list->child; v->next != NULL; v = v->next)
		check_pair(file, scheme, v->valuestring, v->next->valuestring,
		    want);
}

/* ---- ranges ------------------------------------------------------------- */

static struct vers
read_vers(const char *text)
{
	const char *why = "";
	size_t off, len;
	struct vers v;

	ck_assert_msg(vers_parse(a, str_z(text), &v, &why, &off, &len),
	    "%s: %s", text, why);
	return v;
}

static struct native
read_native(const char *scheme, const char *text)
{
	const struct scheme *s = scheme_find(str_z(scheme));
	const char *why = "";
	struct native r;

	ck_assert_msg(s != NULL, "scheme %s", scheme);
	ck_assert_msg(native_parse(a, s, str_z(text), &r, &why), "%s: %s: %s",
	    scheme, text, why);
	return r;
}

static void
run_native(const char *file, const cJSON *t)
{
	const cJSON *input = cJSON_GetObjectItem(t, "input");
	const char *text = json_file_text(input, "native_range");
	struct native r = read_native(json_file_text(input, "scheme"), text);
	struct vers v;
	struct str s = S("bounds are not compared");

	if (native_to_vers(a, &r, &v))
		s = vers_canonical(a, &v);
	judge(file, text, str_eq_z(s, json_file_text(t, "expected_output")),
	    text_of(s));
}

static void
run_containment(const char *file, const cJSON *t)
{
	const cJSON *input = cJSON_GetObjectItem(t, "input");
	const cJSON *expected = cJSON_GetObjectItem(t, "expected_output");
	const char *range = json_file_text(input, "vers");
	struct vers v = read_vers(range);
	enum vers_answer got = vers_holds(&v,
	    str_z(json_file_text(input, "version")));

	judge(file, range,
	    got == (cJSON_IsTrue(expected) ? VERS_IN : VERS_OUT), "not so");
}

/* Canonical text is read and written as it is, other text is not. */
static void
run_parse(const char *file, const cJSON *t)
{
	const char *text = json_file_text(t, "input");
	bool fails = cJSON_IsTrue(cJSON_GetObjectItem(t, "expected_failure"));
	const char *why;
	size_t off, len;
	struct vers v;
	bool is_canonical = vers_parse(a, str_z(text), &v, &why, &off, &len) &&
	    str_eq_z(vers_canonical(a, &v), text);

	judge(file, text, is_canonical != fails, "not so");
}

static void
run_validate(const char *file, const cJSON *t)
{
	const char *text = json_file_text(t, "input");
	struct vers v = read_vers(text);
	struct str s = vers_canonical(a, &v);

	judge(file, text, str_eq_z(s, json_file_text(t, "expected_output")),
	    text_of(s));
}

static const struct {
	const char *name;
	unsigned n;		/* of its tests */
} suites[] = {
	{ "alpine_version_cmp_test", 716 },
	{ "alpm_version_cmp_test", 42 },
	{ "conan_range_from_native_basic_test", 20 },
	{ "conan_range_from_native_test", 209 },
	{ "conan_version_cmp_test", 47 },
	{ "datetime_version_cmp_test", 7 },
	{ "gem_range_from_native_test", 1 },
	{ "gentoo_version_cmp_test", 48 },
	{ "lexicographic-test", 8 },
	{ "maven_version_cmp_test", 977 },
	{ "nginx_range_from_native_test", 4 },
	{ "npm_range_containment_test", 1 },
	{ "npm_range_from_native_test", 491 },
	{ "nuget_range_from_native_test", 1 },
	{ "nuget_version_cmp_test", 33 },
	{ "openssl_range_from_native_test", 8 },
	{ "openssl_version_cmp_test", 44 },
	{ "pypi_range_containment_test", 10 },
	{ "pypi_range_from_native_test", 3 },
	{ "pypi_range_validate_test", 19 },
	{ "vers_canonical_parse_test", 12 },
};

static void
run_test(const char *file, const cJSON *t)
{
	const char *type = json_file_text(t, "test_type");

	if (strcmp(type, "comparison") == 0 || strcmp(type, "equality") == 0)
		run_comparison(file, t, strcmp(type, "equality") == 0);
	else if (strcmp(type, "from_native") == 0)
		run_native(file, t);
	else if (strcmp(type, "containment") == 0)
		run_containment(file, t);
	else if (strcmp(type, "parse") == 0)
		run_parse(file, t);
	else if (strcmp(type, "validate") == 0)
		run_validate(file, t);
	else
		ck_abort_msg("%s: test of type %s", file, type);
}

START_TEST(vers_suites)
{
	char path[128], file[64];

	if (test_data_dir() == NULL) {
		test_skip("vers_suites", "HANSHO_DATA is not set");
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(suites); i++) {
		cJSON *root;
		const cJSON *t;
		unsigned n = 0;

		(void)snprintf(file, sizeof(file), "%s.json", suites[i].name);
		(void)snprintf(path, sizeof(path), "standards/vers/tests/%s",
		    file);
		root = json_file_load(path);
		cJSON_ArrayForEach(t, cJSON_GetObjectItem(root, "tests"))
		{
			run_test(file, t);
			n++;
		}
		cJSON_Delete(root);
		ck_assert_msg(n == suites[i].n, "%s: %u tests", file, n);
	}
	for (size_t i = 0; i < ARRAY_LEN(version_exempt); i++)
		ck_assert_msg(n_exempt[i] > 0, "%s: %s: in no file",
		    version_exempt[i].file, version_exempt[i].text);
}
END_TEST

/* ---- sample data: an object a line -------------------------------------- */

static void
for_each_line(const char *name, unsigned lines,
    void (*run)(const char *file, const cJSON *row))
{
	char path[512], line[8192];
	unsigned n = 0;
	FILE *f;

	if (test_data_dir() == NULL) {
		test_skip(name, "HANSHO_DATA is not set");
		return;
	}
	(void)snprintf(path, sizeof(path), "%s/matching/%s", test_data_dir(),
	    name);
	f = fopen(path, "r");
	ck_assert_msg(f != NULL, "%s: cannot be opened", path);
	while (fgets(line, sizeof(line), f) != NULL) {
		cJSON *row = cJSON_Parse(line);

		ck_assert_msg(row != NULL, "%s: no JSON", name);
		run(name, row);
		cJSON_Delete(row);
		n++;
	}
	fclose(f);
	ck_assert_msg(n == lines, "%s: %u lines", name, n);
}

static void
compare_row(const char *file, const cJSON *row)
{
	static const char *const wants[] = { "<", "=", ">" };
	const cJSON *cmp = cJSON_GetObjectItem(row, "cmp");

	check_pair(file, json_file_text(row, "scheme"),
	    json_file_text(row, "a"), json_file_text(row, "b"),
	    cJSON_IsNumber(cmp) ? wants[cmp->valueint + 1] : "?");
}

START_TEST(version_compare)
{
	for_each_line("version-compare.jsonl", 500, compare_row);
	for_each_line("version-generic.jsonl", 9, compare_row);
}
END_TEST

static void
range_row(const char *file, const cJSON *row)
{
	const char *scheme = json_file_text(row, "scheme");
	const char *range = json_file_text(row, "range");
	struct str version = str_z(json_file_text(row, "version"));
	bool want = cJSON_IsTrue(cJSON_GetObjectItem(row, "match"));
	enum vers_answer got;

	if (strcmp(scheme, "vers") == 0) {
		struct vers v = read_vers(range);

		got = vers_holds(&v, version);
	} else {
		struct native r = read_native(scheme, range);

		got = native_holds(&r, version);
	}
	judge(file, range, got == (want ? VERS_IN : VERS_OUT), "not so");
}

START_TEST(version_ranges)
{
	for_each_line("version-ranges.jsonl", 18, range_row);
}
END_TEST

/* ---- CPE ---------------------------------------------------------------- */

static const char *const attributes[CPE_PARTS] = {
	[CPE_PART] = "part",
	[CPE_VENDOR] = "vendor",
	[CPE_PRODUCT] = "product",
	[CPE_VERSION] = "version",
	[CPE_UPDATE] = "update",
	[CPE_EDITION] = "edition",
	[CPE_LANGUAGE] = "language",
	[CPE_SW_EDITION] = "sw_edition",
	[CPE_TARGET_SW] = "target_sw",
	[CPE_TARGET_HW] = "target_hw",
	[CPE_OTHER] = "other",
};

static struct cpe
from_wfn(const cJSON *wfn)
{
	struct str values[CPE_PARTS];
	const char *why = "";
	struct cpe c;

	for (size_t i = 0; i < CPE_PARTS; i++)
		values[i] = str_z(json_file_text(wfn, attributes[i]));
	ck_assert_msg(cpe_bind_wfn(a, values, &c, &why), "%s", why);
	return c;
}

static void
check_wfn(const char *text, const cJSON *wfn)
{
	const char *why = "";
	struct cpe c;

	ck_assert_msg(cpe_bind_read(a, str_z(text), &c, &why), "%s: %s", text,
	    why);
	for (size_t i = 0; i < CPE_PARTS; i++) {
		const char *want = json_file_text(wfn, attributes[i]);
		struct str got = cpe_bind_value(a, &c, (enum cpe_part)i);

		ck_assert_msg(str_eq_z(got, want[0] == '\0' ? "ANY" : want),
		    "%s: %s: %.*s", text, attributes[i], STR_ARG(got));
	}
}

static void
binding_row(const char *file, const cJSON *row)
{
	const char *kind = json_file_text(row, "kind");
	const char *text = json_file_text(row, "text");
	const cJSON *wfn = cJSON_GetObjectItem(row, "wfn");
	struct cpe c;
	struct str s;

	if (strncmp(kind, "unbind", 6) == 0) {
		check_wfn(text, wfn);
		return;
	}
	c = from_wfn(wfn);
	s = strcmp(kind, "bind-uri") == 0 ? cpe_bind_uri(a, &c) :
					    cpe_formatted(a, &c);
	judge(file, text, str_eq_z(s, text), text_of(s));
}

START_TEST(cpe_bindings)
{
	for_each_line("cpe-binding.jsonl", 3, binding_row);
}
END_TEST

static void
relation_row(const char *file, const cJSON *row)
{
	struct cpe x = from_wfn(cJSON_GetObjectItem(row, "a"));
	struct cpe y = from_wfn(cJSON_GetObjectItem(row, "b"));
	enum cpe_relation of = cpe_match_names(&x, &y);
	const struct {
		const char *name;
		bool is;
	} answers[] = {
		{ "disjoint", of == CPE_DISJOINT },
		{ "equal", of == CPE_EQUAL },
		{ "a_subset_of_b", of == CPE_SUBSET || of == CPE_EQUAL },
		{ "a_superset_of_b", of == CPE_SUPERSET || of == CPE_EQUAL },
	};

	for (size_t i = 0; i < ARRAY_LEN(answers); i++)
		judge(file, json_file_text(row, "id"),
		    cJSON_IsTrue(cJSON_GetObjectItem(row, answers[i].name)) ==
			answers[i].is,
		    answers[i].name);
}

START_TEST(cpe_relations)
{
	for_each_line("cpe-name-relations.jsonl", 1, relation_row);
}
END_TEST

/* Of the pairs those of names; packages are what match/ compares. */
static void
pair_row(const char *file, const cJSON *row)
{
	const cJSON *component = cJSON_GetObjectItem(row, "component");
	bool bounds = cJSON_HasObjectItem(row, "versionStartIncluding") ||
	    cJSON_HasObjectItem(row, "versionStartExcluding") ||
	    cJSON_HasObjectItem(row, "versionEndIncluding") ||
	    cJSON_HasObjectItem(row, "versionEndExcluding");
	const char *why = "";
	struct cpe x, y;

	if (strcmp(json_file_text(row, "kind"), "cpe-pair") != 0)
		return;
	ck_assert(cpe_bind_read(a, str_z(json_file_text(row, "criteria")), &x,
	    &why));
	ck_assert(cpe_bind_read(a, str_z(json_file_text(component, "cpe")), &y,
	    &why));
	judge(file, json_file_text(row, "id"),
	    cpe_match_rule(&x, &y, bounds) ==
		cJSON_IsTrue(cJSON_GetObjectItem(row, "match")),
	    "not so");
}

START_TEST(criteria_pairs)
{
	for_each_line("criteria-pairs.jsonl", 26, pair_row);
}
END_TEST

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

Suite *
suite_version_sample(void)
{
	Suite *s = suite_create("version_sample");
	TCase *t = tcase_create("sample");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, vers_suites);
	tcase_add_test(t, version_compare);
	tcase_add_test(t, version_ranges);
	tcase_add_test(t, cpe_bindings);
	tcase_add_test(t, cpe_relations);
	tcase_add_test(t, criteria_pairs);
	suite_add_tcase(s, t);
	return s;
}
