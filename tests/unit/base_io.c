/*
 * base/io: what it reads and writes, what it refuses, and that each of its
 * steps can fail without leaving anything behind.
 */
#include "base/io.h"

#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <linux/filter.h>
#include <linux/seccomp.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "test.h"

static char root[] = "/tmp/hansho-io-XXXXXX";
static struct io_dir *top;
static struct arena *perm;

static void
setup(void)
{
	memcpy(strrchr(root, '-'), "-XXXXXX", 7);
	ck_assert_ptr_nonnull(mkdtemp(root));
	ck_assert_int_eq(io_dir_open(root, &top), 0);
	perm = arena_open();
}

static void
teardown(void)
{
	struct io_dir *parent;

	io_fault(0, 0);
	io_dir_close(top);
	arena_close(perm);
	ck_assert_int_eq(io_dir_open("/tmp", &parent), 0);
	ck_assert_int_eq(io_remove_tree(parent, str_z(strrchr(root, '/') + 1)),
	    0);
	io_dir_close(parent);
}

/* The file's content, or "" when there is none. */
static struct str
content(const char *path)
{
	struct str s = { NULL, 0 };

	return io_read(top, str_z(path), 1000, perm, &s) == 0 ? s : S("");
}

static unsigned
mode_of(const char *path)
{
	char full[200];
	struct stat st;

	snprintf(full, sizeof(full), "%s/%s", root, path);
	ck_assert_int_eq(lstat(full, &st), 0);
	return st.st_mode & 07777;
}

static void
make_link(const char *target, const char *path)
{
	char full[200];

	snprintf(full, sizeof(full), "%s/%s", root, path);
	ck_assert_int_eq(symlink(target, full), 0);
}

/* d/file, link -> d, d/link -> file, d/up -> .. , pipe */
static void
plant(void)
{
	char full[200];

	ck_assert_int_eq(io_write_new(top, S("d/file"), S("text")), 0);
	make_link("d", "link");
	make_link("file", "d/link");
	make_link("..", "d/up");
	snprintf(full, sizeof(full), "%s/pipe", root);
	ck_assert_int_eq(mkfifo(full, 0600), 0);
}

static const struct {
	const char *path;
	size_t max;
	int err;
} reads[] = {
	{ "d/file", 4, 0 },
	{ "d/file", 3, EFBIG },
	{ "d", 9, EISDIR },
	{ "", 9, EISDIR },
	{ "none", 9, ENOENT },
	{ "none/file", 9, ENOENT },
	{ "d/file/x", 9, ENOTDIR },
	{ "link", 9, ELOOP },
	{ "link/file", 9, ELOOP },
	{ "d/link", 9, ELOOP },
	{ "d/up/d/file", 9, ELOOP },
	{ "pipe", 9, EINVAL },
};

static void
check_reads(void)
{
	for (size_t i = 0; i < ARRAY_LEN(reads); i++) {
		struct str s = S("");
		int err = io_read(top, str_z(reads[i].path), reads[i].max,
		    perm, &s);

		ck_assert_msg(err == reads[i].err, "row %zu (%s): %s", i,
		    reads[i].path, strerror(err));
		ck_assert_msg(err != 0 || str_eq_z(s, "text"), "row %zu", i);
	}
}

START_TEST(read_refuses)
{
	plant();
	check_reads();
}
END_TEST

/* Make openat2 fail as it does in an old kernel or an old sandbox. */
static bool
forbid_openat2(unsigned err)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		    offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | err),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog prog = { ARRAY_LEN(filter), filter };

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &prog, 0, 0) == 0;
}

START_TEST(walks_without_openat2)
{
	unsigned err = _i == 0 ? ENOSYS : EPERM;

	plant();
	if (!forbid_openat2(err)) {
		test_skip("walks_without_openat2", "seccomp is not allowed");
		return;
	}
	check_reads();
	ck_assert_int_eq(io_write_new(top, S("a/b/c/d"), S("x")), 0);
	ck_assert_int_eq(io_write_new(top, S("a/b/c/d"), S("y")), EEXIST);
	ck_assert_int_eq(io_remove_tree(top, S("a")), 0);
}
END_TEST

