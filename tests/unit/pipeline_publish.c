/*
 * pipeline/publish: what appears, what stays, what is refused, and that OUT is
 * wholly old or wholly new whatever fails, at whatever call.
 */
#include "pipeline/publish.h"

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
#include "base/buf.h"
#include "base/digest.h"
#include "base/io.h"
#include "base/pool.h"
#include "test.h"

#define EXIT_FEWER_CALLS	10

/* In memory where possible: the fault tests build thousands of trees. */
static const char *const homes[] = { "/dev/shm", "/tmp" };

static const char *home;
static char root[64];
static char out[sizeof(root) + 8];
static struct io_dir *top;
static struct arena *perm;
static struct pool *pool;
static struct publish_count count;

static void
setup(void)
{
	size_t i = access(homes[0], W_OK) == 0 ? 0 : 1;

	home = homes[i];
	snprintf(root, sizeof(root), "%s/hansho-publish-XXXXXX", home);
	ck_assert_ptr_nonnull(mkdtemp(root));
	snprintf(out, sizeof(out), "%s/site", root);
	ck_assert_int_eq(io_dir_open(root, &top), 0);
	perm = arena_open();
	pool = pool_open(1);
}

static void
teardown(void)
{
	struct io_dir *parent;

	io_fault(0, 0);
	io_dir_close(top);
	pool_close(pool);
	arena_close(perm);
	ck_assert_int_eq(io_dir_open(home, &parent), 0);
	ck_assert_int_eq(io_remove_tree(parent, str_z(strrchr(root, '/') + 1)),
	    0);
	io_dir_close(parent);
}

/*
 * Publish "path=content path=content ..." as the editions named, separated by
 * blanks.
 */
static void
publish_to(const char *where, const char *editions, const char *files)
{
	struct publish_file v[16];
	struct str names[8];
	struct publish_plan plan = { .files = v, .editions = names };
	struct arena *a = arena_open();
	struct str rest = str_z(files), one;
	struct publish *p;

	while (rest.n > 0) {
		struct publish_file *f = &v[plan.n_files++];

		str_cut(rest, ' ', &one, &rest);
		*f = (struct publish_file){ .sha256 = NULL };
		ck_assert(str_cut(one, '=', &f->path, &f->content));
	}
	for (rest = str_z(editions); rest.n > 0; plan.n_editions++)
		str_cut(rest, ' ', &names[plan.n_editions], &rest);
	p = publish_open(where, a);
	publish_commit(p, &plan, pool, &count);
	publish_close(p);
	arena_close(a);
}

static void
publish(const char *editions, const char *files)
{
	publish_to(out, editions, files);
}

static void
describe(struct str path, struct buf *b)
{
	struct io_entry *v;
	struct str s;
	size_t n;

	ck_assert_int_eq(io_list(top, path, perm, &v, &n), 0);
	for (size_t i = 0; i < n; i++) {
		struct str sub = str_fmt(perm, "%.*s/%.*s", STR_ARG(path),
		    STR_ARG(v[i].name));

		if (str_eq_z(v[i].name, PUBLISH_MARKER))
			continue;
		buf_printf(b, "%s%.*s", b->n > 0 ? " " : "",
		    STR_ARG(str_from(sub, sizeof("site"))));
		if (v[i].kind == IO_DIR) {
			buf_putc(b, '/');
			describe(sub, b);
		} else if (v[i].kind == IO_LINK) {
			ck_assert_int_eq(io_readlink(top, sub, perm, &s), 0);
			buf_printf(b, "->%.*s", STR_ARG(s));
		} else {
			ck_assert_int_eq(io_read(top, sub, 1000, perm, &s), 0);
			buf_printf(b, "=%.*s", STR_ARG(s));
		}
	}
}

/* All of OUT but its marker: "public/ public/a=1 README.md=x". */
static const char *
tree(void)
{
	struct io_stat st;
	struct buf b;
	const char *s;

	if (io_stat(top, S("site"), &st) == ENOENT)
		return "absent";
	buf_init(&b, 100000);
	describe(S("site"), &b);
	s = str_to_z(perm, buf_str(&b));
	buf_fini(&b);
	return s;
}

static struct io_stat
stat_of(const char *path)
{
	struct io_stat st;
	int err = io_stat(top, str_z(path), &st);

	ck_assert_msg(err == 0, "%s: %s", path, strerror(err));
	return st;
}

