#include "test.h"

#include <signal.h>
#include <stdalign.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

static const size_t sizes[] = { 0, 1, 2, 7, 8, 15, 16, 17, 1000, 65535, 65536,
	65537, 200000 };

START_TEST(alloc_is_zeroed_and_aligned)
{
	struct arena *a = arena_open();
	struct arena_mark start = arena_mark(a);

	/* The second round gets memory that was written to before. */
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
			unsigned char *p = arena_alloc(a, sizes[i], 1);

			ck_assert_uint_eq((uintptr_t)p % alignof(max_align_t),
			    0);
			for (size_t j = 0; j < sizes[i]; j++)
				ck_assert_msg(p[j] == 0, "row %zu byte %zu", i,
				    j);
			memset(p, 0xff, sizes[i]);
			/* Odd sizes must not disturb the next alignment. */
			memset(arena_bytes(a, 3), 0xff, 3);
		}
		arena_reset(a, start);
		ck_assert_uint_eq(arena_used(a), 0);
	}
	arena_close(a);
}
END_TEST

START_TEST(allocations_do_not_overlap)
{
	struct arena *a = arena_open();
	unsigned char *p[300];

	for (size_t i = 0; i < ARRAY_LEN(p); i++) {
		p[i] = i % 2 == 0 ? arena_alloc(a, 997, 1) :
				    (unsigned char *)arena_bytes(a, 997);
		memset(p[i], (int)(i & 0xff), 997);
	}
	for (size_t i = 0; i < ARRAY_LEN(p); i++) {
		for (size_t j = 0; j < 997; j++)
			ck_assert_uint_eq(p[i][j], i & 0xff);
	}
	ck_assert_uint_ge(arena_used(a), ARRAY_LEN(p) * 997);
	arena_close(a);
}
END_TEST

START_TEST(reset_keeps_what_was_before)
{
	struct arena *a = arena_open();
	char *kept = arena_bytes(a, 100);

	memset(kept, 'k', 100);

	size_t used = arena_used(a);

	for (int i = 0; i < 200; i++) {
		struct scratch tmp = scratch_begin(a);

		memset(arena_bytes(tmp.a, 50000), 'x', 50000);
		memset(arena_bytes(tmp.a, 70000), 'x', 70000);
		scratch_end(tmp);
		ck_assert_uint_eq(arena_used(a), used);
	}
	for (size_t i = 0; i < 100; i++)
		ck_assert_int_eq(kept[i], 'k');
	arena_close(a);
}
END_TEST

START_TEST(scratches_nest)
{
	struct arena *a = arena_open();
	struct scratch outer = scratch_begin(a);
	int *n = arena_new(a, int);

	*n = 42;

	struct scratch inner = scratch_begin(a);

	(void)arena_array(a, uint64_t, 100000);
	scratch_end(inner);
	ck_assert_int_eq(*n, 42);
	scratch_end(outer);
	ck_assert_uint_eq(arena_used(a), 0);
	arena_close(a);
}
END_TEST

START_TEST(grow_keeps_the_items)
{
	struct arena *a = arena_open();
	uint32_t *v = NULL;
	uint32_t *w = NULL;
	size_t n = 0, vcap = 0, wcap = 0;

	/* _i 0: v alone grows in place; 1: w stands in its way. */
	for (; n < 50000; n++) {
		v = arena_grow(a, v, n, &vcap, sizeof(*v));
		v[n] = (uint32_t)n;
		if (_i == 0)
			continue;
		w = arena_grow(a, w, n, &wcap, sizeof(*w));
		w[n] = (uint32_t)~n;
	}
	ck_assert_uint_ge(vcap, n);
	for (size_t i = 0; i < n; i++) {
		ck_assert_uint_eq(v[i], i);
		if (_i == 1)
			ck_assert_uint_eq(w[i], (uint32_t)~i);
	}
	arena_close(a);
}
END_TEST

START_TEST(grow_zeroes_the_new_items)
{
	struct arena *a = arena_open();
	struct scratch tmp = scratch_begin(a);
	size_t cap = 0;
	uint64_t *v;

	memset(arena_bytes(a, 60000), 0xff, 60000);
	scratch_end(tmp);
	v = arena_grow(a, NULL, 0, &cap, sizeof(*v));
	for (size_t n = 0; n < 4000; n++) {
		v = arena_grow(a, v, n, &cap, sizeof(*v));
		ck_assert_uint_eq(v[n], 0);
		ck_assert_uint_eq(v[cap - 1], 0);
	}
	arena_close(a);
}
END_TEST

START_TEST(close_of_null)
{
	arena_close(NULL);
}
END_TEST

START_TEST(overflow_ends_the_program)
{
	struct arena *a = arena_open();

	(void)arena_alloc(a, SIZE_MAX / 2, 3);
}
END_TEST

START_TEST(too_much_ends_the_program)
{
	struct arena *a = arena_open();

	(void)arena_alloc(a, SIZE_MAX, 1);
}
END_TEST

START_TEST(foreign_mark_aborts)
{
	struct arena *a = arena_open();
	struct arena *b = arena_open();

	(void)arena_bytes(a, 1);
	(void)arena_bytes(b, 1);
	arena_reset(a, arena_mark(b));
}
END_TEST

Suite *
suite_base_arena(void)
{
	Suite *s = suite_create("base_arena");
	TCase *tc = tcase_create("arena");

	tcase_add_test(tc, alloc_is_zeroed_and_aligned);
	tcase_add_test(tc, allocations_do_not_overlap);
	tcase_add_test(tc, reset_keeps_what_was_before);
	tcase_add_test(tc, scratches_nest);
	tcase_add_loop_test(tc, grow_keeps_the_items, 0, 2);
	tcase_add_test(tc, grow_zeroes_the_new_items);
	tcase_add_test(tc, close_of_null);
	tcase_add_exit_test(tc, overflow_ends_the_program, 3);
	tcase_add_exit_test(tc, too_much_ends_the_program, 3);
	tcase_add_test_raise_signal(tc, foreign_mark_aborts, SIGABRT);
	suite_add_tcase(s, tc);
	return s;
}
