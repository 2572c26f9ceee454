#include "test.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/arena.h"
#include "examples.h"
#include "json_file.h"
#include "version/cpe_bind.h"
#include "version/cpe_match.h"
#include "version/native.h"
#include "version/scheme.h"
#include "version/vers.h"

/*
 * The suites of vers-spec and the sample data's comparisons, ranges and names,
 * all of them; what differs stands in tests/golden/matching/differences.md.
 */

static struct arena *a;

/* Count an example of a kind that was answered right or not. */
static void
judge(const char *of, const char *id, bool is_right)
{
	examples_put(str_z(of), str_z(id),
	    is_right ? EXAMPLE_FOUND : EXAMPLE_OTHER);
}

/* One that asks whether a version is in a range. */
static void
judge_holds(const char *of, const char *id, bool want, enum vers_answer got)
{
	if (got == VERS_IN || got == VERS_OUT)
		examples_ask(str_z(of), str_z(id), want, got == VERS_IN);
	else
		examples_put(str_z(of), str_z(id), EXAMPLE_MISSED);
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

/* Neighbours in order, or all of them equal or not. */
static void
run_comparison(const cJSON *t, bool is_equality)
{
	const cJSON *input = cJSON_GetObjectItem(t, "input");
	const cJSON *expected = cJSON_GetObjectItem(t, "expected_output");
	const char *scheme = json_file_text(input, "input_scheme");
	const char *want = "<=";
	const cJSON *list = expected;
	struct str id = str_z(scheme);
	bool is_right = true;

	if (is_equality) {
		list = cJSON_GetObjectItem(input, "versions");
		want = cJSON_IsTrue(expected) ? "=" : "<>";
	}
	for (const cJSON *v = list->child; v != NULL; v = v->next) {
		id = str_fmt(a, "%.*s %s", STR_ARG(id), v->valuestring);
		is_right = is_right &&
		    (v->next == NULL ||
			strstr(want,
			    sign_of(scheme, v->valuestring,
				v->next->valuestring)) != NULL);
	}
	judge(json_file_text(t, "test_type"), text_of(id), is_right);
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
run_native(const cJSON *t)
{
	const cJSON *input = cJSON_GetObjectItem(t, "input");
	const char *text = json_file_text(input, "native_range");
	struct native r = read_native(json_file_text(input, "scheme"), text);
	struct vers v;
	struct str s = S("bounds are not compared");

	if (native_to_vers(a, &r, &v))
		s = vers_canonical(a, &v);
	judge(json_file_text(t, "test_type"), text,
	    str_eq_z(s, json_file_text(t, "expected_output")));
}

static void
run_containment(const cJSON *t)
{
	const cJSON *input = cJSON_GetObjectItem(t, "input");
	const cJSON *expected = cJSON_GetObjectItem(t, "expected_output");
	const char *range = json_file_text(input, "vers");
	struct vers v = read_vers(range);

	judge_holds(json_file_text(t, "test_type"), range,
	    cJSON_IsTrue(expected),
	    vers_holds(&v, str_z(json_file_text(input, "version"))));
}

/* Canonical text is read and written as it is, other text is not. */
static void
run_parse(const cJSON *t)
{
	const char *text = json_file_text(t, "input");
	bool fails = cJSON_IsTrue(cJSON_GetObjectItem(t, "expected_failure"));
	const char *why;
	size_t off, len;
	struct vers v;
	bool is_canonical = vers_parse(a, str_z(text), &v, &why, &off, &len) &&
	    str_eq_z(vers_canonical(a, &v), text);

	judge(json_file_text(t, "test_type"), text, is_canonical != fails);
}

static void
run_validate(const cJSON *t)
{
	const char *text = json_file_text(t, "input");
	struct vers v = read_vers(text);
	struct str s = vers_canonical(a, &v);

	judge(json_file_text(t, "test_type"), text,
	    str_eq_z(s, json_file_text(t, "expected_output")));
}

static void
run_test(const char *file, const cJSON *t)
{
	const char *type = json_file_text(t, "test_type");

	if (strcmp(type, "comparison") == 0 || strcmp(type, "equality") == 0)
		run_comparison(t, strcmp(type, "equality") == 0);
	else if (strcmp(type, "from_native") == 0)
		run_native(t);
	else if (strcmp(type, "containment") == 0)
		run_containment(t);
	else if (strcmp(type, "parse") == 0)
		run_parse(t);
	else if (strcmp(type, "validate") == 0)
		run_validate(t);
	else
		ck_abort_msg("%s: test of type %s", file, type);
}

static void
run_suite(const char *file)
{
	char path[512], name[256];
	const cJSON *tests, *t;
	cJSON *root;

	(void)snprintf(path, sizeof(path), "standards/vers/tests/%s", file);
	(void)snprintf(name, sizeof(name), "%.*s",
	    (int)(strlen(file) - strlen(".json")), file);
	root = json_file_load(path);
	tests = cJSON_GetObjectItem(root, "tests");
	if (examples_open(name)) {
		cJSON_ArrayForEach(t, tests) run_test(file, t);
		examples_close((size_t)cJSON_GetArraySize(tests));
	}
	cJSON_Delete(root);
}

START_TEST(vers_suites)
{
	if (test_data_dir() == NULL) {
		test_skip("vers_suites", "HANSHO_DATA is not set");
		return;
	}
	json_file_each("standards/vers/tests", run_suite);
}
END_TEST

/* ---- sample data: an object a line -------------------------------------- */

static void
for_each_line(const char *name, void (*run)(const cJSON *row))
{
	char path[512], line[8192];
	size_t n = 0;
	FILE *f;

	if (!examples_open(name))
		return;
	(void)snprintf(path, sizeof(path), "%s/matching/%s.jsonl",
	    test_data_dir(), name);
	f = fopen(path, "r");
	ck_assert_msg(f != NULL, "%s: cannot be opened", path);
	while (fgets(line, sizeof(line), f) != NULL) {
		cJSON *row = cJSON_Parse(line);

		ck_assert_msg(row != NULL, "%s: no JSON", name);
		run(row);
		cJSON_Delete(row);
		n++;
	}
	fclose(f);
	examples_close(n);
}

static void
compare_row(const cJSON *row)
{
	static const char *const wants[] = { "<", "=", ">" };
	const char *scheme = json_file_text(row, "scheme");
	const char *got = sign_of(scheme, json_file_text(row, "a"),
	    json_file_text(row, "b"));
	const cJSON *cmp = cJSON_GetObjectItem(row, "cmp");
	const char *want = cJSON_IsNumber(cmp) ? wants[cmp->valueint + 1] :
						 "?";

	examples_put(str_z(scheme), str_z(json_file_text(row, "id")),
	    strcmp(got, want) == 0    ? EXAMPLE_FOUND :
		strcmp(got, "?") == 0 ? EXAMPLE_MISSED :
					EXAMPLE_OTHER);
}

START_TEST(version_compare)
{
	for_each_line("version-compare", compare_row);
	for_each_line("version-generic", compare_row);
}
END_TEST

static void
range_row(const cJSON *row)
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
	judge_holds(scheme, json_file_text(row, "id"), want, got);
}

START_TEST(version_ranges)
{
	for_each_line("version-ranges", range_row);
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

static bool
is_wfn(const char *text, const cJSON *wfn)
{
	const char *why = "";
	struct cpe c;
	bool is_same = cpe_bind_read(a, str_z(text), &c, &why);

	for (size_t i = 0; is_same && i < CPE_PARTS; i++) {
		const char *want = json_file_text(wfn, attributes[i]);

		is_same = str_eq_z(cpe_bind_value(a, &c, (enum cpe_part)i),
		    want[0] == '\0' ? "ANY" : want);
	}
	return is_same;
}

static void
binding_row(const cJSON *row)
{
	const char *kind = json_file_text(row, "kind");
	const char *id = json_file_text(row, "id");
	const char *text = json_file_text(row, "text");
	const cJSON *wfn = cJSON_GetObjectItem(row, "wfn");
	struct cpe c;

	if (strncmp(kind, "unbind", 6) == 0) {
		judge(kind, id, is_wfn(text, wfn));
		return;
	}
	c = from_wfn(wfn);
	judge(kind, id,
	    str_eq_z(strcmp(kind, "bind-uri") == 0 ? cpe_bind_uri(a, &c) :
						     cpe_formatted(a, &c),
		text));
}

START_TEST(cpe_bindings)
{
	for_each_line("cpe-binding", binding_row);
}
END_TEST

static void
relation_row(const cJSON *row)
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
	bool is_right = true;

	for (size_t i = 0; i < ARRAY_LEN(answers); i++)
		is_right = is_right &&
		    cJSON_IsTrue(cJSON_GetObjectItem(row, answers[i].name)) ==
			answers[i].is;
	judge("relation", json_file_text(row, "id"), is_right);
}

START_TEST(cpe_relations)
{
	for_each_line("cpe-name-relations", relation_row);
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
	suite_add_tcase(s, t);
	return s;
}