static void
put(const char *path, const char *content)
{
	ck_assert_int_eq(io_write_replace(top, str_z(path), str_z(content)),
	    0);
}

static void
full_path(const char *path, char full[200])
{
	ck_assert_int_lt(snprintf(full, 200, "%s/%s", root, path), 200);
}

START_TEST(appears_and_changes)
{
	publish("desk public", "desk/i=1 public/a=A public/b/c=C");
	ck_assert_str_eq(tree(),
	    "desk/ desk/i=1 public/ public/a=A public/b/ "
	    "public/b/c=C");
	ck_assert_uint_eq(count.written, 3);

	publish("desk public", "desk/i=2 public/a=A public/b/c=C");
	ck_assert_str_eq(tree(),
	    "desk/ desk/i=2 public/ public/a=A public/b/ "
	    "public/b/c=C");
	ck_assert(count.written == 1 && count.linked == 2 && count.kept == 0);

	publish("desk public", "desk/i=3 public/a=A public/b=C");
	ck_assert_str_eq(tree(),
	    "desk/ desk/i=3 public/ public/a=A "
	    "public/b=C");
	ck_assert(count.written == 2 && count.linked == 0 && count.kept == 1);

	publish("desk public", "desk/i=3 public/a=A public/b/c=C");
	ck_assert(count.written == 0 && count.linked == 1 && count.kept == 2);

	publish("desk public", "public/a=A");
	ck_assert_str_eq(tree(), "public/ public/a=A");
	publish("desk public", "");
	ck_assert_str_eq(tree(), "");
	publish("desk public", "public/a=A");
	ck_assert_str_eq(tree(), "public/ public/a=A");
}
END_TEST

/* Through many builds the unchanged file is the same one. */
START_TEST(unchanged_keeps_inode)
{
	struct io_stat before, after;
	char plan[100];

	publish("public", "public/a=same public/b=0");
	before = stat_of("site/public/a");
	for (int i = 1; i < 8; i++) {
		snprintf(plan, sizeof(plan), "public/a=same public/b=%d",
		    i / 2);
		publish("public", plan);
		after = stat_of("site/public/a");
		ck_assert_msg(after.inode == before.inode &&
			after.mtime_ns == before.mtime_ns,
		    "build %d", i);
	}
	/* Going back to old content does not hurt the rest. */
	publish("public", "public/a=other public/b=3");
	publish("public", "public/a=same public/b=3");
	ck_assert_str_eq(tree(), "public/ public/a=same public/b=3");
}
END_TEST

/* Lost and forged indexes cost time, never content. */
START_TEST(index_is_not_believed)
{
	struct io_stat before, after;
	struct io_entry *v;
	size_t n;

	publish("public", "public/a=same public/b=1");
	before = stat_of("site/public/a");
	publish("public", "public/a=same public/b=2");
	ck_assert_int_eq(io_list(top, S(".site.work"), perm, &v, &n), 0);
	for (size_t i = 0; i < n; i++) {
		struct str path = str_fmt(perm, ".site.work/%.*s",
		    STR_ARG(v[i].name));
		struct str s;

		if (!str_starts(v[i].name, S("index.")))
			continue;
		ck_assert_int_eq(io_read(top, path, 100000, perm, &s), 0);
		if (_i == 1)
			s = str_sub(s, 0, s.n - 3);
		else if (_i == 2)
			s = str_fmt(perm, "junk\n%.*s", STR_ARG(s));
		if (_i == 0)
			ck_assert_int_eq(io_remove(top, path), 0);
		else
			ck_assert_int_eq(io_write_replace(top, path, s), 0);
	}
	publish("public", "public/a=same public/b=3");
	after = stat_of("site/public/a");
	ck_assert_str_eq(tree(), "public/ public/a=same public/b=3");
	ck_assert_uint_eq(count.written, 1);
	ck_assert(after.inode == before.inode);
}
END_TEST

