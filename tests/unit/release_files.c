/*
 * Writing several files under faults: the Nth call to the operating system
 * fails, or the process dies there, for every N.  After a repair all files are
 * old, or all are new.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/io.h"
#include "release/release_files.h"
#include "test.h"

Suite *suite_release_files(void);

/* More calls than writing these makes. */
#define CALLS_MAX	1000

#define CASE	"cases/2026/PS-1/"

/* Of each file the text before, NULL: none, and after. */
static const struct {
	const char *path;
	const char *before;
	const char *after;
} files[] = {
	{ CASE "released/1.0.0/a.json", NULL, "{}" },
	{ CASE "released/1.0.0/a.json.asc", NULL, "signed" },
	{ CASE "case.md", "old case", "new case" },
	{ CASE "published.yaml", NULL, "ledger" },
};

struct fixture {
	struct arena *a;
	char dir[64];
	struct io_dir *own;
};

static void
open_fixture(struct fixture *f)
{
	f->a = arena_open();
	(void)snprintf(f->dir, sizeof(f->dir), "/tmp/hansho-files-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(f->dir));
	ck_assert_int_eq(io_dir_open(f->dir, &f->own), 0);
}

static void
close_fixture(struct fixture *f)
{
	ck_assert_int_eq(io_remove_tree(f->own, S("cases")), 0);
	ck_assert_int_eq(io_remove_tree(f->own, S(".hansho")), 0);
	io_dir_close(f->own);
	ck_assert_int_eq(rmdir(f->dir), 0);
	arena_close(f->a);
}

static void
put_before(struct fixture *f)
{
	ck_assert_int_eq(io_remove_tree(f->own, S("cases")), 0);
	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		if (files[i].before != NULL)
			ck_assert_int_eq(io_write_replace(f->own,
					     str_z(files[i].path),
					     str_z(files[i].before)),
			    0);
	}
}

static bool
has(struct fixture *f, const char *path, const char *text)
{
	struct str s;
	int err = io_read(f->own, str_z(path), 1 << 20, f->a, &s);

	return text == NULL ? err == ENOENT : err == 0 && str_eq_z(s, text);
}

static bool
is_all(struct fixture *f, bool after)
{
	struct io_stat st;
	bool ok = true;

	for (size_t i = 0; i < ARRAY_LEN(files); i++)
		ok = ok &&
		    has(f, files[i].path,
			after ? files[i].after : files[i].before);
	/* Folders that a removed file left would be taken for a release. */
	return ok && (io_stat(f->own, S(CASE "released"), &st) == 0) == after;
}

static void
write_all(struct fixture *f)
{
	struct release_file v[ARRAY_LEN(files)];

	for (size_t i = 0; i < ARRAY_LEN(files); i++)
		v[i] = (struct release_file){ str_z(files[i].path),
			str_z(files[i].after),
			files[i].before == NULL && i < 2 };
	release_files_write(f->own, f->a, S("PS-1"), v, ARRAY_LEN(v));
}

/* In a child whose nth call fails; its wait status. */
static int
write_faulty(struct fixture *f, uint64_t nth, int err)
{
	int status;
	pid_t pid = fork();

	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		ck_assert_ptr_nonnull(freopen("/dev/null", "w", stderr));
		if (!release_files_lock(f->own))
			_exit(99);
		io_fault(nth, err);
		write_all(f);
		_exit(io_calls() < nth ? 100 : 0);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	return status;
}

static void
repair(struct fixture *f, uint64_t nth)
{
	struct str said;

	ck_assert_msg(release_files_repair(f->own, f->a, &said),
	    "call %d: not repaired: %.*s", (int)nth, STR_ARG(said));
	/* Once is enough. */
	ck_assert(release_files_repair(f->own, f->a, &said));
	ck_assert_uint_eq(said.n, 0);
}

static const int faults[] = { EIO, ENOSPC, EROFS, -1 };