static const char *const bad_paths[] = {
	"/etc/passwd",
	"..",
	"../x",
	"a/../b",
	"a/..",
	".",
	"./a",
	"a//b",
	"a/",
	"a/.",
};

START_TEST(foreign_path_aborts)
{
	struct io_stat st;

	fclose(stderr);
	ck_assert_int_eq(io_dir_open("/", &top), 0);
	ck_assert_int_ne(io_stat(top, str_z(bad_paths[_i]), &st), 0);
}
END_TEST

START_TEST(path_limits)
{
	char deep[200], wide[2000];
	struct io_stat st;

	for (size_t i = 0; i < sizeof(deep); i++)
		deep[i] = i % 2 == 0 ? 'a' : '/';
	memset(wide, 'a', sizeof(wide));
	ck_assert_int_eq(io_stat(top, (struct str){ deep, 199 }, &st),
	    ENAMETOOLONG);
	ck_assert_int_eq(io_mkdirs(top, (struct str){ deep, 199 }),
	    ENAMETOOLONG);
	ck_assert_int_eq(io_stat(top, (struct str){ wide, 2000 }, &st),
	    ENAMETOOLONG);
}
END_TEST

START_TEST(write_sets_modes)
{
	umask(_i == 0 ? 0077 : 0);
	ck_assert_int_eq(io_write_new(top, S("a/b/new"), S("1")), 0);
	ck_assert_int_eq(io_write_replace(top, S("c/new"), S("2")), 0);
	ck_assert_int_eq(io_mkdir_private(top, S("p")), 0);
	ck_assert_uint_eq(mode_of("a"), 0755);
	ck_assert_uint_eq(mode_of("a/b"), 0755);
	ck_assert_uint_eq(mode_of("a/b/new"), 0644);
	ck_assert_uint_eq(mode_of("c/new"), 0644);
	ck_assert_uint_eq(mode_of("p"), 0700);
	ck_assert_int_eq(io_mkdir_private(top, S("a/b")), 0);
	ck_assert_uint_eq(mode_of("a/b"), 0700);
	ck_assert_int_eq(io_mkdir_private(top, S("c/new")), ENOTDIR);
	ck_assert_int_eq(io_copy_mode(top, S("p"), top, S("c")), 0);
	ck_assert_uint_eq(mode_of("c"), 0700);
}
END_TEST

START_TEST(temporary)
{
	const char *first, *second;

	ck_assert_int_eq(io_mkdir_temp(str_z(root), perm, &first), 0);
	ck_assert_int_eq(io_mkdir_temp(str_z(root), perm, &second), 0);
	ck_assert_str_ne(first, second);
	ck_assert(
	    str_starts(str_z(first), str_cat(perm, str_z(root), S("/"))));
	ck_assert_uint_eq(mode_of(first + strlen(root) + 1), 0700);
	ck_assert_int_eq(io_mkdir_temp(S("/nonexistent"), perm, &first),
	    ENOENT);
	io_fault(1, ENOSPC);
	ck_assert_int_eq(io_mkdir_temp(str_z(root), perm, &first), ENOSPC);
}
END_TEST

START_TEST(write_new_or_replace)
{
	plant();
	ck_assert_int_eq(io_write_new(top, S("d/file"), S("other")), EEXIST);
	ck_assert(str_eq_z(content("d/file"), "text"));
	ck_assert_int_eq(io_write_new(top, S("link/x"), S("")), ELOOP);
	ck_assert_int_eq(io_write_new(top, S("link"), S("")), EEXIST);
	ck_assert_int_eq(io_write_replace(top, S("d/file"), S("other")), 0);
	ck_assert(str_eq_z(content("d/file"), "other"));
	/* The link goes, not what it points to. */
	ck_assert_int_eq(io_write_replace(top, S("d/link"), S("new")), 0);
	ck_assert(str_eq_z(content("d/link"), "new"));
	ck_assert(str_eq_z(content("d/file"), "other"));
	ck_assert_int_eq(io_write_replace(top, S("d"), S("x")), EISDIR);
}
END_TEST

