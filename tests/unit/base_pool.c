#include "test.h"

#include <signal.h>
#include <stdatomic.h>
#include <string.h>

#include "base/attr.h"
#include "base/limits.h"
#include "base/pool.h"

#define ITEMS	5000

struct seen {
	unsigned jobs;
	atomic_int calls[ITEMS];
	atomic_int bad_worker;
	long per_worker[LIMIT_JOBS];	/* written by that worker alone */
};

static void
count(void *ctx, size_t i, unsigned worker)
{
	struct seen *seen = ctx;

	atomic_fetch_add(&seen->calls[i], 1);
	if (worker >= seen->jobs)
		atomic_fetch_add(&seen->bad_worker, 1);
	else
		seen->per_worker[worker]++;
}

static const unsigned jobs[] = { 1, 2, 3, 8, LIMIT_JOBS };

START_TEST(every_index_once)
{
	static const size_t sizes[] = { 0, 1, 2, 7, 100, ITEMS };
	static struct seen seen;
	struct pool *p = pool_open(jobs[_i]);

	ck_assert_uint_eq(pool_jobs(p), jobs[_i]);
	for (size_t k = 0; k < ARRAY_LEN(sizes); k++) {
		memset(&seen, 0, sizeof(seen));
		seen.jobs = jobs[_i];
		pool_run(p, sizes[k], count, &seen);

		long sum = 0;

		for (size_t i = 0; i < ITEMS; i++)
			ck_assert_msg(seen.calls[i] == (i < sizes[k] ? 1 : 0),
			    "size %zu: index %zu %d times", sizes[k], i,
			    seen.calls[i]);
		for (unsigned w = 0; w < seen.jobs; w++)
			sum += seen.per_worker[w];
		ck_assert_int_eq(sum, (long)sizes[k]);
		ck_assert_int_eq(seen.bad_worker, 0);
	}
	pool_close(p);
}
END_TEST

START_TEST(many_rounds)
{
	static struct seen seen;
	struct pool *p = pool_open(4);

	seen.jobs = 4;
	for (int round = 1; round <= 2000; round++) {
		pool_run(p, 5, count, &seen);
		/* All calls have returned, not only begun. */
		for (size_t i = 0; i < 5; i++)
			ck_assert_int_eq(seen.calls[i], round);
	}
	pool_close(p);
}
END_TEST

START_TEST(open_and_close)
{
	for (int i = 0; i < 50; i++)
		pool_close(pool_open(3));
	pool_close(NULL);
}
END_TEST

START_TEST(default_is_in_range)
{
	ck_assert_uint_ge(pool_jobs_default(), 1);
	ck_assert_uint_le(pool_jobs_default(), LIMIT_JOBS);
}
END_TEST

START_TEST(bad_jobs_abort)
{
	(void)pool_open(_i == 0 ? 0 : LIMIT_JOBS + 1);
}
END_TEST

Suite *
suite_base_pool(void)
{
	Suite *s = suite_create("base_pool");
	TCase *tc = tcase_create("pool");

	tcase_add_loop_test(tc, every_index_once, 0, (int)ARRAY_LEN(jobs));
	tcase_add_test(tc, many_rounds);
	tcase_add_test(tc, open_and_close);
	tcase_add_test(tc, default_is_in_range);
	tcase_add_loop_test_raise_signal(tc, bad_jobs_abort, SIGABRT, 0, 2);
	suite_add_tcase(s, tc);
	return s;
}
