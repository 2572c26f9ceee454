/*
 * version/makers: who is called what, and whose name it stays.
 */
#include "version/makers.h"

#include "base/arena.h"
#include "base/limits.h"
#include "test.h"

START_TEST(names)
{
	struct arena *a = arena_open();
	struct makers *m = makers_open(a);

	makers_add(m, S("one"), S("uno"));
	makers_add(m, S("two"), S("uno"));
	makers_add(m, S("uno"), S("ein"));
	makers_add(m, S(""), S("nobody"));
	makers_add(m, S("one"), S(""));
	ck_assert(str_eq_z(makers_one(m, S("uno")), "one"));
	ck_assert(str_eq_z(makers_one(m, S("ein")), "one"));
	ck_assert(str_eq_z(makers_one(m, S("two")), "two"));
	ck_assert(str_eq_z(makers_one(m, S("nobody")), "nobody"));
	ck_assert(str_eq_z(makers_one(m, S("")), ""));
	ck_assert(str_eq_z(makers_one(NULL, S("uno")), "uno"));
	ck_assert(str_eq_z(makers_other(m, S("uno"), 0), "one"));
	ck_assert(str_eq_z(makers_other(m, S("uno"), 1), "ein"));
	ck_assert_uint_eq(makers_other(m, S("uno"), 2).n, 0);
	ck_assert_uint_eq(makers_other(m, S("two"), 0).n, 0);
	ck_assert_uint_eq(makers_other(m, S("none"), 0).n, 0);
	ck_assert_uint_eq(makers_other(NULL, S("uno"), 0).n, 0);
	arena_close(a);
}
END_TEST

/* Who is called everything is called no more than so many. */
START_TEST(limit)
{
	struct arena *a = arena_open();
	struct makers *m = makers_open(a);
	size_t n = 0;

	for (int i = 0; i < 100; i++)
		makers_add(m, S("one"), str_fmt(a, "name%d", i));
	while (makers_other(m, S("one"), n).n > 0)
		n++;
	ck_assert_uint_eq(n, LIMIT_MAKER_NAMES - 1);
	arena_close(a);
}
END_TEST

Suite *
suite_version_makers(void)
{
	Suite *s = suite_create("version/makers");
	TCase *t = tcase_create("makers");

	tcase_add_test(t, names);
	tcase_add_test(t, limit);
	suite_add_tcase(s, t);
	return s;
}