START_TEST(list_is_sorted)
{
	static const struct {
		const char *name;
		enum io_kind kind;
	} want[] = {
		{ ".dot", IO_FILE },
		{ "B", IO_FILE },
		{ "a", IO_DIR },
		{ "a.b", IO_FILE },
		{ "d", IO_DIR },
		{ "link", IO_LINK },
		{ "pipe", IO_OTHER },
	};
	struct io_entry *v;
	size_t n;

	plant();
	ck_assert_int_eq(io_write_new(top, S("a/x"), S("")), 0);
	ck_assert_int_eq(io_write_new(top, S("B"), S("")), 0);
	ck_assert_int_eq(io_write_new(top, S(".dot"), S("")), 0);
	ck_assert_int_eq(io_write_new(top, S("a.b"), S("")), 0);
	ck_assert_int_eq(io_list(top, S(""), perm, &v, &n), 0);
	ck_assert_uint_eq(n, ARRAY_LEN(want));
	for (size_t i = 0; i < n; i++) {
		ck_assert_msg(str_eq_z(v[i].name, want[i].name), "row %zu", i);
		ck_assert_msg(v[i].kind == want[i].kind, "row %zu", i);
	}
	ck_assert_int_eq(io_list(top, S("link"), perm, &v, &n), ELOOP);
	ck_assert_int_eq(io_list(top, S("B"), perm, &v, &n), ENOTDIR);
}
END_TEST

START_TEST(stat_link_rename)
{
	struct io_stat a, b;
	struct io_dir *d;
	struct str target;

	plant();
	ck_assert_int_eq(io_dir_open_at(top, S("link"), &d), ELOOP);
	ck_assert_int_eq(io_dir_open_at(top, S("d"), &d), 0);
	ck_assert_int_eq(io_link(d, S("file"), top, S("x/y/second")), 0);
	ck_assert_int_eq(io_stat(d, S("file"), &a), 0);
	ck_assert_int_eq(io_stat(top, S("x/y/second"), &b), 0);
	ck_assert(a.inode == b.inode && a.size == 4 && a.kind == IO_FILE);
	ck_assert(a.mtime_ns > INT64_C(1500000000000000000));
	ck_assert_int_eq(io_stat(d, S("link"), &a), 0);
	ck_assert_int_eq(a.kind, IO_LINK);
	ck_assert_int_eq(io_readlink(d, S("link"), perm, &target), 0);
	ck_assert(str_eq_z(target, "file"));
	ck_assert_int_eq(io_readlink(d, S("file"), perm, &target), EINVAL);
	io_dir_close(d);

	ck_assert_int_eq(io_exchange(top, S("x"), S("d")), 0);
	ck_assert(str_eq_z(content("d/y/second"), "text"));
	ck_assert(str_eq_z(content("x/file"), "text"));
	ck_assert_int_eq(io_exchange(top, S("x"), S("none")), ENOENT);
	ck_assert_int_eq(io_rename(top, S("x/file"), S("file")), 0);
	ck_assert(str_eq_z(content("file"), "text"));
	ck_assert_int_eq(io_dir_open_at(top, S("d"), &d), 0);
	ck_assert_int_eq(io_move(top, S("file"), d, S("moved")), 0);
	ck_assert(str_eq_z(content("d/moved"), "text"));
	ck_assert_int_eq(io_move(d, S("moved"), top, S("file")), 0);
	ck_assert_int_eq(io_write_new_stat(d, S("made"), S("12345"), &a), 0);
	ck_assert_int_eq(io_stat(d, S("made"), &b), 0);
	ck_assert(a.inode == b.inode && a.mtime_ns == b.mtime_ns);
	ck_assert(a.size == 5 && a.kind == IO_FILE);
	io_dir_close(d);
	ck_assert_int_eq(io_sync(top, S("file")), 0);
	ck_assert_int_eq(io_sync(top, S("d/y")), 0);
}
END_TEST

