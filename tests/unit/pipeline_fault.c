/*
 * The whole program under faults: a build of a small repository in which the
 * Nth call to the operating system fails, or the process dies there, for every
 * N.  The published site is the old one or the new one, never a mixture, and
 * the next build succeeds.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/io.h"
#include "base/pool.h"
#include "model/model.h"
#include "pipeline/build.h"
#include "test.h"

Suite *suite_pipeline_fault(void);

/* More calls than a build of this repository makes. */
#define CALLS_MAX	4000

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
	    "  - {id: public, name: {ja: 公開, en: Public}, ceiling: CLEAR,"
	    " view: public}\n"
	    "  - {id: desk, name: {ja: 担当, en: Desk},"
	    " ceiling: AMBER+STRICT, view: desk}\n" },
	{ "content/pages/faq.ja.md", "---\ntitle: 質問\n---\n本文です。\n" },
	{ "content/pages/faq.en.md", "---\ntitle: FAQ\n---\nText.\n" },
};

static void
write_file(const char *dir, const char *path, const char *text)
{
	struct io_dir *d;

	ck_assert_int_eq(io_dir_open(dir, &d), 0);
	ck_assert_int_eq(io_write_replace(d, str_z(path), str_z(text)), 0);
	io_dir_close(d);
}

/* Remove a folder and all in it. */
static void
remove_tree(const char *dir)
{
	struct io_dir *d;

	ck_assert_int_eq(io_dir_open(dir, &d), 0);
	ck_assert_int_eq(io_remove_tree(d, S("repo")), 0);
	ck_assert_int_eq(io_remove_tree(d, S("site")), 0);
	ck_assert_int_eq(io_remove_tree(d, S(".site.work")), 0);
	io_dir_close(d);
	ck_assert_int_eq(rmdir(dir), 0);
}

/* Build dir/repo to dir/site; the process's exit status. */
static int
build(const char *dir)
{
	struct arena *perm = arena_open();
	struct io_dir *root;
	struct sources *ss = sources_open(perm);
	struct diags *d = diags_open(perm);
	struct pool *pool = pool_open(1);
	struct build_count count;
	/* A few pages of each edition take every path that many would. */
	struct str exports[] = { S("html"), S("root"), S("security_txt") };
	struct build b = {
		.sources = ss,
		.pool = pool,
		.perm = perm,
		.d = d,
		.now = { INT64_C(1795305600), 32400 },
		.version = S("0"),
		.exports = exports,
		.n_exports = ARRAY_LEN(exports),
	};
	bool ok;
	int err = io_dir_open(str_to_z(perm, str_fmt(perm, "%s/repo", dir)),
	    &root);

	if (err != 0)
		die_env(err, "cannot open the repository");
	b.root = root;
	b.model = model_load(perm, root, ss, pool, d);
	b.out = str_to_z(perm, str_fmt(perm, "%s/site", dir));
	ok = build_run(&b, &count);
	pool_close(pool);
	io_dir_close(root);
	arena_close(perm);
	return ok ? 0 : 1;
}

/* A digest of the names and bytes of all files of a tree. */
static void
digest_tree(struct io_dir *d, struct str path, struct arena *a,
    struct str *sum)
{
	struct io_entry *v;
	size_t n;

	ck_assert_int_eq(io_list(d, path, a, &v, &n), 0);
	for (size_t i = 0; i < n; i++) {
		struct str p = path.n == 0 ?
		    v[i].name :
		    str_fmt(a, "%.*s/%.*s", STR_ARG(path), STR_ARG(v[i].name));
		struct str text;

		if (v[i].kind == IO_DIR) {
			digest_tree(d, p, a, sum);
			continue;
		}
		ck_assert_int_eq(io_read(d, p, 1 << 26, a, &text), 0);
		text = str_fmt(a, "%.*s %.*s %.*s", STR_ARG(*sum), STR_ARG(p),
		    STR_ARG(digest_hex(a, DIGEST_SHA256, text)));
		*sum = digest_hex(a, DIGEST_SHA256, text);
	}
}

static struct str
digest_site(struct arena *a, const char *dir)
{
	struct io_dir *d;
	struct str sum = S("");

	ck_assert_int_eq(io_dir_open(str_to_z(a, str_fmt(a, "%s/site", dir)),
			     &d),
	    0);
	digest_tree(d, S(""), a, &sum);
	io_dir_close(d);
	return sum;
}

/* Build in a child whose nth call fails with err; its wait status. */
static int
build_faulty(const char *dir, uint64_t nth, int err)
{
	int status;
	pid_t pid = fork();

	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		ck_assert_ptr_nonnull(freopen("/dev/null", "w", stderr));
		io_fault(nth, err);
		status = build(dir);
		/* Told apart from a build in which the fault took place. */
		_exit(io_calls() < nth ? 100 + status : status);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	return status;
}

static const int faults[] = { EIO, ENOSPC, -1 };

START_TEST(old_or_new)
{
	struct arena *a = arena_open();
	char dir[64];
	struct str before, after;
	uint64_t n;

	/* Some thousand small builds: in memory where that can be had. */
	(void)snprintf(dir, sizeof(dir), "%s/hansho-fault-XXXXXX",
	    access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	for (size_t i = 0; i < ARRAY_LEN(files); i++)
		write_file(dir,
		    str_to_z(a, str_fmt(a, "repo/%s", files[i].path)),
		    files[i].text);
	ck_assert_int_eq(build(dir), 0);
	before = digest_site(a, dir);
	write_file(dir, "repo/content/pages/faq.en.md",
	    "---\ntitle: FAQ\n---\nOther text.\n");
	ck_assert_int_eq(build(dir), 0);
	after = digest_site(a, dir);
	ck_assert(!str_eq(before, after));
	for (n = 1; n < CALLS_MAX; n++) {
		bool is_new = n % 2 == 0;
		struct str now;
		int status;

		write_file(dir, "repo/content/pages/faq.en.md",
		    is_new ? "---\ntitle: FAQ\n---\nOther text.\n" :
			     "---\ntitle: FAQ\n---\nText.\n");
		status = build_faulty(dir, n, faults[_i]);
		now = digest_site(a, dir);
		ck_assert_msg(str_eq(now, before) || str_eq(now, after),
		    "call %d: the site is neither old nor new", (int)n);
		if (WIFEXITED(status) && WEXITSTATUS(status) >= 100)
			break;
		if (faults[_i] > 0)
			ck_assert_msg(WIFEXITED(status) &&
				WEXITSTATUS(status) <= 3,
			    "call %d: status %x", (int)n, (unsigned)status);
		ck_assert_msg(build(dir) == 0, "call %d: the next build",
		    (int)n);
		now = digest_site(a, dir);
		ck_assert_msg(str_eq(now, is_new ? after : before),
		    "call %d: the next build is not right", (int)n);
	}
	ck_assert_uint_gt(n, 50);
	ck_assert_uint_lt(n, CALLS_MAX);
	remove_tree(dir);
	arena_close(a);
}
END_TEST

Suite *
suite_pipeline_fault(void)
{
	Suite *s = suite_create("pipeline_fault");
	TCase *c = tcase_create("fault");

	tcase_set_timeout(c, 600);
	tcase_add_loop_test(c, old_or_new, 0, (int)ARRAY_LEN(faults));
	suite_add_tcase(s, c);
	return s;
}
