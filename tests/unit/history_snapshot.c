/*
 * history/history_snapshot: what names a revision, the files of one, and what
 * merging two gives, compared with git's own words.
 */
#include "history/history_snapshot.h"

#include "base/limits.h"
#include "history_repo.h"

/* Of the sanitizers, when they are there. */
void __lsan_disable(void) __attribute__((weak));
void __lsan_enable(void) __attribute__((weak));

static struct history *
reopen(void)
{
	struct history *h = history_open(perm, repo);

	ck_assert_msg(h->state == HISTORY_FINE, "%.*s", STR_ARG(h->why));
	return h;
}

/* "path=content\n" of each file; links "path>target". */
static const char *
text_of(const struct history_snapshot *s)
{
	struct buf b;
	const char *text;

	buf_init(&b, TEXT_MAX);
	for (size_t i = 0; i < s->n_files; i++)
		buf_printf(&b, "%.*s%c%.*s\n", STR_ARG(s->files[i].path),
		    s->files[i].is_link ? '>' : '=',
		    STR_ARG(s->files[i].content));
	text = str_to_z(perm, buf_str(&b));
	buf_fini(&b);
	return text;
}

static struct history_snapshot
snapshot(void)
{
	return (struct history_snapshot){
		.prefixes = folders,
		.n_prefixes = 3,
		.arena = perm,
	};
}

/* The files of a revision, as text_of(). */
static const char *
files_at(const char *rev)
{
	struct history *h = reopen();
	struct history_snapshot s = snapshot();
	uint8_t id[HISTORY_ID_BYTES];
	struct str why = S("");

	if (!history_snapshot_find(h, str_z(rev), id, &why))
		ck_abort_msg("%s: %.*s", rev, STR_ARG(why));
	if (!history_snapshot_files(h, id, &s))
		ck_abort_msg("%s: %.*s", rev, STR_ARG(s.why));
	history_close(h);
	return text_of(&s);
}

static struct str
trimmed(const char *line)
{
	return str_trim(git(line));
}

static void
three_commits(void)
{
	commit(1, 1000, "");
	put("cases/a", "1");
	put("tools/x", "not wanted");
	put("casesx/y", "not wanted either");
	commit(2, 2000, "1");
	put("cases/a", "2\r\n");
	put("content/b/c", "2");
	commit(3, 3000, "2");
	put("cases/a", "3");
	delete("content/b/c");
	import(3);
}

/* ---- names ------------------------------------ */

START_TEST(names)
{
	static const char *const revs[][2] = { { "HEAD", "b3" },
		{ "b2", "b2" }, { "HEAD~2", "b1" }, { "b3^", "b2" },
		{ "light", "b2" }, { "annotated", "b1" }, { "twice", "b1" },
		{ "refs/heads/b1", "b1" }, { "b3^1~1", "b1" } };
	struct history *h;

	init("");
	three_commits();
	git("tag light b2");
	git("tag -a -m x annotated b1");
	git("tag -a -m x twice annotated");
	h = reopen();
	for (size_t i = 0; i < ARRAY_LEN(revs); i++) {
		struct str line = str_fmt(perm, "rev-parse %s", revs[i][1]);
		struct str want = trimmed(str_to_z(perm, line)), why;
		uint8_t id[HISTORY_ID_BYTES];

		ck_assert_msg(history_snapshot_find(h, str_z(revs[i][0]), id,
				  &why),
		    "%s: %.*s", revs[i][0], STR_ARG(why));
		ck_assert_msg(str_eq(hex(id), want), "%s", revs[i][0]);
		/* And so do the id itself and its beginning. */
		ck_assert(history_snapshot_find(h, want, id, &why));
		ck_assert(str_eq(hex(id), want));
		ck_assert(
		    history_snapshot_find(h, str_sub(want, 0, 9), id, &why));
		ck_assert(str_eq(hex(id), want));
	}
	history_close(h);
}
END_TEST