/* What people do to the trees behind our back. */
START_TEST(edits_are_undone)
{
	static const char want[] = "public/ public/a=1 public/b/ public/b/c=2";
	static const char files[] = "public/a=1 public/b/c=2";
	char full[200];
	FILE *f;

	publish("public", files);
	publish("public", files);
	switch (_i) {
	case 0:		/* in place, in both trees at once */
		full_path("site/public/a", full);
		f = fopen(full, "r+");
		ck_assert_ptr_nonnull(f);
		fputs("999", f);
		ck_assert_int_eq(fclose(f), 0);
		break;
	case 1:
		put("site/public/a", "replaced");
		break;
	case 2:
		ck_assert_int_eq(io_remove_tree(top, S("site/public/b")), 0);
		put("site/public/b", "a file");
		break;
	case 3:
		put("site/public/b/stray", "stray");
		put("site/public/a.d/stray", "stray");
		break;
	case 4:
		put(".site.work/tree/public/a", "hidden");
		put(".site.work/tree/public/stray", "hidden");
		put(".site.work/tree/other/stray", "hidden");
		break;
	case 5:
		ck_assert_int_eq(io_remove_tree(top, S("site/public/b")), 0);
		full_path("site/public/b", full);
		ck_assert_int_eq(symlink("../..", full), 0);
		break;
	}
	publish("public", files);
	ck_assert_str_eq(tree(), want);
	publish("public", files);
	ck_assert_str_eq(tree(), want);
	publish("public", files);
	ck_assert_str_eq(tree(), want);
}
END_TEST

