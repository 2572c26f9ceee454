#include "base/io_host.h"

#include <sys/stat.h>

#include <check.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/io.h"
#include "suites.h"
#include "test.h"

START_TEST(marks_differ)
{
	uint8_t a[8], b[8];

	ck_assert_int_eq(io_host_random(a, sizeof(a)), 0);
	ck_assert_int_eq(io_host_random(b, sizeof(b)), 0);
	ck_assert(memcmp(a, b, sizeof(a)) != 0);
	io_fault(1, EIO);
	ck_assert_int_eq(io_host_random(a, sizeof(a)), EIO);
	io_fault(0, 0);
}
END_TEST

START_TEST(programs_can_be_run)
{
	struct arena *perm = arena_open();
	const char *path;
	struct io_dir *d;
	struct stat st;

	ck_assert_int_eq(io_mkdir_temp(S("/tmp"), perm, &path), 0);
	ck_assert_int_eq(io_dir_open(path, &d), 0);
	/* Whatever call fails, nothing is left. */
	for (uint64_t n = 1;; n++) {
		struct io_stat left;
		int err;

		io_fault(n, EIO);
		err = io_host_write_program(d, S("hook"), S("#!/bin/sh\n"));
		io_fault(0, 0);
		if (err == 0)
			break;
		ck_assert_int_eq(err, EIO);
		ck_assert_int_eq(io_stat(d, S("hook"), &left), ENOENT);
	}
	ck_assert_int_eq(io_host_write_program(d, S("hook"), S("other")),
	    EEXIST);
	ck_assert_int_eq(stat(str_to_z(perm,
				  str_cat(perm, str_z(path), S("/hook"))),
			     &st),
	    0);
	ck_assert_int_eq(st.st_mode & 07777, 0755);
	ck_assert_int_eq(io_remove(d, S("hook")), 0);
	io_dir_close(d);
	ck_assert_int_eq(rmdir(path), 0);
	arena_close(perm);
}
END_TEST

Suite *
suite_base_io_host(void)
{
	Suite *s = suite_create("base_io_host");
	TCase *t = tcase_create("base_io_host");

	tcase_add_test(t, marks_differ);
	tcase_add_test(t, programs_can_be_run);
	suite_add_tcase(s, t);
	return s;
}