START_TEST(bad_names)
{
	static const char *const revs[][2] = { { "", "is no revision" },
		{ "b1..b2", "is no revision" }, { "HEAD@{1}", "no revision" },
		{ "b1:cases/a", "is no revision" },
		{ ":/x", "is no revision" }, { "b1^{tree}", "is no revision" },
		{ "-h", "is no revision" }, { "HEAD~9", "there is no" },
		{ "b33", "did you mean 'b3'" },
		{ "tree", "names a tree, not a commit" },
		{ "deadbeef", "there is no revision" },
		{ "HEAD~99999999999999999999", "there is no" } };
	struct history *h;
	char lengthy[LIMIT_HISTORY_REVISION + 2];
	uint8_t id[HISTORY_ID_BYTES];
	struct str why;

	init("");
	three_commits();
	git("tag tree b1^{tree}");
	h = reopen();
	for (size_t i = 0; i < ARRAY_LEN(revs); i++) {
		ck_assert_msg(!history_snapshot_find(h, str_z(revs[i][0]), id,
				  &why),
		    "%s", revs[i][0]);
		ck_assert_msg(str_find(why, str_z(revs[i][1]), 0) != SIZE_MAX,
		    "%s: %.*s", revs[i][0], STR_ARG(why));
	}
	memset(lengthy, '^', sizeof(lengthy) - 1);
	lengthy[sizeof(lengthy) - 1] = '\0';
	ck_assert(!history_snapshot_find(h, str_z(lengthy), id, &why));
	history_close(h);
}
END_TEST

/* ---- files ------------------------------------ */

START_TEST(files)
{
	init("");
	three_commits();
	ck_assert_str_eq(files_at("b1"), "cases/a=1\n");
	ck_assert_str_eq(files_at("b2"), "cases/a=2\r\n\ncontent/b/c=2\n");
	ck_assert_str_eq(files_at("HEAD"), "cases/a=3\n");
	git("checkout -q --detach b2");
	ck_assert_str_eq(files_at("HEAD"), "cases/a=2\r\n\ncontent/b/c=2\n");
}
END_TEST

/* The folder may lie deeper in the work tree. */
START_TEST(files_of_a_subfolder)
{
	init("");
	commit(1, 1000, "");
	put("psirt/cases/a", "1");
	put("cases/b", "not wanted");
	import(1);
	git("checkout -q -f");
	snprintf(repo, sizeof(repo), "%s/repo/psirt", top);
	ck_assert_str_eq(files_at("HEAD"), "cases/a=1\n");
}
END_TEST

START_TEST(links_and_modules)
{
	static const char module[] = "M 160000 "
				     "0123456789012345678901234567890123456789"
				     " content/module\n";
	static const char link[] = "M 120000 inline cases/link\ndata 1\na\n";

	init("");
	commit(1, 1000, "");
	put("cases/a", "1");
	buf_printf(&stream, "%s%s", link, module);
	import(1);
	ck_assert_str_eq(files_at("HEAD"), "cases/a=1\ncases/link>a\n");
}
END_TEST

/* One name in two normal forms, and one that is no UTF-8. */
START_TEST(odd_names)
{
	init("");
	commit(1, 1000, "");
	put("cases/\xe3\x81\x8c", "composed");
	put("cases/\xe3\x81\x8b\xe3\x82\x99", "decomposed");
	put("cases/\xff", "no text");
	import(1);
	ck_assert_str_eq(files_at("HEAD"),
	    "cases/\xe3\x81\x8b\xe3\x82\x99=decomposed\n"
	    "cases/\xe3\x81\x8c=composed\ncases/\xff=no text\n");
}
END_TEST

