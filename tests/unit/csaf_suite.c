/*
 * csaf/csaf: the validator test data of OASIS (csaf-suite/VERSION/validator/
 * testcases.json): each failing example raises its test, no valid one does,
 * and the verdict on the whole file agrees, but for the exceptions below.
 *
 * Tests that have no row are not claimed: those from 6.2.21 and 6.3.12 on.
 */
#include "csaf_run.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/diag.h"
#include "text/json_read.h"

/* Examples whose entry says that they are valid, and why they are not. */
static const struct {
	const char *end;	/* of the file's name */
	const char *breaks;	/* the mandatory test; it may be the entry's */
} exceptions[] = {
	/* md5 and sha1, each twice for one file */
	{ "6-2-08-02.json", "6.1.25" },
	{ "6-2-09-02.json", "6.1.25" },
	/* 2.1 from here on.  E:POC is no base metric, so 10.0 stays 10.0 */
	{ "2_1-2024-6-1-10-13.json", "6.1.9" },
	/* a product is defined twice, another one not at all */
	{ "2_1-2024-6-1-27-13-16.json", "6.1.2" },
	/* cvss has no decision point E 3.0.1, and Critical stands before
	 * Catastrophic in every language */
	{ "2_1-2024-6-1-48-16.json", "6.1.48" },
	{ "2_1-2024-6-1-48-19.json", "6.1.48" },
	/* "vers:/all" is not the special text vers:all/ and a star; both
	 * define a product twice */
	{ "2_1-2024-6-1-50-14.json", "6.1.50" },
	{ "2_1-2024-6-1-50-15.json", "6.1.2" },
	/* a licence that is in no list needs the note of 6.1.55 */
	{ "2_1-2024-6-1-54-14.json", "6.1.55" },
	{ "2_1-2024-6-2-45-01.json", "6.1.55" },
	/* baseScore 0.0 and a vector without the modified metrics */
	{ "2_1-2024-6-2-19-19.json", "6.1.9" },
	/* FIRST's schema of 4.0 refuses other members */
	{ "2_1-2024-6-2-20-02.json", "6.1.8" },
	/* revision 6 is dated before revision 5 */
	{ "2_1-2024-6-2-21-02.json", "6.1.14" },
	/* 6.1.48-21 says that the namespace "invalid" is never valid */
	{ "2_1-2024-6-2-34-03.json", "6.1.48" },
	/* withdrawn, superseded, and no note of the category description */
	{ "2_1-2024-6-2-39-02-01.json", "6.1.27.14" },
	{ "2_1-2024-6-2-39-03-01.json", "6.1.27.14" },
	/* package URLs of several packages in one product */
	{ "2_1-2024-6-2-42-02.json", "6.1.42" },
	/* products that are not defined */
	{ "2_1-2024-6-2-54-03-01.json", "6.1.1" },
	{ "2_1-2024-6-3-21-01-02.json", "6.1.1" },
	{ "2_1-2024-6-3-21-01-12.json", "6.1.1" },
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
	const char *folder;
	struct arena *a;
};

/* What resolves: all addresses but those that say so themselves. */
struct links {
	struct arena *a;
	struct csaf_link *v;
	size_t n, cap;
};

static void
collect_links(struct links *l, const struct json_node *node)
{
	if (node->kind == JSON_IS_STRING &&
	    str_find(node->text, S("://"), 0) != SIZE_MAX) {
		l->v = arena_grow(l->a, l->v, l->n, &l->cap, sizeof(*l->v));
		l->v[l->n++] = (struct csaf_link){ node->text,
			str_find(node->text, S(".invalid"), 0) == SIZE_MAX &&
			    !str_ends(node->text, S("/not-available")) };
	}
	for (const struct json_node *n = node->first; n != NULL; n = n->next)
		collect_links(l, n);
}

static int
link_cmp(const void *a, const void *b)
{
	const struct csaf_link *x = a, *y = b;

	return str_cmp(x->url, y->url);
}

static struct csaf_result
check_file(struct arena *a, const char *name)
{
	struct str text, path = str_fmt(a, "%s/%s", test_data_dir(), name);
	struct sources *ss = sources_open(a);
	struct csaf_request q = { .arena = a, .sources = ss };
	struct links l = { .a = a };
	const struct json_node *root;
	struct csaf_result out;

	ck_assert_msg(io_read_path(str_to_z(a, path), LIMIT_JSON_BYTES, a,
			  &text) == 0,
	    "%s: cannot be read", name);
	q.file = source_add(ss, S("document.json"));
	source_set_text(ss, q.file, text);
	root = json_tree(a, ss, q.file, diags_open(a));
	if (root != NULL)
		collect_links(&l, root);
	if (l.n > 0)
		qsort(l.v, l.n, sizeof(*l.v), link_cmp);
	q.links = l.v;
	q.n_links = l.n;
	q.has_links = true;
	csaf_check(&q, &out);
	return out;
}

static void
check_example(struct tally *t, const char *id, const struct json_node *entry,
    bool must_fail)
{
	struct str name = json_get_str(entry, "name");
	const struct json_node *valid = json_get(entry, "valid");
	struct arena *a = arena_open();
	struct csaf_result r = check_file(a,
	    str_to_z(a, str_fmt(a, "%s%.*s", t->folder, STR_ARG(name))));
	const struct csaf_test *test = csaf_test_find(str_z(id));
	bool fails = csaf_run_count(&r, id) > 0;
	bool is_excused = is_exception(name, &r);

	t->files++;
	if (test != NULL && csaf_test_need(test) != CSAF_NEEDS_WORDS &&
	    fails != must_fail && !is_excused) {
		t->wrong++;
		fprintf(stderr, "%.*s: %s is %sreported; findings:%s\n",
		    STR_ARG(name), id, fails ? "" : "not ",
		    csaf_run_ids(a, &r));
	}
	if (valid != NULL && !is_excused &&
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

	if (entries == NULL)
		return;
	for (const struct json_node *e = entries->first; e != NULL;
	     e = e->next)
		check_example(t, id, e, must_fail);
}

START_TEST(suite_agrees)
{
	static const struct {
		const char *folder;
		size_t files;
	} versions[] = {
		{ "csaf-suite/2.0/validator/", 239 },
		{ "csaf-suite/2.1/validator/", 856 },
	};
	struct tally t = { .a = arena_open(), .folder = versions[_i].folder };
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
					  str_fmt(t.a, "%s/%stestcases.json",
					      test_data_dir(), t.folder)),
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
	ck_assert_uint_eq(t.files, versions[_i].files);
	arena_close(t.a);
}
END_TEST

Suite *
suite_csaf_suite(void)
{
	Suite *s = suite_create("csaf_suite");
	TCase *t = tcase_create("csaf_suite");

	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, suite_agrees, 0, 2);
	suite_add_tcase(s, t);
	return s;
}
