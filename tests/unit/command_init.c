/*
 * command/init: a new repository is there as a whole or not at all, whatever
 * fails and whenever the program is killed.
 */
#include <sys/stat.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/io.h"
#include "command/command.h"
#include "test.h"

int command_init(struct invocation *v);

static char root[64];
static struct io_dir *top;
static struct arena *perm;

static void
setup(void)
{
	snprintf(root, sizeof(root), "/tmp/hansho-init-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(root));
	ck_assert_int_eq(io_dir_open(root, &top), 0);
	perm = arena_open();
}

static void
teardown(void)
{
	struct io_dir *parent;

	io_dir_close(top);
	arena_close(perm);
	ck_assert_int_eq(io_dir_open("/tmp", &parent), 0);
	ck_assert_int_eq(io_remove_tree(parent, str_z(strrchr(root, '/') + 1)),
	    0);
	io_dir_close(parent);
}

/*
 * `hansho init ROOT/NAME` in a process of its own, whose nth call fails with
 * err, or which is killed there.  Returns its wait status; *calls, when not
 * NULL, receives the number of calls.
 */
static int
run(const char *name, uint64_t n, int err, uint64_t *calls)
{
	struct str dir = str_fmt(perm, "%s/%s", root, name);
	struct invocation v = { .perm = perm,
		.args = &dir,
		.n_args = 1,
		.lang = S("en"),
		.now = { 1795305600, 32400 } };
	int status, ends[2];
	pid_t child;

	ck_assert_int_eq(pipe(ends), 0);
	child = fork();
	ck_assert_int_ge(child, 0);
	if (child == 0) {
		int null = open("/dev/null", O_WRONLY);
		uint64_t count;

		dup2(null, 1);
		dup2(null, 2);
		io_fault(n, err);
		status = command_init(&v);
		count = io_calls();
		if (write(ends[1], &count, sizeof(count)) != sizeof(count))
			_exit(99);
		_exit(status);
	}
	close(ends[1]);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	if (calls != NULL)
		ck_assert_int_eq(read(ends[0], calls, sizeof(*calls)),
		    sizeof(*calls));
	close(ends[0]);
	return status;
}

/* Files below a folder; 0 when it is not there. */
static size_t
count_files(struct str path)
{
	struct io_entry *v;
	size_t n, sum = 0;

	if (io_list(top, path, perm, &v, &n) != 0)
		return 0;
	for (size_t i = 0; i < n; i++) {
		struct str p = str_fmt(perm, "%.*s/%.*s", STR_ARG(path),
		    STR_ARG(v[i].name));

		sum += v[i].kind == IO_DIR ? count_files(p) : 1;
	}
	return sum;
}

/* 1, 2, ... at both ends, where all is different; every 13th between. */
static uint64_t
next_call(uint64_t n, uint64_t last)
{
	return n < 12 || n + 24 > last ? n + 1 : n + 13;
}

START_TEST(test_fault)
{
	int err = _i == 0 ? ENOSPC : -1;
	uint64_t last;
	size_t whole;

	ck_assert_int_eq(run("all", 0, 0, &last), 0);
	whole = count_files(S("all"));
	ck_assert_uint_gt(whole, 40);
	for (uint64_t n = 1; n <= last; n = next_call(n, last)) {
		int status = run("new", n, err, NULL);
		size_t files = count_files(S("new"));

		ck_assert_msg(files == 0 || files == whole,
		    "call %llu: %zu files", (unsigned long long)n, files);
		ck_assert_msg(err == -1 ?
			WIFSIGNALED(status) :
			files == whole || WEXITSTATUS(status) == 3,
		    "call %llu: status %d", (unsigned long long)n, status);
		if (files == whole) {
			ck_assert_int_eq(io_remove_tree(top, S("new")), 0);
			continue;
		}
		/* What was left behind is in nobody's way. */
		if (n % 5 != 0)
			continue;
		ck_assert_int_eq(run("new", 0, 0, NULL), 0);
		ck_assert_uint_eq(count_files(S("new")), whole);
		ck_assert_uint_eq(count_files(S(".new.hansho-init")), 0);
		ck_assert_int_eq(io_remove_tree(top, S("new")), 0);
	}
}
END_TEST

/* In a folder that is there, a failure takes back what was written. */
START_TEST(test_existing)
{
	uint64_t last;
	size_t whole;

	ck_assert_int_eq(io_mkdirs(top, S("there")), 0);
	ck_assert_int_eq(run("there", 0, 0, &last), 0);
	whole = count_files(S("there"));
	ck_assert_int_eq(io_remove_tree(top, S("there")), 0);
	for (uint64_t n = 1; n <= last; n = next_call(n, last)) {
		size_t files;
		int status;

		ck_assert_int_eq(io_mkdirs(top, S("there")), 0);
		status = run("there", n, EIO, NULL);
		ck_assert_msg(WEXITSTATUS(status) == 3 ||
			WEXITSTATUS(status) == 0,
		    "call %llu", (unsigned long long)n);
		/* All is there when only the report of it failed. */
		files = count_files(S("there"));
		ck_assert_msg(files == 0 || files == whole,
		    "call %llu: %zu files", (unsigned long long)n, files);
		ck_assert_int_eq(io_remove_tree(top, S("there")), 0);
	}
}
END_TEST

Suite *
suite_command_init(void)
{
	Suite *s = suite_create("command_init");
	TCase *t = tcase_create("init");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 120);
	tcase_add_loop_test(t, test_fault, 0, 2);
	tcase_add_test(t, test_existing);
	suite_add_tcase(s, t);
	return s;
}
