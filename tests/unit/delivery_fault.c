/*
 * `hansho digest` under faults: the Nth call to the operating system fails, or
 * the process dies there, for every N.  The ledger is the old one or the new
 * one, and when it is the new one each message is there, whole; when it is the
 * old one the next run makes the same messages and the same ledger.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/io.h"
#include "command/command.h"
#include "test.h"

Suite *suite_delivery_fault(void);

int command_digest(struct invocation *v);

/* More calls than a digest of this repository makes. */
#define CALLS_MAX	4000

#define LEDGER	"repo/content/deliveries/2026.tsv"

static const struct {
	const char *path;
	const char *text;
} files[] = {
	{ "content/organisation.yaml",
	    "name: {ja: 試験, en: Test}\n"
	    "repository: internal\n"
	    "ceiling: AMBER+STRICT\n"
	    "publisher: {category: vendor, name: Test,"
	    " namespace: \"https://example.com\"}\n"
	    "base_url: https://example.com/\n"
	    "zone: Asia/Tokyo\n"
	    "languages: [ja, en]\n"
	    "ids: {case_prefix: PS, advisory_prefix: SA}\n"
	    "contact: {email: psirt@example.com}\n"
	    "security_txt_expires: 2027-06-30T00:00+09:00\n" },
	{ "content/audiences.yaml",
	    "audiences:\n"
	    "  - {id: portal, name: {ja: 社内, en: Portal}, ceiling: AMBER,"
	    " view: portal, staff: yes, recipients: [all@example.com]}\n"
	    "  - {id: desk, name: {ja: 担当, en: Desk},"
	    " ceiling: AMBER+STRICT, view: desk,"
	    " recipients: [desk@example.com]}\n" },
	{ "content/alerts/2026/A-1.md",
	    "---\ntitle: {ja: 注意, en: Look}\nlevel: act\n"
	    "at: 2026-09-01T09:30Z\n---\nText.\n" },
	/* A line of before, which stays. */
	{ "content/deliveries/2026.tsv",
	    "at\tsubscriber\tedition\tlabel\titem\tof\ttold\trecords\tmessage\n"
	    "2026-09-01T09:30:00+09:00\tsato\tportal\tAMBER\tA-0\t\tr0\t\t"
	    "x@example.com\n" },
};

static const char *const messages[] = { "edition-desk.eml", "edition-desk.txt",
	"edition-portal.eml", "edition-portal.txt" };

static char dir[64];
static struct arena *a;
static struct str ledger_old, ledger_new;
static struct str wanted[4];

static struct str
read_file(const char *path)
{
	struct io_dir *d;
	struct str text = S("");
	int err;

	ck_assert_int_eq(io_dir_open(dir, &d), 0);
	err = io_read(d, str_z(path), 1 << 20, a, &text);
	ck_assert_msg(err == 0 || err == ENOENT, "%s: %d", path, err);
	io_dir_close(d);
	return err == 0 ? text : S("");
}

static struct str
message(const char *out, size_t i)
{
	return read_file(str_to_z(a, str_fmt(a, "%s/%s", out, messages[i])));
}

static void
write_repo(const char *path, struct str text)
{
	struct io_dir *d;

	ck_assert_int_eq(io_dir_open(dir, &d), 0);
	ck_assert_int_eq(io_write_replace(d, str_fmt(a, "repo/%s", path),
			     text),
	    0);
	io_dir_close(d);
}

static void
drop(const char *path)
{
	struct io_dir *d;

	ck_assert_int_eq(io_dir_open(dir, &d), 0);
	ck_assert_int_eq(io_remove_tree(d, str_z(path)), 0);
	io_dir_close(d);
}

/* The exit status in a child whose nth call fails with err; its wait status. */
static int
digest(const char *out, uint64_t nth, int err)
{
	int status;
	pid_t pid = fork();

	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		struct arena *perm = arena_open();
		struct invocation v = {
			.perm = perm,
			.command = &(const struct command){ .name = "digest" },
			.dir = str_to_z(perm, str_fmt(perm, "%s/repo", dir)),
			.out = str_to_z(perm,
			    str_fmt(perm, "%s/%s", dir, out)),
			.now = { INT64_C(1795305600), 32400 },
			.jobs = 1,
			.format = S("text"),
			.lang = S("en"),
		};

		ck_assert_ptr_nonnull(freopen("/dev/null", "w", stderr));
		ck_assert_ptr_nonnull(freopen("/dev/null", "w", stdout));
		io_fault(nth, err);
		status = command_digest(&v);
		/* Told apart from a run in which the fault took place. */
		_exit(nth == 0 || io_calls() < nth ? 100 + status : status);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	return status;
}

static void
setup(void)
{
	a = arena_open();
	(void)snprintf(dir, sizeof(dir), "%s/hansho-digest-XXXXXX",
	    access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	for (size_t i = 0; i < ARRAY_LEN(files); i++)
		write_repo(files[i].path, str_z(files[i].text));
	ledger_old = read_file(LEDGER);
	ck_assert_int_eq(WEXITSTATUS(digest("out", 0, 0)), 100);
	ledger_new = read_file(LEDGER);
	ck_assert(str_starts(ledger_new, ledger_old));
	ck_assert(!str_eq(ledger_new, ledger_old));
	for (size_t i = 0; i < ARRAY_LEN(messages); i++) {
		wanted[i] = message("out", i);
		ck_assert_msg(wanted[i].n > 100, "%s", messages[i]);
	}
}

static void
teardown(void)
{
	drop("repo");
	drop("out");
	drop("next");
	ck_assert_int_eq(rmdir(dir), 0);
	arena_close(a);
}

/* Each message of a folder, whole. */
static void
expect_messages(const char *out, int n)
{
	for (size_t i = 0; i < ARRAY_LEN(messages); i++)
		ck_assert_msg(str_eq(message(out, i), wanted[i]),
		    "call %d: %s/%s", n, out, messages[i]);
}

static const int faults[] = { EIO, ENOSPC, -1 };

START_TEST(told_or_not)
{
	int n, n_old = 0, n_new = 0;

	for (n = 1; n < CALLS_MAX; n++) {
		struct str now;
		int status;

		write_repo("content/deliveries/2026.tsv", ledger_old);
		drop("out");
		drop("next");
		status = digest("out", (uint64_t)n, faults[_i]);
		now = read_file(LEDGER);
		if (str_eq(now, ledger_new)) {
			n_new++;
			expect_messages("out", n);
		} else {
			n_old++;
			ck_assert_msg(str_eq(now, ledger_old),
			    "call %d: half a ledger", n);
			ck_assert_msg(WEXITSTATUS(digest("next", 0, 0)) == 100,
			    "call %d: the next run", n);
			expect_messages("next", n);
			ck_assert_msg(str_eq(read_file(LEDGER), ledger_new),
			    "call %d: the next ledger", n);
		}
		if (WIFEXITED(status) && WEXITSTATUS(status) >= 100)
			break;
		if (faults[_i] > 0)
			ck_assert_msg(WIFEXITED(status) &&
				WEXITSTATUS(status) <= 3,
			    "call %d: status %x", n, (unsigned)status);
	}
	ck_assert_int_gt(n_old, 50);
	ck_assert_int_gt(n_new, 0);
	ck_assert_int_lt(n, CALLS_MAX);
}
END_TEST

Suite *
suite_delivery_fault(void)
{
	Suite *s = suite_create("delivery_fault");
	TCase *c = tcase_create("fault");

	tcase_set_timeout(c, 600);
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_loop_test(c, told_or_not, 0, (int)ARRAY_LEN(faults));
	suite_add_tcase(s, c);
	return s;
}