START_TEST(old_or_new)
{
	struct fixture f;
	uint64_t n;

	open_fixture(&f);
	for (n = 1; n < CALLS_MAX; n++) {
		int status;

		put_before(&f);
		status = write_faulty(&f, n, faults[_i]);
		repair(&f, n);
		ck_assert_msg(is_all(&f, false) || is_all(&f, true),
		    "call %d: neither old nor new", (int)n);
		if (WIFEXITED(status) && WEXITSTATUS(status) == 100)
			break;
		if (faults[_i] > 0)
			ck_assert_msg(WIFEXITED(status) &&
				(WEXITSTATUS(status) == 3 ||
				    WEXITSTATUS(status) == 0),
			    "call %d: status %x", (int)n, (unsigned)status);
		/* Said to have failed: then nothing was written. */
		if (WIFEXITED(status) && WEXITSTATUS(status) == 3)
			ck_assert_msg(is_all(&f, false),
			    "call %d: failed, and yet new", (int)n);
	}
	ck_assert_msg(is_all(&f, true), "without a fault it is written");
	ck_assert_uint_gt(n, 20);
	ck_assert_uint_lt(n, CALLS_MAX);
	close_fixture(&f);
}
END_TEST

/* Somebody edits after an interruption: it is named, and nothing is lost. */
START_TEST(edited_since)
{
	struct fixture f;
	struct str said = S("");
	uint64_t n;

	open_fixture(&f);
	put_before(&f);
	for (n = 1; n < CALLS_MAX; n++) {
		int status = write_faulty(&f, n, -1);

		ck_assert(!WIFEXITED(status) || WEXITSTATUS(status) != 100);
		if (has(&f, CASE "case.md", "new case"))
			break;
		repair(&f, n);
	}
	ck_assert_int_eq(io_write_replace(f.own, S(CASE "case.md"), S("mine")),
	    0);
	ck_assert(!release_files_repair(f.own, f.a, &said));
	ck_assert_uint_ne(str_find(said, S(CASE "case.md"), 0), SIZE_MAX);
	ck_assert(has(&f, CASE "case.md", "mine"));
	close_fixture(&f);
}
END_TEST

static const char *const journals[] = {
	"",
	"hansho publish 2\n",
	"hansho publish 1\n",
	"hansho publish 1\ncases/x\n",
	"hansho publish 1\n/etc/passwd " /* 64 digits, none */
	"0000000000000000000000000000000000000000000000000000000000000000"
	" -\n",
	"hansho publish 1\ncases/../../x "
	"0000000000000000000000000000000000000000000000000000000000000000"
	" -\n",
};

START_TEST(bad_journal)
{
	struct fixture f;
	struct str said;

	open_fixture(&f);
	put_before(&f);
	ck_assert_int_eq(io_write_new(f.own, S(".hansho/publish/PS-1/journal"),
			     str_z(journals[_i])),
	    0);
	ck_assert_msg(!release_files_repair(f.own, f.a, &said), "row %d", _i);
	ck_assert_uint_gt(said.n, 0);
	ck_assert(is_all(&f, false));
	close_fixture(&f);
}
END_TEST

/* Two at a time are refused. */
START_TEST(alone)
{
	struct fixture f;
	int status;
	pid_t pid;

	open_fixture(&f);
	ck_assert(release_files_lock(f.own));
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0)
		_exit(release_files_lock(f.own) ? 1 : 0);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	put_before(&f);
	close_fixture(&f);
}
END_TEST

Suite *
suite_release_files(void)
{
	Suite *s = suite_create("release_files");
	TCase *c = tcase_create("files");

	tcase_set_timeout(c, 300);
	tcase_add_loop_test(c, old_or_new, 0, (int)ARRAY_LEN(faults));
	tcase_add_test(c, edited_since);
	tcase_add_loop_test(c, bad_journal, 0, (int)ARRAY_LEN(journals));
	tcase_add_test(c, alone);
	suite_add_tcase(s, c);
	return s;
}