/* Objects went away: said, and nothing half. */
START_TEST(missing_blob)
{
	struct history *h;
	struct history_snapshot s = snapshot();
	uint8_t id[HISTORY_ID_BYTES];
	struct str blob, path, why;

	init("");
	commit(1, 1000, "");
	put("cases/a", "1");
	import(1);
	git("checkout -q -f");
	ck_assert_int_eq(io_write_replace(top_dir, S("repo/cases/a"),
			     S("another")),
	    0);
	git("commit -q -a -m x");
	blob = trimmed("rev-parse HEAD:cases/a");
	path = str_fmt(perm, "repo/.git/objects/%.2s/%.*s", blob.p,
	    STR_ARG(str_from(blob, 2)));
	ck_assert_str_eq(files_at("HEAD"), "cases/a=another\n");
	ck_assert_int_eq(io_remove(top_dir, path), 0);
	h = reopen();
	ck_assert(history_snapshot_find(h, S("HEAD"), id, &why));
	ck_assert(!history_snapshot_files(h, id, &s));
	ck_assert(str_starts(s.why, S("cases/a: its content is missing")));
	history_close(h);
}
END_TEST

START_TEST(without_commits)
{
	struct history *h;
	struct history_snapshot s = snapshot();
	uint8_t id[HISTORY_ID_BYTES] = { 0 };
	struct str why;

	init(_i == 0 ? "" : "--object-format=sha256");
	h = history_open(perm, repo);
	ck_assert_int_eq((int)h->state,
	    (int)(_i == 0 ? HISTORY_EMPTY : HISTORY_SHA256));
	ck_assert(!history_snapshot_find(h, S("HEAD"), id, &why));
	ck_assert(str_eq(why, h->why));
	ck_assert(!history_snapshot_files(h, id, &s));
	ck_assert(str_eq(s.why, h->why));
	ck_assert(!history_snapshot_merge(h, id, id, &s));
	history_close(h);
}
END_TEST

START_TEST(shallow)
{
	struct history *h;
	struct history_snapshot s = snapshot();
	uint8_t id[HISTORY_ID_BYTES];
	struct str why, line;

	init("");
	three_commits();
	line = str_fmt(perm, "clone -q --depth 1 file://%s %s/cut", repo, top);
	ck_assert_int_eq(git_in(top, str_to_z(perm, line)), 0);
	snprintf(repo, sizeof(repo), "%s/cut", top);
	ck_assert_str_eq(files_at("HEAD"), "cases/a=3\n");
	h = reopen();
	ck_assert(!history_snapshot_find(h, S("HEAD~1"), id, &why));
	ck_assert(str_find(why, S("--unshallow"), 0) != SIZE_MAX);
	ck_assert(history_snapshot_find(h, S("HEAD"), id, &why));
	ck_assert(history_snapshot_merge(h, id, id, &s));
	history_close(h);
}
END_TEST

/* A walk from an older commit neither spoils the cache nor needs it. */
START_TEST(walk_from)
{
	struct history *h;
	uint8_t id[HISTORY_ID_BYTES];
	struct io_dir *d;
	struct str why, before, after;

	init("");
	three_commits();
	git("checkout -q -f");
	history_close(walk(repo, true));
	before = read_top("repo/.hansho/cache/history");
	ck_assert_int_eq(io_dir_open(repo, &d), 0);
	for (int i = 0; i < 2; i++) {
		h = reopen();
		ck_assert(history_snapshot_find(h, S("b2"), id, &why));
		history_snapshot_from(h, id);
		ck_assert(history_walk(h, folders, 3, i == 0 ? d : NULL));
		ck_assert_uint_eq(h->n_commits, 2);
		ck_assert_uint_eq(h->n_read, i == 0 ? 0 : 2);
		ck_assert_ptr_nonnull(history_file(h, S("content/b/c")));
		ck_assert_uint_eq(history_file(h, S("content/b/c"))->n_changes,
		    1);
		history_close(h);
	}
	after = read_top("repo/.hansho/cache/history");
	ck_assert(str_eq(before, after));
	io_dir_close(d);
	h = walk(repo, true);
	ck_assert_uint_eq(h->n_commits, 3);
	ck_assert_uint_eq(h->n_read, 0);
	history_close(h);
}
END_TEST

/* ---- merges ------------------------------------ */

static const char ten[] = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n";

