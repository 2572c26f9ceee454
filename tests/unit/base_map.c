#include "test.h"

#include <signal.h>

#include "base/arena.h"
#include "base/map.h"

/* Below, at and above the sizes at which the representation changes. */
static const size_t sizes[] = { 0, 1, 7, 8, 9, 15, 16, 17, 32, 33, 1000,
	20000 };

static struct str
key_of(struct arena *a, size_t i)
{
	return str_fmt(a, "key-%zu", i * 7919 % 100003);
}

START_TEST(keeps_order_and_values)
{
	struct arena *a = arena_open();
	struct map *m = map_open(a);
	size_t n = sizes[_i];
	int *values = arena_array(a, int, n + 1);

	for (size_t i = 0; i < n; i++) {
		ck_assert(map_add(m, key_of(a, i), &values[i]));
		ck_assert_uint_eq(map_len(m), i + 1);
	}
	for (size_t i = 0; i < n; i++) {
		ck_assert_msg(map_get(m, key_of(a, i)) == &values[i],
		    "size %zu, entry %zu", n, i);
		ck_assert(str_eq(map_at(m, i)->key, key_of(a, i)));
		ck_assert_ptr_eq(map_at(m, i)->value, &values[i]);
		ck_assert(!map_add(m, key_of(a, i), &values[n]));
		ck_assert_ptr_eq(map_get(m, key_of(a, i)), &values[i]);
	}
	ck_assert_uint_eq(map_len(m), n);
	ck_assert_ptr_null(map_get(m, S("key-")));
	ck_assert_ptr_null(map_get(m, S("")));
	arena_close(a);
}
END_TEST

START_TEST(put_replaces_in_place)
{
	struct arena *a = arena_open();
	struct map *m = map_open(a);
	size_t n = sizes[_i];
	int old, new;

	for (size_t i = 0; i < n; i++)
		map_put(m, key_of(a, i), &old);
	for (size_t i = 0; i < n; i += 2)
		map_put(m, key_of(a, i), &new);
	ck_assert_uint_eq(map_len(m), n);
	for (size_t i = 0; i < n; i++) {
		int *want = i % 2 == 0 ? &new : &old;

		ck_assert_ptr_eq(map_get(m, key_of(a, i)), want);
		ck_assert_ptr_eq(map_at(m, i)->value, want);
	}
	arena_close(a);
}
END_TEST

START_TEST(odd_keys)
{
	static const struct str keys[] = { STR_INIT(""), STR_INIT("\0"),
		STR_INIT("\0\0"), STR_INIT("a"), STR_INIT("A"),
		STR_INIT("a\0b"), STR_INIT("a\0c"), STR_INIT("ab"),
		STR_INIT("\xe3\x81\x82"), STR_INIT("12345678"),
		STR_INIT("123456780"), STR_INIT("12345678\0") };
	struct arena *a = arena_open();
	struct map *m = map_open(a);
	int values[ARRAY_LEN(keys)];

	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		ck_assert_msg(map_add(m, keys[i], &values[i]), "row %zu", i);
	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		ck_assert_msg(map_get(m, keys[i]) == &values[i], "row %zu", i);
	ck_assert(!map_add(m, (struct str){ NULL, 0 }, NULL));
	arena_close(a);
}
END_TEST

START_TEST(null_values)
{
	struct arena *a = arena_open();
	struct map *m = map_open(a);

	ck_assert(map_add(m, S("k"), NULL));
	ck_assert(!map_add(m, S("k"), NULL));
	ck_assert_ptr_null(map_get(m, S("k")));
	ck_assert_uint_eq(map_len(m), 1);
	arena_close(a);
}
END_TEST

START_TEST(index_out_of_range_aborts)
{
	struct arena *a = arena_open();

	(void)map_at(map_open(a), 0);
}
END_TEST

Suite *
suite_base_map(void)
{
	Suite *s = suite_create("base_map");
	TCase *tc = tcase_create("map");

	tcase_add_loop_test(tc, keeps_order_and_values, 0,
	    (int)ARRAY_LEN(sizes));
	tcase_add_loop_test(tc, put_replaces_in_place, 0,
	    (int)ARRAY_LEN(sizes));
	tcase_add_test(tc, odd_keys);
	tcase_add_test(tc, null_values);
	tcase_add_test_raise_signal(tc, index_out_of_range_aborts, SIGABRT);
	suite_add_tcase(s, tc);
	return s;
}