START_TEST(others_are_kept)
{
	struct io_stat readme, page;
	struct stat st;
	char full[200];

	put("site/README.md", "read");
	publish("desk public", "desk/i/j=1 public/a=A");
	readme = stat_of("site/README.md");
	page = stat_of("site/desk/i/j");
	full_path("site/link", full);
	ck_assert_int_eq(symlink("desk", full), 0);
	full_path("site/desk", full);
	ck_assert_int_eq(chmod(full, 0750), 0);
	full_path("site/public", full);
	ck_assert_int_eq(chmod(full, 0711), 0);
	full_path("site", full);
	ck_assert_int_eq(chmod(full, 0751), 0);
	for (int i = 0; i < 4; i++) {
		char files[40], want[120];

		snprintf(files, sizeof(files), "public/a=%d", i);
		snprintf(want, sizeof(want),
		    "README.md=read desk/ desk/i/ "
		    "desk/i/j=1 link->desk public/ public/a=%d",
		    i);
		publish("public", files);
		ck_assert_str_eq(tree(), want);
		ck_assert(stat_of("site/README.md").inode == readme.inode);
		ck_assert(stat_of("site/desk/i/j").inode == page.inode);
		ck_assert(stat_of("site/desk/i/j").mtime_ns == page.mtime_ns);
		ck_assert_int_eq(stat(full, &st), 0);
		ck_assert_uint_eq(st.st_mode & 07777, 0751);
	}
	full_path("site/desk", full);
	ck_assert_int_eq(stat(full, &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0750);
	full_path("site/public", full);
	ck_assert_int_eq(stat(full, &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0711);
	/* The index went on knowing the edition that was not built. */
	publish("desk public", "desk/i/j=1 public/a=3");
	ck_assert_uint_eq(count.written, 0);
	ck_assert(stat_of("site/desk/i/j").inode == page.inode);
	/* What is removed from OUT does not come back. */
	ck_assert_int_eq(io_remove(top, S("site/README.md")), 0);
	ck_assert_int_eq(io_remove(top, S("site/link")), 0);
	publish("desk public", "desk/i/j=1 public/a=3");
	publish("desk public", "desk/i/j=1 public/a=3");
	ck_assert_str_eq(tree(),
	    "desk/ desk/i/ desk/i/j=1 public/ "
	    "public/a=3");
}
END_TEST

START_TEST(junk_in_work_goes)
{
	struct io_entry *v;
	char full[200];
	size_t n;

	publish("public", "public/a=1");
	publish("public", "public/a=2");
	put(".site.work/.hansho-1-2.tmp", "half");
	put(".site.work/index.999", "stale");
	put(".site.work/dir/file", "junk");
	ck_assert_int_eq(io_remove_tree(top, S(".site.work/tree")), 0);
	full_path(".site.work/tree", full);
	if (_i == 0)
		ck_assert_int_eq(symlink("../site", full), 0);
	else if (_i == 1)
		put(".site.work/tree", "a file");
	else
		put(".site.work/tree/public/a/b", "a folder");
	publish("public", "public/a=3");
	ck_assert_str_eq(tree(), "public/ public/a=3");
	ck_assert_int_eq(io_list(top, S(".site.work"), perm, &v, &n), 0);
	/* .gitignore .hansho-work lock tree and at most two indexes */
	ck_assert_uint_le(n, 6);
	full_path(".site.work", full);
	{
		struct stat st;

		ck_assert_int_eq(stat(full, &st), 0);
		ck_assert_uint_eq(st.st_mode & 0777, 0700);
	}
}
END_TEST

START_TEST(out_deleted_or_moved)
{
	struct io_stat page;

	publish("public", "public/a=1 public/b=2");
	publish("public", "public/a=1 public/b=3");
	if (_i == 0) {
		ck_assert_int_eq(io_remove_tree(top, S("site")), 0);
		publish("public", "public/a=1 public/b=3");
	} else {
		page = stat_of("site/public/a");
		ck_assert_int_eq(io_rename(top, S("site"), S("x")), 0);
		ck_assert_int_eq(io_remove_tree(top, S(".site.work")), 0);
		ck_assert_int_eq(io_rename(top, S("x"), S("site")), 0);
		publish("public", "public/a=1 public/b=3");
		ck_assert(stat_of("site/public/a").inode == page.inode);
		ck_assert_uint_eq(count.linked, 2);
	}
	ck_assert_str_eq(tree(), "public/ public/a=1 public/b=3");
}
END_TEST

START_TEST(holds_what_is_published)
{
	uint8_t one[DIGEST_BYTES_MAX], two[DIGEST_BYTES_MAX];
	struct publish_file v[] = {
		{ .path = S("public/a"), .sha256 = one, .is_held = true },
		{ .path = S("public/b"), .content = S("new") },
		{ .path = S("public/c"), .content = { NULL, 0 } },
	};
	struct str edition = S("public");
	struct publish_plan plan = { v, 3, &edition, 1 };
	struct publish *p;

	digest_bytes(DIGEST_SHA256, S("one"), one);
	digest_bytes(DIGEST_SHA256, S("two"), two);
	publish("public", "public/a=one public/b=two");
	put("site/public/b", "TWO");
	for (int i = 0; i < 3; i++) {
		p = publish_open(out, perm);
		ck_assert(publish_holds(p, S("public/a"), one));
		ck_assert(!publish_holds(p, S("public/a"), two));
		ck_assert(!publish_holds(p, S("public/b"), two));
		ck_assert(!publish_holds(p, S("public/c"), one));
		publish_commit(p, &plan, pool, &count);
		publish_close(p);
		ck_assert_str_eq(tree(),
		    "public/ public/a=one public/b=new "
		    "public/c=");
	}
}
END_TEST

/* Put "a=content" files, then publish them or not. */
static void
put_early(struct str files[], size_t n, bool shall_publish)
{
	struct arena *a = arena_open();
	struct publish_file *v = arena_array(a, struct publish_file, n);
	struct str edition = S("public");
	struct publish_plan plan = { v, n, &edition, 1 };
	struct publish *p = publish_open(out, a);

	for (size_t i = 0; i < n; i++) {
		uint8_t *sha256 = (uint8_t *)arena_bytes(a, DIGEST_BYTES_MAX);

		ck_assert(str_cut(files[i], '=', &v[i].path, &v[i].content));
		digest_bytes(DIGEST_SHA256, v[i].content, sha256);
		v[i].sha256 = sha256;
		ck_assert_int_eq(publish_put(p, &v[i], (unsigned)i % 3), 0);
		ck_assert(v[i].content.p == NULL);
	}
	if (shall_publish)
		publish_commit(p, &plan, pool, &count);
	publish_close(p);
	arena_close(a);
}

/* Whether files wait in the work folder; indexes go if asked. */
static bool
is_waiting(bool drop_indexes)
{
	struct io_entry *v;
	size_t n;
	bool found = false;

	ck_assert_int_eq(io_list(top, S(".site.work"), perm, &v, &n), 0);
	for (size_t i = 0; i < n; i++) {
		found |= str_eq_z(v[i].name, "new");
		if (drop_indexes && str_starts(v[i].name, S("index.")))
			ck_assert_int_eq(io_remove(top,
					     str_fmt(perm, ".site.work/%.*s",
						 STR_ARG(v[i].name))),
			    0);
	}
	return found;
}

START_TEST(takes_files_early)
{
	struct str files[] = { S("public/a=1"), S("public/b/c=2"),
		S("public/d=3"), S("public/e=4") };
	struct io_stat a, b;

	put_early(files, 4, false);
	ck_assert(!is_waiting(false));
	publish("public", "public/a=1 public/b/c=0");
	a = stat_of("site/public/a");
	put_early(files, 4, false);
	ck_assert_str_eq(tree(), "public/ public/a=1 public/b/ public/b/c=0");
	for (int i = 0; i < 3; i++) {
		put_early(files, 4, true);
		ck_assert_uint_eq(count.written, i == 0 ? 3 : 0);
		ck_assert(!is_waiting(false));
		ck_assert_str_eq(tree(),
		    "public/ public/a=1 public/b/ "
		    "public/b/c=2 public/d=3 public/e=4");
		b = stat_of("site/public/a");
		ck_assert(a.inode == b.inode && a.mtime_ns == b.mtime_ns);
	}
	/* Without an index content is compared, by digest. */
	files[3] = S("public/e=5");
	ck_assert(!is_waiting(true));
	put_early(files, 4, true);
	ck_assert_uint_eq(count.written, 1);
	ck_assert_str_eq(tree(),
	    "public/ public/a=1 public/b/ "
	    "public/b/c=2 public/d=3 public/e=5");
}
END_TEST

START_TEST(many_files_in_parallel)
{
	enum { FILES = 3000 };
	struct publish_file *v = arena_array(perm, struct publish_file, FILES);
	struct str edition = S("public");
	struct publish_plan plan = { v, FILES, &edition, 1 };
	struct pool *two = pool_open(2);

	for (size_t i = 0; i < FILES; i++) {
		v[i].path = str_fmt(perm, "public/%02zu/%04zu", i / 100, i);
		v[i].content = v[i].path;
	}
	for (size_t round = 0; round < 3; round++) {
		struct publish *p = publish_open(out, perm);
		struct io_stat st;

		v[7 + round].content = S("changed");
		publish_commit(p, &plan, two, &count);
		publish_close(p);
		ck_assert_uint_eq(count.written, round == 0 ? FILES : 1);
		ck_assert_uint_eq(count.kept + count.linked + count.written,
		    FILES);
		st = stat_of("site/public/29/2999");
		ck_assert_uint_eq(st.size, 14);
	}
	pool_close(two);
}
END_TEST

/* Run in a child; returns its status, with its messages in text. */
static int
in_child(void (*run)(const void *), const void *arg, char text[1000])
{
	int fds[2], status;
	ssize_t n;
	size_t got = 0;
	pid_t child;

	ck_assert_int_eq(pipe(fds), 0);
	child = fork();
	ck_assert_int_ge(child, 0);
	if (child == 0) {
		dup2(fds[1], STDERR_FILENO);
		close(fds[0]);
		run(arg);
		_exit(0);
	}
	close(fds[1]);
	while ((n = read(fds[0], text + got, 999 - got)) > 0)
		got += (size_t)n;
	text[got] = '\0';
	close(fds[0]);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	return status;
}

static void
run_to(const void *where)
{
	publish_to(where, "public", "public/a=1");
}

static const struct {
	const char *plan;	/* what is there */
	const char *where;	/* below the test's folder; "/..." as it is */
	const char *message;	/* part of it */
} refusals[] = {
	{ "file", "/", "by its name" },
	{ "file", ".", "by its name" },
	{ "file", "site/..", "by its name" },
	{ "file", "site/.", "by its name" },
	{ "site/public/a", "site", "did not make" },
	{ "site/README.md/x", "site", "did not make" },
	{ "site/README", "site", "did not make" },
	{ ".site.work/mine", "site", "move it away" },
	{ "site", "site", "not a folder" },
	{ ".site.work", "site", "Not a directory" },
	{ "file", "none/site", "No such file" },
	{ "file", "file/site", "Not a directory" },
	{ "link", "link", "symbolic link" },
};

START_TEST(refuses)
{
	char full[200], text[1000];
	struct str before, after;
	int status;

	if (strcmp(refusals[_i].plan, "link") == 0) {
		put("other/file", "mine");
		full_path("link", full);
		ck_assert_int_eq(symlink("other", full), 0);
	} else {
		put(refusals[_i].plan, "mine");
	}
	full_path(refusals[_i].where, full);
	ck_assert_int_eq(chdir(root), 0);
	status = in_child(run_to, refusals[_i].where, text);
	ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 3,
	    "row %d: status %x", _i, (unsigned)status);
	ck_assert_msg(strstr(text, refusals[_i].message) != NULL, "row %d: %s",
	    _i, text);
	before = S("mine");
	if (strcmp(refusals[_i].plan, "link") == 0)
		ck_assert_int_eq(io_read(top, S("other/file"), 10, perm,
				     &after),
		    0);
	else
		ck_assert_int_eq(io_read(top, str_z(refusals[_i].plan), 10,
				     perm, &after),
		    0);
	ck_assert_msg(str_eq(before, after), "row %d", _i);
}
END_TEST

static void
run_as_nobody(const void *where)
{
	if (geteuid() == 0 && setuid(65534) != 0)
		_exit(9);
	run_to(where);
}

START_TEST(unwritable_parent)
{
	char text[1000];
	int status;

	ck_assert_int_eq(chmod(root, 0555), 0);
	status = in_child(run_as_nobody, out, text);
	ck_assert_int_eq(chmod(root, 0755), 0);
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 3);
	ck_assert_ptr_nonnull(strstr(text, "/.site.work: Permission denied"));
	ck_assert_str_eq(tree(), "absent");
}
END_TEST