/* Both sides of a merge without and one with conflicts. */
static void
two_sides(void)
{
	commit(1, 1000, "");
	put("cases/both", ten);
	put("cases/clash", "0");
	put("cases/gone", "0");
	put("cases/old/case.md", "a case that is renamed, not changed\n");
	put("tools/clash", "0");
	commit(2, 2000, "1");
	put("cases/both", "ours\n2\n3\n4\n5\n6\n7\n8\n9\n10\n");
	put("cases/clash", "ours");
	put("cases/gone", "ours");
	put("cases/new", "ours");
	put("cases/old/case.md", "a case that is renamed, and changed\n");
	put("tools/clash", "ours");
	commit(3, 3000, "1");
	put("cases/both", "1\n2\n3\n4\n5\n6\n7\n8\n9\ntheirs\n");
	put("cases/clash", "theirs");
	delete("cases/gone");
	put("content/new", "theirs");
	delete("cases/old/case.md");
	put("cases/name/case.md", "a case that is renamed, not changed\n");
	put("tools/clash", "theirs");
	import(2);
}

static struct history_snapshot
merge(const char *ours, const char *theirs)
{
	struct history *h = reopen();
	struct history_snapshot s = snapshot();
	uint8_t a[HISTORY_ID_BYTES], b[HISTORY_ID_BYTES];
	struct str why;

	ck_assert(history_snapshot_find(h, str_z(ours), a, &why));
	ck_assert(history_snapshot_find(h, str_z(theirs), b, &why));
	if (!history_snapshot_merge(h, a, b, &s))
		ck_abort_msg("%s %s: %.*s", ours, theirs, STR_ARG(s.why));
	history_close(h);
	return s;
}

START_TEST(merge_conflict)
{
	struct history_snapshot s;
	struct str objects;

	init("");
	two_sides();
	objects = git("count-objects -v");
	s = merge("b2", "b3");
	ck_assert_str_eq(text_of(&s),
	    "cases/both=ours\n2\n3\n4\n5\n6\n7\n8\n9\ntheirs\n\n"
	    "cases/clash=theirs\n"
	    "cases/name/case.md=a case that is renamed, and changed\n\n"
	    "cases/new=ours\ncontent/new=theirs\n");
	ck_assert(s.has_base);
	ck_assert(str_eq(hex(s.base), trimmed("rev-parse b1")));
	ck_assert_uint_eq(s.n_conflicts, 2);
	ck_assert(str_eq(s.conflicts[0], S("cases/clash")));
	ck_assert(str_eq(s.conflicts[1], S("cases/gone")));
	/* Nothing was written. */
	ck_assert(str_eq(objects, git("count-objects -v")));
}
END_TEST

/* What is there already, and what is behind. */
START_TEST(merge_trivial)
{
	struct history_snapshot s;

	init("");
	three_commits();
	s = merge("b1", "b3");
	ck_assert_str_eq(text_of(&s), files_at("b3"));
	s = merge("b3", "b1");
	ck_assert_str_eq(text_of(&s), files_at("b3"));
	ck_assert_uint_eq(s.n_conflicts, 0);
}
END_TEST

START_TEST(merge_unrelated)
{
	struct history_snapshot s;

	init("");
	commit(1, 1000, "");
	put("cases/a", "1");
	commit(2, 1000, "");
	put("cases/b", "2");
	import(1);
	s = merge("b1", "b2");
	ck_assert_str_eq(text_of(&s), "cases/a=1\ncases/b=2\n");
	ck_assert(!s.has_base);
}
END_TEST

/* Two commits with two newest common ones: what git makes of it. */
START_TEST(merge_criss_cross)
{
	struct history_snapshot s;

	init("");
	commit(1, 1000, "");
	put("cases/a", ten);
	commit(2, 2000, "1");
	put("cases/a", "2\n2\n3\n4\n5\n6\n7\n8\n9\n10\n");
	commit(3, 2000, "1");
	put("cases/a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n3\n");
	commit(4, 3000, "2 3");
	put("cases/a", "2\n2\n3\n4\n5\n6\n7\n8\n9\n3\n");
	commit(5, 3000, "3 2");
	put("cases/a", "2\n2\n3\n4\n5\n6\n7\n8\n9\n3\n");
	commit(6, 4000, "4");
	put("cases/a", "2\n2\n3\n4\n6\n6\n7\n8\n9\n3\n");
	commit(7, 4000, "5");
	put("cases/b", "7");
	import(6);
	s = merge("b6", "b7");
	ck_assert_str_eq(text_of(&s),
	    "cases/a=2\n2\n3\n4\n6\n6\n7\n8\n9\n3\n\ncases/b=7\n");
	ck_assert_uint_eq(s.n_conflicts, 0);
}
END_TEST

