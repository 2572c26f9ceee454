/*
 * base/io_file: files piece by piece, what is no file, and calls that fail.
 */
#include "base/io_file.h"

#include <errno.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/io.h"
#include "test.h"

static struct arena *a;
static struct io_dir *d;
static const char *folder;

static void
setup(void)
{
	a = arena_open();
	ck_assert_int_eq(io_mkdir_temp(S("/tmp"), a, &folder), 0);
	ck_assert_int_eq(io_dir_open(folder, &d), 0);
}

static void
teardown(void)
{
	ck_assert_int_eq(io_remove_tree(d, S("x")), 0);
	io_dir_close(d);
	ck_assert_int_eq(rmdir(folder), 0);
	arena_close(a);
}

/* Write text in two pieces; the first errno value. */
static int
put(enum io_file_mode mode, struct str text)
{
	struct io_file *f;
	int err = io_file_open(d, S("x/y/z"), mode, &f), close_err;

	if (err != 0)
		return err;
	err = io_file_write(f, str_sub(text, 0, 2));
	if (err == 0)
		err = io_file_write(f, str_from(text, 2));
	close_err = io_file_close(f);
	return err != 0 ? err : close_err;
}

static void
holds(const char *want)
{
	struct str s;

	ck_assert_int_eq(io_read(d, S("x/y/z"), 100, a, &s), 0);
	ck_assert_msg(str_eq_z(s, want), "%.*s", STR_ARG(s));
}

START_TEST(writes)
{
	struct io_file *f;

	ck_assert_int_eq(put(IO_FILE_NEW, S("hello")), 0);
	holds("hello");
	ck_assert_int_eq(put(IO_FILE_APPEND, S(" you")), 0);
	holds("hello you");
	ck_assert_int_eq(put(IO_FILE_NEW, S("bye")), 0);
	holds("bye");
	ck_assert_int_eq(io_file_open(d, S("x/y/z"), IO_FILE_APPEND, &f), 0);
	ck_assert_int_eq(io_file_empty(f), 0);
	ck_assert_int_eq(io_file_write(f, S("new")), 0);
	ck_assert_int_eq(io_file_close(f), 0);
	holds("new");
	ck_assert_int_eq(io_file_close(NULL), 0);
}
END_TEST

START_TEST(reads)
{
	struct io_file *f;
	char p[4];
	size_t got;

	ck_assert_int_eq(put(IO_FILE_NEW, S("hello")), 0);
	ck_assert_int_eq(io_file_open(d, S("x/y/z"), IO_FILE_READ, &f), 0);
	ck_assert_int_eq(io_file_read(f, p, sizeof(p), &got), 0);
	ck_assert_uint_eq(got, 4);
	ck_assert_int_eq(io_file_read(f, p, sizeof(p), &got), 0);
	ck_assert_uint_eq(got, 1);
	ck_assert_int_eq(io_file_read(f, p, sizeof(p), &got), 0);
	ck_assert_uint_eq(got, 0);
	ck_assert_int_eq(io_file_seek(f, 3), 0);
	ck_assert_int_eq(io_file_read(f, p, sizeof(p), &got), 0);
	ck_assert(str_eq((struct str){ p, got }, S("lo")));
	ck_assert_int_eq(io_file_close(f), 0);
}
END_TEST

START_TEST(refuses)
{
	struct io_file *f;
	const char *link = str_to_z(a, str_cat(a, str_z(folder), S("/x/l")));

	ck_assert_int_eq(put(IO_FILE_NEW, S("hello")), 0);
	ck_assert_int_eq(io_file_open(d, S("x/none"), IO_FILE_READ, &f),
	    ENOENT);
	ck_assert_int_eq(io_file_open(d, S("x/y"), IO_FILE_READ, &f), EISDIR);
	ck_assert_int_eq(symlink("y/z", link), 0);
	ck_assert_int_eq(io_file_open(d, S("x/l"), IO_FILE_READ, &f), ELOOP);
	ck_assert_int_eq(io_file_open(d, S("x/l"), IO_FILE_NEW, &f), ELOOP);
	ck_assert_int_eq(unlink(link), 0);
	ck_assert_int_eq(symlink("y", link), 0);
	ck_assert_int_ne(io_file_open(d, S("x/l/z"), IO_FILE_NEW, &f), 0);
	holds("hello");
}
END_TEST

/* Whatever call fails, it is told. */
START_TEST(fails)
{
	uint64_t n;

	for (n = 1;; n++) {
		int err;

		io_fault(n, EIO);
		err = put(IO_FILE_NEW, S("hello"));
		io_fault(0, 0);
		if (err == 0)
			break;
		ck_assert_int_eq(err, EIO);
	}
	ck_assert_uint_gt(n, 5);
	holds("hello");
}
END_TEST

Suite *
suite_base_io_file(void)
{
	Suite *s = suite_create("base_io_file");
	TCase *t = tcase_create("base_io_file");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, writes);
	tcase_add_test(t, reads);
	tcase_add_test(t, refuses);
	tcase_add_test(t, fails);
	suite_add_tcase(s, t);
	return s;
}