START_TEST(accepts)
{
	static const char *const where[] = {
		"site",
		"site/",
		"./site//",
		"new",
		"empty",
		"README/../site",
	};
	struct io_stat st;

	put("site/README.md", "x");
	put("site/.gitignore", "*");
	put("README/x", "x");
	ck_assert_int_eq(io_mkdirs(top, S("empty")), 0);
	ck_assert_int_eq(chdir(root), 0);
	for (size_t i = 0; i < ARRAY_LEN(where); i++)
		publish_to(where[i], "public", "public/a=1");
	ck_assert_str_eq(tree(),
	    ".gitignore=* README.md=x public/ "
	    "public/a=1");
	st = stat_of("new/public/a");
	st = stat_of("empty/public/a");
	ck_assert_uint_eq(st.size, 1);
}
END_TEST

START_TEST(second_build_waits_not)
{
	struct publish *p = publish_open(out, perm);
	char text[1000];
	int status = in_child(run_to, out, text);

	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 3);
	ck_assert_ptr_nonnull(strstr(text, "another build"));
	publish_close(p);
	ck_assert_str_eq(tree(), "absent");
	status = in_child(run_to, out, text);
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}
END_TEST

/* What is there before, and the build that fails. */
static const struct scene {
	const char *name;
	const char *first;	/* builds of desk and public, NULL: none */
	const char *second;
	const char *kept;	/* a file put into OUT, or NULL */
	const char *editions;
	const char *files;
	const char *old;
	const char *new;
} scenes[] = {
	{
	    "first build",
	    NULL,
	    NULL,
	    NULL,
	    "desk public",
	    "desk/i=1 public/a/b=2",
	    "absent",
	    "desk/ desk/i=1 public/ public/a/ public/a/b=2",
	},
	{
	    "first build beside a README",
	    NULL,
	    NULL,
	    "site/README.md",
	    "public",
	    "public/a=2",
	    "README.md=mine",
	    "README.md=mine public/ public/a=2",
	},
	{
	    "second build",
	    "desk/i=1 public/a/b=2 public/c=3",
	    NULL,
	    NULL,
	    "desk public",
	    "desk/i=1 public/a=9 public/d=3",
	    "desk/ desk/i=1 public/ public/a/ public/a/b=2 public/c=3",
	    "desk/ desk/i=1 public/ public/a=9 public/d=3",
	},
	{
	    "third build",
	    "desk/i=1 public/a/b=1 public/c=1",
	    "desk/i=1 public/a/b=2 public/c=2 public/e=2",
	    "site/README.md",
	    "desk public",
	    "desk/i=1 public/a/b=3 public/c=2 public/f=3",
	    "README.md=mine desk/ desk/i=1 public/ public/a/ public/a/b=2 "
	    "public/c=2 public/e=2",
	    "README.md=mine desk/ desk/i=1 public/ public/a/ public/a/b=3 "
	    "public/c=2 public/f=3",
	},
	{
	    "one edition of two",
	    "desk/i=1 desk/j/k=1 public/a=1",
	    "desk/i=2 desk/j/k=1 public/a=2",
	    "site/x/y",
	    "public",
	    "public/a=3",
	    "desk/ desk/i=2 desk/j/ desk/j/k=1 public/ public/a=2 x/ "
	    "x/y=mine",
	    "desk/ desk/i=2 desk/j/ desk/j/k=1 public/ public/a=3 x/ "
	    "x/y=mine",
	},
};