START_TEST(merge_octopus)
{
	struct history_snapshot s;

	init("");
	commit(1, 1000, "");
	put("cases/a", "1");
	for (int i = 2; i < 6; i++) {
		char path[] = "cases/p0";

		path[7] = (char)('0' + i);
		commit(i, 2000, "1");
		put(path, "x");
	}
	commit(6, 3000, "2 3 4 5");
	put("cases/p3", "x");
	put("cases/p4", "x");
	put("cases/p5", "x");
	commit(7, 3000, "1");
	put("cases/q", "y");
	import(6);
	s = merge("b6", "b7");
	ck_assert_str_eq(text_of(&s),
	    "cases/a=1\ncases/p2=x\ncases/p3=x\ncases/p4=x\ncases/p5=x\n"
	    "cases/q=y\n");
}
END_TEST

START_TEST(merge_shallow)
{
	struct history *h;
	struct history_snapshot s = snapshot();
	uint8_t a[HISTORY_ID_BYTES], b[HISTORY_ID_BYTES];
	struct str why, line;

	init("");
	two_sides();
	git("branch -q -D b1");
	line = str_fmt(perm,
	    "clone -q --depth 1 --no-single-branch file://%s %s/cut", repo,
	    top);
	ck_assert_int_eq(git_in(top, str_to_z(perm, line)), 0);
	snprintf(repo, sizeof(repo), "%s/cut", top);
	h = reopen();
	ck_assert(history_snapshot_find(h, S("origin/b2"), a, &why));
	ck_assert(history_snapshot_find(h, S("origin/b3"), b, &why));
	/* libgit2 1.5 forgets a list when a commit is missing. */
	if (__lsan_disable != NULL)
		__lsan_disable();
	ck_assert(!history_snapshot_merge(h, a, b, &s));
	if (__lsan_enable != NULL)
		__lsan_enable();
	ck_assert(str_find(s.why, S("--unshallow"), 0) != SIZE_MAX);
	history_close(h);
}
END_TEST

/* ---- ids ------------------------------------ */

START_TEST(blob)
{
	static const char *const texts[] = { "", "a\n", "1\r\n2" };
	uint8_t id[HISTORY_ID_BYTES];

	init("");
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		ck_assert_int_eq(io_write_replace(top_dir, S("in"),
				     str_z(texts[i])),
		    0);
		history_snapshot_blob(str_z(texts[i]), id);
		ck_assert_msg(str_eq(hex(id), trimmed("hash-object --stdin")),
		    "%zu", i);
	}
}
END_TEST

Suite *
suite_history_snapshot(void)
{
	Suite *s = suite_create("history_snapshot");
	TCase *tc = tcase_create("snapshot");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, names);
	tcase_add_test(tc, bad_names);
	tcase_add_test(tc, files);
	tcase_add_test(tc, files_of_a_subfolder);
	tcase_add_test(tc, links_and_modules);
	tcase_add_test(tc, odd_names);
	tcase_add_test(tc, missing_blob);
	tcase_add_loop_test(tc, without_commits, 0, 2);
	tcase_add_test(tc, shallow);
	tcase_add_test(tc, walk_from);
	tcase_add_test(tc, merge_conflict);
	tcase_add_test(tc, merge_trivial);
	tcase_add_test(tc, merge_unrelated);
	tcase_add_test(tc, merge_criss_cross);
	tcase_add_test(tc, merge_octopus);
	tcase_add_test(tc, merge_shallow);
	tcase_add_test(tc, blob);
	suite_add_tcase(s, tc);
	return s;
}
