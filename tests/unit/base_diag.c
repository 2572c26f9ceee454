#include "test.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"

static struct span
at(uint32_t file, uint32_t off)
{
	return (struct span){ .file = file, .off = off, .len = 1 };
}

START_TEST(report_and_attach)
{
	struct arena *a = arena_open();
	struct diags *d = diags_open(a);

	/* Without a diagnostic these have nothing to belong to. */
	diag_note(d, at(1, 1), "lost");
	diag_help(d, "lost");
	diag_clause(d, S("lost"));
	diag_error(d, "first-rule", at(1, 5), "no %s", "good");
	diag_note(d, at(2, 7), "note %d", 1);
	diag_note(d, (struct span){ 0 }, "note %d", 2);
	diag_help(d, "try %c", 'x');
	diag_clause(d, S("policy 1.2"));
	diag_report(d, DIAG_ALERT, "second-rule", at(1, 1), "%s", "late");
	ck_assert_uint_eq(diags_len(d), 2);

	const struct diag *g = diags_at(d, 0);

	ck_assert_int_eq(g->class, DIAG_ERROR);
	ck_assert(str_eq_z(g->rule, "first-rule"));
	ck_assert(str_eq_z(g->message, "no good"));
	ck_assert(str_eq_z(g->help, "try x"));
	ck_assert(str_eq_z(g->clause, "policy 1.2"));
	ck_assert(str_eq_z(g->notes->text, "note 1"));
	ck_assert_uint_eq(g->notes->at.file, 2);
	ck_assert(str_eq_z(g->notes->next->text, "note 2"));
	ck_assert_ptr_null(g->notes->next->next);
	g = diags_at(d, 1);
	ck_assert_ptr_null(g->notes);
	ck_assert_uint_eq(g->help.n, 0);
	ck_assert_uint_eq(g->clause.n, 0);
	arena_close(a);
}
END_TEST

START_TEST(counts)
{
	struct arena *a = arena_open();
	struct diags *d = diags_open(a);

	diag_error(d, "r", at(1, 1), "e");
	diag_report(d, DIAG_ALERT, "r", at(1, 2), "a");
	diag_report(d, DIAG_ALERT, "r", at(1, 3), "b");
	diags_at(d, 1)->is_waived = true;
	ck_assert_uint_eq(diags_count(d, DIAG_ERROR), 1);
	ck_assert_uint_eq(diags_count(d, DIAG_REQUIREMENT), 0);
	ck_assert_uint_eq(diags_count(d, DIAG_ALERT), 1);
	ck_assert_uint_eq(diags_len(d), 3);
	arena_close(a);
}
END_TEST

START_TEST(limit_per_file_and_class)
{
	struct arena *a = arena_open();
	struct diags *d = diags_open(a);

	for (uint32_t i = 0; i < LIMIT_DIAGS_PER_FILE + 30; i++)
		diag_report(d, DIAG_ALERT, "r", at(1, i), "%u", i);
	/* What belongs to one that was not kept is not kept either. */
	diag_note(d, at(1, 1), "lost");
	diag_help(d, "lost");
	diag_error(d, "r", at(1, 7), "an error is not lost behind alerts");
	diag_error(d, "r", at(2, 7), "nor another file's");
	ck_assert_uint_eq(diags_len(d), LIMIT_DIAGS_PER_FILE + 2);
	ck_assert_uint_eq(diags_dropped(d), 30);
	ck_assert_uint_eq(diags_count(d, DIAG_ALERT),
	    LIMIT_DIAGS_PER_FILE + 30);
	ck_assert_uint_eq(diags_count(d, DIAG_ERROR), 2);
	ck_assert_ptr_null(diags_at(d, LIMIT_DIAGS_PER_FILE - 1)->notes);
	arena_close(a);
}
END_TEST

/* The messages in order, joined. */
static struct str
messages(struct arena *a, const struct diags *d)
{
	struct str all = S("");

	for (size_t i = 0; i < diags_len(d); i++)
		all = str_cat(a, all, diags_at(d, i)->message);
	return all;
}

START_TEST(sort_by_place)
{
	struct arena *a = arena_open();
	struct diags *d = diags_open(a);

	diags_sort(d);
	diag_error(d, "b", at(2, 0), "G");
	diag_error(d, "b", at(1, 9), "F");
	diag_error(d, "b", at(1, 5), "D");
	diag_error(d, "b", at(1, 5), "E");
	diag_error(d, "a", at(1, 5), "C");
	diag_error(d, "b", at(1, 5), "D");	/* said before */
	diag_note(d, at(1, 1), "of the second");
	diag_error(d, "b", at(1, 1), "B");
	diag_error(d, "z", (struct span){ 0 }, "A");
	diags_sort(d);

	struct str all = messages(a, d);

	ck_assert_msg(str_eq_z(all, "ABCDEFG"), "%.*s", STR_ARG(all));
	/* Of equal ones the first stays. */
	ck_assert_ptr_null(diags_at(d, 3)->notes);
	diag_note(d, at(1, 1), "belongs to nothing");
	for (size_t i = 0; i < diags_len(d); i++)
		ck_assert_ptr_null(diags_at(d, i)->notes);
	diags_sort(d);
	ck_assert(str_eq_z(messages(a, d), "ABCDEFG"));
	arena_close(a);
}
END_TEST