struct fault {
	const struct scene *scene;
	uint64_t n;
	int err;
};

static void
run_fault(const void *arg)
{
	const struct fault *f = arg;

	io_fault(f->n, f->err);
	publish(f->scene->editions, f->scene->files);
	if (io_calls() < f->n)
		_exit(EXIT_FEWER_CALLS);
}

static void
prepare_scene(const struct scene *s)
{
	ck_assert_int_eq(io_remove_tree(top, S("site")), 0);
	ck_assert_int_eq(io_remove_tree(top, S(".site.work")), 0);
	if (s->first != NULL)
		publish("desk public", s->first);
	if (s->second != NULL)
		publish("desk public", s->second);
	if (s->kept != NULL)
		put(s->kept, "mine");
}

/* Fail one call; false when the build makes fewer. */
static bool
try_fault(const struct fault *f)
{
	const struct scene *s = f->scene;
	struct arena_mark mark = arena_mark(perm);
	char text[1000];
	const char *now;
	int status;
	bool is_done;

	prepare_scene(s);
	ck_assert_str_eq(tree(), s->old);
	status = in_child(run_fault, f, text);
	now = tree();
	is_done = WIFEXITED(status) && WEXITSTATUS(status) == EXIT_FEWER_CALLS;
	ck_assert_msg(strcmp(now, s->new) == 0 ||
		(!is_done && strcmp(now, s->old) == 0),
	    "%s, error %d at call %u: %s", s->name, f->err, (unsigned)f->n,
	    now);
	if (WIFSIGNALED(status))
		ck_assert_int_eq(WTERMSIG(status), SIGKILL);
	else if (WEXITSTATUS(status) == 3)
		ck_assert_msg(strstr(text, "hansho: cannot ") == text,
		    "%s, call %u: %s", s->name, (unsigned)f->n, text);
	else
		ck_assert_str_eq(now, s->new);
	ck_assert(f->err != -1 || is_done || WIFSIGNALED(status));
	/* The next build recovers, and so does the one after it. */
	publish(s->editions, s->files);
	ck_assert_str_eq(tree(), s->new);
	publish(s->editions, s->files);
	ck_assert_str_eq(tree(), s->new);
	ck_assert_uint_eq(count.written, 0);
	arena_reset(perm, mark);
	return !is_done;
}