START_TEST(remove_stays_inside)
{
	struct io_stat st;
	char path[64];

	plant();
	ck_assert_int_eq(io_remove(top, S("d")), ENOTEMPTY);
	ck_assert_int_eq(io_remove(top, S("none/x")), 0);
	/* More entries than one read of the directory gives. */
	for (int i = 0; i < 600; i++) {
		snprintf(path, sizeof(path), "t/%d/f", i);
		ck_assert_int_eq(io_write_new(top, str_z(path), S("")), 0);
	}
	make_link("../d", "t/out");
	ck_assert_int_eq(io_remove_tree(top, S("t")), 0);
	ck_assert_int_eq(io_stat(top, S("t"), &st), ENOENT);
	ck_assert_int_eq(io_remove_tree(top, S("t")), 0);
	ck_assert_int_eq(io_remove_tree(top, S("link")), 0);
	ck_assert(str_eq_z(content("d/file"), "text"));
	ck_assert_int_eq(io_remove(top, S("d/file")), 0);
	ck_assert_int_eq(io_remove_tree(top, S("link/file")), 0);
}
END_TEST

START_TEST(read_path_streams)
{
	static char big[200000];
	struct str s;
	char full[200];

	memset(big, 'x', sizeof(big));
	ck_assert_int_eq(io_write_new(top, S("big"),
			     (struct str){ big, sizeof(big) }),
	    0);
	snprintf(full, sizeof(full), "%s/big", root);
	ck_assert_int_eq(io_read_path(full, sizeof(big), perm, &s), 0);
	ck_assert_uint_eq(s.n, sizeof(big));
	ck_assert_int_eq(io_read_path(full, sizeof(big) - 1, perm, &s), EFBIG);
	ck_assert_int_eq(io_read_path(root, 10, perm, &s), EISDIR);
	ck_assert_ptr_nonnull(freopen(full, "r", stdin));
	ck_assert_int_eq(io_read_path("-", sizeof(big), perm, &s), 0);
	ck_assert_uint_eq(s.n, sizeof(big));
}
END_TEST

/* What is there comes at once; a fault, and the end, are told apart. */
START_TEST(get_streams)
{
	char text[8];
	int fd[2];
	size_t got;

	ck_assert_int_eq(pipe(fd), 0);
	ck_assert_int_eq(dup2(fd[0], STDIN_FILENO), STDIN_FILENO);
	ck_assert_int_eq(write(fd[1], "0123456789", 10), 10);
	ck_assert_int_eq(io_get(text, sizeof(text), &got), 0);
	ck_assert_uint_eq(got, 8);
	ck_assert(memcmp(text, "01234567", 8) == 0);
	ck_assert_int_eq(io_get(text, sizeof(text), &got), 0);
	ck_assert_uint_eq(got, 2);
	io_fault(1, EIO);
	ck_assert_int_eq(io_get(text, sizeof(text), &got), EIO);
	ck_assert_uint_eq(got, 0);
	io_fault(0, 0);
	close(fd[1]);
	ck_assert_int_eq(io_get(text, sizeof(text), &got), 0);
	ck_assert_uint_eq(got, 0);
	close(STDIN_FILENO);
	ck_assert_int_eq(io_get(text, sizeof(text), &got), EBADF);
}
END_TEST

START_TEST(lock_is_exclusive)
{
	int a, b;

	ck_assert_int_eq(io_lock(top, S("lock"), &a), 0);
	ck_assert_int_eq(io_lock(top, S("lock"), &b), EWOULDBLOCK);
	io_unlock(a);
	ck_assert_int_eq(io_lock(top, S("lock"), &b), 0);
	io_unlock(b);
}
END_TEST