START_TEST(merge_copies)
{
	struct arena *a = arena_open();
	struct arena *b = arena_open();
	struct diags *into = diags_open(a);
	struct diags *from = diags_open(b);
	char rule[] = "from-rule";

	diag_error(into, "own-rule", at(1, 1), "own");
	diag_report(from, DIAG_REQUIREMENT, rule, at(2, 2), "%s", "theirs");
	diag_note(from, at(3, 3), "note");
	diag_note(from, at(4, 4), "other note");
	diag_help(from, "help");
	diag_clause(from, S("clause"));
	diags_at(from, 0)->is_waived = true;
	diags_merge(into, from);
	arena_close(b);
	memset(rule, 'x', sizeof(rule) - 1);
	ck_assert_uint_eq(diags_len(into), 2);

	const struct diag *g = diags_at(into, 1);

	ck_assert_int_eq(g->class, DIAG_REQUIREMENT);
	ck_assert(g->is_waived);
	ck_assert(str_eq_z(g->rule, "from-rule"));
	ck_assert(str_eq_z(g->message, "theirs"));
	ck_assert(str_eq_z(g->help, "help"));
	ck_assert(str_eq_z(g->clause, "clause"));
	ck_assert(str_eq_z(g->notes->text, "note"));
	ck_assert(str_eq_z(g->notes->next->text, "other note"));
	ck_assert_uint_eq(g->notes->next->at.file, 4);
	arena_close(a);
}
END_TEST

START_TEST(merge_adds_what_was_dropped)
{
	struct arena *a = arena_open();
	struct diags *into = diags_open(a);

	for (int k = 0; k < 2; k++) {
		struct diags *from = diags_open(a);

		for (uint32_t i = 0; i < LIMIT_DIAGS_PER_FILE + 1; i++)
			diag_error(from, "r", at(1, i), "%d.%u", k, i);
		diags_merge(into, from);
	}
	ck_assert_uint_eq(diags_len(into), LIMIT_DIAGS_PER_FILE);
	ck_assert_uint_eq(diags_dropped(into), LIMIT_DIAGS_PER_FILE + 2);
	ck_assert_uint_eq(diags_count(into, DIAG_ERROR),
	    2 * LIMIT_DIAGS_PER_FILE + 2);
	arena_close(a);
}
END_TEST

START_TEST(sort_keeps_errors_first)
{
	struct arena *a = arena_open();
	struct diags *d = diags_open(a);
	uint32_t files = LIMIT_DIAGS / 50;

	for (uint32_t file = 1; file <= files; file++) {
		for (uint32_t i = 0; i < 50; i++)
			diag_report(d, DIAG_ALERT, "r", at(file, i), "a");
	}
	/* The last by place, and over the limit. */
	diag_error(d, "r", at(files, 60), "e");
	diag_report(d, DIAG_REQUIREMENT, "r", at(files, 61), "q");
	diags_sort(d);
	ck_assert_uint_eq(diags_len(d), LIMIT_DIAGS);
	ck_assert_uint_eq(diags_dropped(d), 2);
	ck_assert_uint_eq(diags_count(d, DIAG_ALERT), files * 50);
	ck_assert(str_eq_z(diags_at(d, LIMIT_DIAGS - 2)->message, "e"));
	ck_assert(str_eq_z(diags_at(d, LIMIT_DIAGS - 1)->message, "q"));
	for (size_t i = 1; i < LIMIT_DIAGS; i++)
		ck_assert_int_lt(span_cmp(diags_at(d, i - 1)->at,
				     diags_at(d, i)->at),
		    0);
	arena_close(a);
}
END_TEST

START_TEST(class_names)
{
	ck_assert_str_eq(diag_class_name(DIAG_ERROR), "error");
	ck_assert_str_eq(diag_class_name(DIAG_REQUIREMENT), "requirement");
	ck_assert_str_eq(diag_class_name(DIAG_ALERT), "alert");
}
END_TEST

Suite *
suite_base_diag(void)
{
	Suite *s = suite_create("base_diag");
	TCase *tc = tcase_create("diag");

	tcase_add_test(tc, report_and_attach);
	tcase_add_test(tc, counts);
	tcase_add_test(tc, limit_per_file_and_class);
	tcase_add_test(tc, sort_by_place);
	tcase_add_test(tc, merge_copies);
	tcase_add_test(tc, merge_adds_what_was_dropped);
	tcase_add_test(tc, sort_keeps_errors_first);
	tcase_add_test(tc, class_names);
	suite_add_tcase(s, tc);
	return s;
}