static const int errors[] = { EIO, ENOSPC, EACCES, -1 };

START_TEST(whole_whatever_fails)
{
	struct fault f = {
		.scene = &scenes[(size_t)_i / ARRAY_LEN(errors)],
		.err = errors[(size_t)_i % ARRAY_LEN(errors)],
	};

	do
		f.n++;
	while (try_fault(&f));
	ck_assert_uint_gt(f.n, 40);
}
END_TEST

Suite *
suite_pipeline_publish(void)
{
	Suite *s = suite_create("pipeline_publish");
	TCase *t = tcase_create("publish");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, appears_and_changes);
	tcase_add_test(t, unchanged_keeps_inode);
	tcase_add_loop_test(t, index_is_not_believed, 0, 3);
	tcase_add_loop_test(t, edits_are_undone, 0, 6);
	tcase_add_test(t, others_are_kept);
	tcase_add_loop_test(t, junk_in_work_goes, 0, 3);
	tcase_add_loop_test(t, out_deleted_or_moved, 0, 2);
	tcase_add_test(t, holds_what_is_published);
	tcase_add_test(t, many_files_in_parallel);
	tcase_add_test(t, takes_files_early);
	tcase_add_loop_test(t, refuses, 0, (int)ARRAY_LEN(refusals));
	tcase_add_test(t, unwritable_parent);
	tcase_add_test(t, accepts);
	tcase_add_test(t, second_build_waits_not);
	tcase_add_loop_test(t, whole_whatever_fails, 0,
	    (int)(ARRAY_LEN(scenes) * ARRAY_LEN(errors)));
	tcase_set_timeout(t, 300);
	suite_add_tcase(s, t);
	return s;
}