/* Something of everything; the first error ends it. */
static int
do_all(void)
{
	struct io_entry *v;
	struct io_stat st;
	struct str s;
	size_t n;
	int lock;
	int err = io_write_new(top, S("a/b/new"), S("1"));

	err = err != 0 ? err : io_write_replace(top, S("a/b/new"), S("2"));
	err = err != 0 ? err : io_link(top, S("a/b/new"), top, S("c/e"));
	err = err != 0 ? err : io_mkdir_private(top, S("p"));
	err = err != 0 ? err : io_copy_mode(top, S("a"), top, S("p"));
	err = err != 0 ? err : io_read(top, S("c/e"), 9, perm, &s);
	err = err != 0 ? err : io_list(top, S("a/b"), perm, &v, &n);
	err = err != 0 ? err : io_stat(top, S("a/b/new"), &st);
	err = err != 0 ? err : io_exchange(top, S("a"), S("c"));
	err = err != 0 ? err : io_rename(top, S("c"), S("f"));
	err = err != 0 ? err : io_move(top, S("f/b/new"), top, S("f/new"));
	err = err != 0 ? err : io_sync(top, S("f"));
	err = err != 0 ? err : io_lock(top, S("lock"), &lock);
	if (err == 0)
		io_unlock(lock);
	err = err != 0 ? err : io_remove_tree(top, S("f"));
	return err != 0 ? err : io_remove(top, S("a/e"));
}

static void
sweep(void)
{
	struct io_entry *v;
	size_t n;

	ck_assert_int_eq(io_list(top, S(""), perm, &v, &n), 0);
	for (size_t i = 0; i < n; i++)
		ck_assert_int_eq(io_remove_tree(top, v[i].name), 0);
}

START_TEST(each_step_can_fail)
{
	uint64_t total;

	io_fault(0, 0);
	ck_assert_int_eq(do_all(), 0);
	total = io_calls();
	ck_assert_uint_gt(total, 40);
	for (uint64_t n = 1; n <= total; n++) {
		int err;

		sweep();
		io_fault(n, EDQUOT);
		err = do_all();
		io_fault(0, 0);
		ck_assert_msg(err == EDQUOT, "call %u gave %s", (unsigned)n,
		    strerror(err));
	}
}
END_TEST

/* A file is whole or absent, whatever step of its writing failed. */
START_TEST(failed_write_leaves_nothing)
{
	for (uint64_t n = 1;; n++) {
		struct io_entry *v;
		size_t len;
		int err;

		sweep();
		ck_assert_int_eq(io_write_new(top, S("d/old"), S("old")), 0);
		io_fault(n, ENOSPC);
		err = io_write_replace(top, S("d/old"), S("new"));
		if (err == 0)
			err = io_write_new(top, S("d/z"), S("z"));
		if (io_calls() < n) {
			ck_assert_int_eq(err, 0);
			break;
		}
		io_fault(0, 0);
		ck_assert_int_eq(err, ENOSPC);
		ck_assert_int_eq(io_list(top, S("d"), perm, &v, &len), 0);
		ck_assert_msg(len == 1 && str_eq_z(v[0].name, "old"),
		    "call %u left something", (unsigned)n);
	}
}
END_TEST

START_TEST(fault_kills)
{
	pid_t child = fork();
	int status;

	ck_assert_int_ge(child, 0);
	if (child == 0) {
		io_fault(2, -1);
		if (io_write_new(top, S("a"), S("1")) == 0)
			_exit(9);
		_exit(8);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}
END_TEST

Suite *
suite_base_io(void)
{
	Suite *s = suite_create("base_io");
	TCase *t = tcase_create("io");
	TCase *aborts = tcase_create("aborts");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, read_refuses);
	tcase_add_loop_test(t, walks_without_openat2, 0, 2);
	tcase_add_loop_test_raise_signal(aborts, foreign_path_aborts, SIGABRT,
	    0, (int)ARRAY_LEN(bad_paths));
	tcase_add_test(t, path_limits);
	tcase_add_loop_test(t, write_sets_modes, 0, 2);
	tcase_add_test(t, temporary);
	tcase_add_test(t, write_new_or_replace);
	tcase_add_test(t, list_is_sorted);
	tcase_add_test(t, stat_link_rename);
	tcase_add_test(t, remove_stays_inside);
	tcase_add_test(t, get_streams);
	tcase_add_test(t, read_path_streams);
	tcase_add_test(t, lock_is_exclusive);
	tcase_add_test(t, each_step_can_fail);
	tcase_add_test(t, failed_write_leaves_nothing);
	tcase_add_test(t, fault_kills);
	suite_add_tcase(s, t);
	suite_add_tcase(s, aborts);
	return s;
}
