/*
 * csaf/csaf: the validator test data of OASIS (CSAF 2.0,
 * csaf-suite/2.0/validator/testcases.json): each failing example raises its
 * test, no valid one does, and the verdict on the whole file agrees, but
 * for the exceptions below.
 */
#include "csaf_run.h"

#include <stdio.h>

#include "base/diag.h"
#include "text/json_read.h"

#define FOLDER	"csaf-suite/2.0/validator/"

/* Examples whose entry says that they are valid, and why they are not. */
static const struct {
	const char *end;	/* of the file's name */
	const char *breaks;	/* the one mandatory test */
} exceptions[] = {
	/* md5 and sha1, each twice for one file */
	{ "6-2-08-02.json", "6.1.25" },
	{ "6-2-09-02.json", "6.1.25" },
};

static bool
is_exception(struct str name, const struct csaf_result *r)
{
	for (size_t i = 0; i < ARRAY_LEN(exceptions); i++) {
		if (str_ends(name, str_z(exceptions[i].end)))
			return csaf_run_count(r, exceptions[i].breaks) > 0;
	}
	return false;
}

struct tally {
	size_t files, wrong;
	struct arena *a;
};

static void
check_example(struct tally *t, const char *id, const struct json_node *entry,
    bool must_fail)
{
	struct str name = json_get_str(entry, "name");
	const struct json_node *valid = json_get(entry, "valid");
	struct arena *a = arena_open();
	struct csaf_result r = csaf_run_file(a,
	    str_to_z(a, str_fmt(a, FOLDER "%.*s", STR_ARG(name))));
	bool fails = csaf_run_count(&r, id) > 0;

	t->files++;
	if (fails != must_fail) {
		t->wrong++;
		fprintf(stderr, "%.*s: %s is %sreported; findings:%s\n",
		    STR_ARG(name), id, fails ? "" : "not ",
		    csaf_run_ids(a, &r));
	}
	if (valid != NULL && !is_exception(name, &r) &&
	    r.is_valid != (valid->kind == JSON_IS_TRUE)) {
		t->wrong++;
		fprintf(stderr, "%.*s: is%s valid; findings:%s\n",
		    STR_ARG(name), r.is_valid ? "" : " not",
		    csaf_run_ids(a, &r));
	}
	arena_close(a);
}

static void
check_list(struct tally *t, const struct json_node *test, const char *list,
    bool must_fail)
{
	const struct json_node *entries = json_get(test, list);
	const char *id = str_to_z(t->a, json_get_str(test, "id"));

	if (entries == NULL || csaf_test_find(str_z(id)) == NULL)
		return;
	for (const struct json_node *e = entries->first; e != NULL;
	     e = e->next)
		check_example(t, id, e, must_fail);
}

START_TEST(suite_agrees)
{
	struct tally t = { .a = arena_open() };
	struct sources *ss;
	const struct json_node *root;
	struct str text;
	uint32_t file;

	if (test_data_dir() == NULL) {
		test_skip("csaf suite", "HANSHO_DATA is not set");
		arena_close(t.a);
		return;
	}
	ss = sources_open(t.a);
	file = source_add(ss, S("testcases.json"));
	ck_assert_int_eq(io_read_path(str_to_z(t.a,
					  str_fmt(t.a,
					      "%s/" FOLDER "testcases.json",
					      test_data_dir())),
			     LIMIT_JSON_BYTES, t.a, &text),
	    0);
	source_set_text(ss, file, text);
	root = json_tree(t.a, ss, file, diags_open(t.a));
	ck_assert_ptr_nonnull(root);
	for (const struct json_node *n = json_get(root, "tests")->first;
	     n != NULL; n = n->next) {
		check_list(&t, n, "failures", true);
		check_list(&t, n, "valid", false);
	}
	ck_assert_uint_eq(t.wrong, 0);
	arena_close(t.a);
}
END_TEST

Suite *
suite_csaf_suite(void)
{
	Suite *s = suite_create("csaf_suite");
	TCase *t = tcase_create("csaf_suite");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, suite_agrees);
	suite_add_tcase(s, t);
	return s;
}
