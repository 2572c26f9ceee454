/*
 * history/: the walk says what git log says, for histories of every shape;
 * what is kept is used, and never trusted; each kind of repository is told
 * from the others.
 */
#include "history/history.h"

#include "base/map.h"
#include "history/history_cache.h"
#include "history/history_commit.h"
#include "history_repo.h"

Suite *suite_history_walk(void);

/* Both walks, one that keeps and one that finds, agree with git. */
static void
same_as_git(const char *what)
{
	struct str theirs = git_text();
	struct history *h = walk(repo, true);

	ck_assert_uint_gt(theirs.n, 0);
	same_text(what, our_text(h), theirs);
	ck_assert_int_eq(h->cache_err, 0);
	history_close(h);
	h = walk(repo, true);
	ck_assert_msg(h->n_read == 0, "%s: %zu read again", what, h->n_read);
	same_text(what, our_text(h), theirs);
	history_close(h);
}

/* ---- histories made by hand ------------------------------------ */

static void
shape_linear(void)
{
	commit(1, 1000, "");
	put("cases/2026/A/case.md", "one");
	put("README.md", "not ours");
	commit(2, 2000, "1");
	put("cases/2026/A/case.md", "two");
	commit(3, 3000, "2");
	put("README.md", "nothing of ours");
	commit(4, 4000, "3");
	delete("cases/2026/A/case.md");
	put("content/a.yaml", "a");
	commit(5, 5000, "4");
	put("cases/2026/A/case.md", "two");
	import(5);
}

/* One side changes, both change alike, one wins, and a merge of its own. */
static void
shape_merges(void)
{
	commit(1, 1000, "");
	put("cases/a", "0");
	put("cases/b", "0");
	put("cases/c", "0");
	put("cases/d", "0");
	commit(2, 2000, "1");
	put("cases/a", "left");
	put("cases/b", "both");
	put("cases/c", "left");
	put("cases/d", "left");
	commit(3, 2500, "1");
	put("cases/b", "both");
	put("cases/c", "right");
	put("cases/d", "right");
	put("cases/e", "right");
	commit(4, 3000, "2 3");
	put("cases/c", "left");
	put("cases/d", "of its own");
	put("cases/e", "right");
	commit(5, 4000, "4 1");
	delete("cases/a");
	import(5);
}

static void
shape_octopus(void)
{
	commit(1, 1000, "");
	put("cases/a", "0");
	for (int i = 2; i <= 40; i++) {
		char path[48];

		commit(i, 1000 + i % 7, "1");
		snprintf(path, sizeof(path), "products/p%d/product.yaml", i);
		put(path, i % 2 == 0 ? "even" : "odd");
		put("cases/a", i % 3 == 0 ? "0" : "changed");
	}
	commit(41, 3000,
	    "2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 "
	    "26 27 28 29 30 31 32 33 34 35 36 37 38 39 40");
	put("products/p3/product.yaml", "odd");
	put("products/p4/product.yaml", "of its own");
	put("cases/a", "of its own");
	import(41);
}

static void
shape_criss_cross(void)
{
	commit(1, 1000, "");
	put("cases/a", "0");
	put("cases/b", "0");
	commit(2, 2000, "1");
	put("cases/a", "2");
	commit(3, 2000, "1");
	put("cases/b", "3");
	commit(4, 3000, "2 3");
	put("cases/b", "3");
	commit(5, 3000, "3 2");
	put("cases/a", "2");
	commit(6, 4000, "4 5");
	put("cases/a", "6");
	import(6);
}

/* Dates that lie, and two histories without a common beginning. */
static void
shape_dates(void)
{
	commit(1, 4102444800, "");
	put("cases/a", "from the future");
	commit(2, 1000, "1");
	put("cases/a", "before its parent");
	commit(3, 1000, "2");
	put("cases/b", "at the same time");
	commit(4, 0, "1");
	put("cases/b", "the first second");
	commit(5, 5000, "3 4");
	put("cases/b", "merged");
	commit(6, 900, "");
	put("content/x", "another root");
	commit(7, 4102444900, "5 6");
	put("content/x", "another root");
	import(7);
}

/* Everything that is no plain file, and names that git would quote. */
static void
shape_entries(void)
{
	commit(1, 1000, "");
	put("cases/link", "plain");
	put("cases/run", "#!");
	put("cases/crlf", "a\r\nb\r\n");
	put("cases/deep/a/b/c/d/e/f", "deep");
	put("cases/deep.md", "sorts before deep/");
	put("cases/deep0", "sorts behind deep/");
	put("content/\xe3\x81\x8c.md", "composed");
	put("content/\xe3\x81\x8b\xe3\x82\x99.md", "decomposed");
	put("content/with blank.md", "blank");
	buf_printf(&stream,
	    "M 160000 0123456789012345678901234567890123456789 products/sub\n");
	commit(2, 2000, "1");
	buf_printf(&stream,
	    "M 120000 inline cases/link\ndata 3\nrun\n"
	    "M 100755 inline cases/run\ndata 2\n#!\n"
	    "M 160000 1123456789012345678901234567890123456789 products/sub\n");
	put("cases/crlf", "a\nb\n");
	put("content/\xe3\x81\x8b\xe3\x82\x99.md", "changed");
	commit(3, 3000, "2");
	delete("cases/deep");
	put("cases/deep", "a file where a folder was");
	delete("cases/run");
	put("cases/run/inside", "a folder where a file was");
	put("products/sub/now", "a folder where a module was");
	import(3);
}

/* Git's own names never pass; ours are those of the prefixes alone. */
static void
shape_names(void)
{
	commit(1, 1000, "");
	put("cases", "a file of the folder's name");
	put("content/a", "a");
	commit(2, 2000, "1");
	delete("cases");
	put("cases/a", "a");
	put("cases2/a", "not ours");
	import(2);
}

static const struct shape {
	const char *name;
	void (*make)(void);
} shapes[] = {
	{ "linear", shape_linear },
	{ "merges", shape_merges },
	{ "octopus", shape_octopus },
	{ "criss-cross", shape_criss_cross },
	{ "dates", shape_dates },
	{ "entries", shape_entries },
};

START_TEST(agrees_with_git_log)
{
	init("");
	shapes[_i].make();
	same_as_git(shapes[_i].name);
}
END_TEST

/* A file of a prefix's name is none of the files below the prefix. */
START_TEST(prefixes_are_folders)
{
	struct history *h;

	init("");
	shape_names();
	h = walk(repo, false);
	ck_assert_uint_eq(h->n_files, 2);
	ck_assert(str_eq(h->files[0]->path, S("cases/a")));
	ck_assert(str_eq(h->files[1]->path, S("content/a")));
	history_close(h);
}
END_TEST

/* ---- random histories ------------------------------------ */

#define COMMITS	2000
#define PATHS	40
#define CONTENTS	24
#define PARENTS	4

static uint64_t seed;

static unsigned
draw(unsigned below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed >> 33) % below;
}

/* Content 0 is none; some are links and modules. */
static void
put_content(unsigned path, unsigned content)
{
	char name[64], text[16];

	snprintf(name, sizeof(name), "%s/f%u/%s%u.md",
	    path % 3 == 0     ? "cases/2026" :
		path % 3 == 1 ? "content" :
				"products/x/y",
	    path / 8, path % 5 == 0 ? "\xe8\xa8\x98" : "a", path);
	snprintf(text, sizeof(text), "%u\n", content % (CONTENTS / 2));
	if (content == 0)
		delete(name);
	else if (content == 1)
		buf_printf(&stream, "M 160000 %040d %s\n", 1, name);
	else
		buf_printf(&stream, "M %s inline %s\ndata %zu\n%s\n",
		    content == 2     ? "120000" :
			content == 3 ? "100755" :
				       "100644",
		    name, strlen(text), text);
}

/* A commit on top of recent ones; of merges most files come from a parent. */
static void
random_commit(int i, uint8_t (*state)[PATHS], long *date)
{
	char parents[64] = "";
	int from[PARENTS], n = 0, wanted = 1;
	uint8_t *now = state[i];

	if (i > 1 && draw(5) == 0)
		wanted += 1 + (int)(draw(6) == 0 ? draw(PARENTS - 1) : 0);
	while (i > 0 && n < wanted && n < i) {
		int p = i - 1 -
		    (int)draw(i < 12 ? (unsigned)i : 12) * (draw(3) == 0);
		bool is_new = true;

		for (int k = 0; k < n; k++)
			is_new = is_new && from[k] != p;
		if (is_new)
			from[n++] = p;
	}
	for (int k = 0; k < n; k++)
		snprintf(parents + strlen(parents),
		    sizeof(parents) - strlen(parents), "%s%d",
		    k > 0 ? " " : "", from[k] + 1);
	*date += (long)draw(100) - 20;
	commit(i + 1, draw(50) == 0 ? *date + 100000 : *date, parents);
	for (unsigned path = 0; path < PATHS; path++) {
		unsigned first = n > 0 ? state[from[0]][path] : 0;
		unsigned content = n > 0 ?
		    state[from[draw((unsigned)n)]][path] :
		    draw(CONTENTS);

		if (draw(20) == 0)
			content = draw(CONTENTS);
		now[path] = (uint8_t)content;
		if (content != first)
			put_content(path, content);
	}
}

static void
random_history(uint64_t start, int commits)
{
	uint8_t(*state)[PATHS] = (void *)arena_bytes(perm,
	    (size_t)commits * PATHS);
	long date = 1700000000;

	seed = start;
	for (int i = 0; i < commits; i++)
		random_commit(i, state, &date);
	import(commits);
}

/* The ids of the commits of one file that are no merges. */
static struct str
plain_ids(const struct history *h, struct str path)
{
	const struct history_file *f = history_file(h, path);
	struct str text = S("");

	ck_assert_ptr_nonnull(f);
	for (size_t i = 0; i < f->n_changes; i++) {
		const struct history_commit *c = f->changes[i]->commit;

		if (c->n_parents < 2)
			text = str_fmt(perm, "%.*s%.*s\n", STR_ARG(text),
			    STR_ARG(hex(c->id)));
	}
	return text;
}

START_TEST(agrees_on_random_histories)
{
	struct history *h;
	char line[256];

	init("");
	random_history(0x9e3779b97f4a7c15u + (uint64_t)_i,
	    _i == 0 ? COMMITS : 200);
	same_as_git("random");
	h = walk(repo, false);
	ck_assert_uint_eq(h->n_files, PATHS);
	for (size_t i = 0; i < h->n_files; i += 7) {
		snprintf(line, sizeof(line),
		    "log --date-order --full-history --no-merges --format=%%H "
		    "-- %.*s",
		    STR_ARG(h->files[i]->path));
		same_text(line, plain_ids(h, h->files[i]->path), git(line));
	}
	history_close(h);
}
END_TEST

/* ---- renames ------------------------------------ */

#define LONG	"a line\nanother line\nsome more\nand the last\n"

/* Files before and after a commit, as "path=text|path=text". */
static const struct {
	const char *name, *before, *after;
	const char *renamed;	/* "new<old new<old", sorted by the new path */
} renames[] = {
	{ "the same blob", "cases/2026/A/case.md=x", "cases/2026/B/case.md=x",
	    "cases/2026/B/case.md<cases/2026/A/case.md" },
	{ "another folder of files",
	    "cases/2026/A/case.md=" LONG
	    "|cases/2026/A/a.md=1|cases/2026/A/x/b.md=2",
	    "cases/2026/B/case.md=new|cases/2026/B/a.md=1|"
	    "cases/2026/B/x/b.md=9",
	    "cases/2026/B/a.md<cases/2026/A/a.md "
	    "cases/2026/B/case.md<cases/2026/A/case.md "
	    "cases/2026/B/x/b.md<cases/2026/A/x/b.md" },
	{ "a lone file with another id", "cases/2026/A/case.md=id: A\n" LONG,
	    "cases/2026/B/case.md=id: B\n" LONG,
	    "cases/2026/B/case.md<cases/2026/A/case.md" },
	{ "a lone file that is another", "cases/2026/A/case.md=" LONG,
	    "cases/2026/B/case.md=of\nits\nown\n", "" },
	{ "half by name: the nearer one",
	    "cases/A/case.md=1\n2\n3\n4\n|cases/B/case.md=1\n2\n7\n8\n",
	    "cases/C/case.md=1\n2\n7\n9\n",
	    "cases/C/case.md<cases/B/case.md" },
	{ "a year",
	    "cases/2025/A/case.md=x|cases/2025/A/a.md=y|cases/2025/B/b=1",
	    "cases/2026/A/case.md=x|cases/2026/A/a.md=changed|cases/2025/B/b=1",
	    "cases/2026/A/a.md<cases/2025/A/a.md "
	    "cases/2026/A/case.md<cases/2025/A/case.md" },
	{ "two with one blob: by name", "cases/A/a=x|cases/A/b=x",
	    "cases/B/b=x|cases/B/a=x",
	    "cases/B/a<cases/A/a cases/B/b<cases/A/b" },
	{ "each is taken once", "cases/A/a=x", "cases/B/a=x|cases/C/a=x",
	    "cases/B/a<cases/A/a" },
	{ "a copy", "cases/A/a=x", "cases/A/a=x|cases/B/a=x", "" },
	{ "empty files", "cases/A/a=", "cases/B/b=", "" },
	{ "from outside", "drafts/a=x", "cases/A/a=x", "" },
	{ "into a folder", "cases/a.md=x|cases/b.md=y",
	    "cases/A/a.md=x|cases/A/b.md=z",
	    "cases/A/a.md<cases/a.md cases/A/b.md<cases/b.md" },
};

/* Put all of "path=text|..." into the stream. */
static void
put_all(const char *files)
{
	struct str rest = str_z(files), one, path, text;

	while (rest.n > 0) {
		(void)str_cut(rest, '|', &one, &rest);
		ck_assert(str_cut(one, '=', &path, &text));
		buf_printf(&stream, "M 100644 inline %.*s\ndata %zu\n%.*s\n",
		    STR_ARG(path), text.n, STR_ARG(text));
	}
}

START_TEST(renames_are_found)
{
	struct str text = S("");
	struct history *h;

	init("");
	commit(1, 1000, "");
	put_all(renames[_i].before);
	commit(2, 2000, "1");
	buf_printf(&stream, "deleteall\n");
	put_all(renames[_i].after);
	import(2);
	same_as_git(renames[_i].name);
	h = walk(repo, true);
	ck_assert_uint_eq(h->n_read, 0);
	for (size_t i = 0; i < h->commits[0]->n_changes; i++) {
		const struct history_change *c = &h->commits[0]->changes[i];

		ck_assert_int_eq(c->kind == HISTORY_RENAMED, c->from != NULL);
		if (c->from != NULL)
			text = str_fmt(perm, "%.*s%s%.*s<%.*s", STR_ARG(text),
			    text.n > 0 ? " " : "", STR_ARG(c->file->path),
			    STR_ARG(c->from->path));
	}
	ck_assert_msg(str_eq(text, str_z(renames[_i].renamed)), "%s: %.*s",
	    renames[_i].name, STR_ARG(text));
	history_close(h);
}
END_TEST

/* A file's story goes on under its old names, and not under what came later. */
START_TEST(follows_names)
{
	static const char *const story[] = { "cases/C/a 5", "cases/B/a 4",
		"cases/B/a 3", "cases/A/a 2", "cases/A/a 1" };
	const struct history_change **v;
	struct history *h;
	size_t n;

	init("");
	commit(1, 1000, "");
	put("cases/A/a", "one");
	commit(2, 2000, "1");
	put("cases/A/a", "two");
	commit(3, 3000, "2");
	buf_printf(&stream, "R cases/A cases/B\n");
	commit(4, 4000, "3");
	put("cases/B/a", "three");
	put("cases/A/a", "a new one of the old name");
	commit(5, 5000, "4");
	buf_printf(&stream, "R cases/B cases/C\n");
	import(5);
	h = walk(repo, false);
	v = history_follow(history_file(h, S("cases/C/a")), perm, &n);
	ck_assert_uint_eq(n, ARRAY_LEN(story));
	for (size_t i = 0; i < n; i++) {
		struct str is = str_fmt(perm, "%.*s %lld",
		    STR_ARG(v[i]->file->path),
		    (long long)v[i]->commit->committer_at.s / 1000);

		ck_assert_msg(str_eq_z(is, story[i]), "%zu: %.*s", i,
		    STR_ARG(is));
	}
	history_close(h);
}
END_TEST

START_TEST(answers_questions)
{
	const struct history_file *f;
	struct history *h;
	struct str text;

	init("");
	commit(1, 1000, "");
	put("cases/a", "one");
	put("cases/b", "b");
	commit(2, 2000, "1");
	put("cases/a", "two");
	import(2);
	h = walk(repo, false);
	ck_assert_uint_eq(h->n_people, 2);
	ck_assert(str_eq(h->people[0]->name, S("A U Thor")));
	ck_assert_int_eq(h->commits[0]->author_at.offset_s, 9 * 3600);
	ck_assert_ptr_null(history_file(h, S("cases/none")));
	f = history_file(h, S("cases/b"));
	ck_assert_ptr_nonnull(f);
	ck_assert_int_eq(f->changes[0]->commit->committer_at.s, 1000);
	f = history_file(h, S("cases/a"));
	ck_assert_ptr_nonnull(f);
	ck_assert_int_eq(f->changes[0]->commit->committer_at.s, 2000);
	ck_assert(history_blob(h, f->changes[1]->after, 3, perm, &text));
	ck_assert(str_eq(text, S("one")));
	ck_assert(!history_blob(h, f->changes[1]->after, 2, perm, &text));
	ck_assert(!history_blob(h, f->changes[1]->before, 9, perm, &text));
	ck_assert(!history_blob(h, h->commits[0]->id, 999, perm, &text));
	history_close(h);
}
END_TEST

/* ---- what is kept ------------------------------------ */

static const char cache_path[] = "repo/.hansho/cache/history";

static void
write_cache(struct str bytes)
{
	ck_assert_int_eq(io_write_replace(top_dir, str_z(cache_path), bytes),
	    0);
}

/* Walk; how many commits were read and are there. */
static void
walks(const char *what, size_t n_read, size_t n_commits)
{
	struct history *h = walk(repo, true);

	ck_assert_msg(h->n_read == n_read && h->n_commits == n_commits,
	    "%s: %zu of %zu commits read", what, h->n_read, h->n_commits);
	same_text(what, our_text(h), git_text());
	history_close(h);
}

START_TEST(reads_new_commits_alone)
{
	struct history *h;
	struct str rewritten;

	init("");
	random_history(77, 100);
	h = walk(repo, true);
	ck_assert_uint_gt(h->n_read, 50);
	walks("again", 0, h->n_commits);
	commit(101, 1800000000, "100");
	put("cases/new", "new");
	import(101);
	walks("one more", 1, h->n_commits + 1);
	/* The branch is rewritten: another commit is there. */
	commit(102, 1800000001, "100");
	put("cases/other", "other");
	import(102);
	walks("rewritten", 1, h->n_commits + 1);
	rewritten = read_top(cache_path);
	ck_assert_uint_eq(str_find(rewritten, S("cases/new"), 0), SIZE_MAX);
	ck_assert_uint_ne(str_find(rewritten, S("cases/other"), 0), SIZE_MAX);
	/* Back on an older branch, then on one without any relation. */
	import(101);
	walks("back", 1, h->n_commits + 1);
	commit(103, 5, "");
	put("cases/other", "root");
	import(103);
	walks("an orphan", 1, 1);
	history_close(h);
}
END_TEST

/* Other prefixes, or another folder of the tree, have a cache of their own. */
START_TEST(keeps_for_what_was_asked)
{
	struct history *h;
	struct io_dir *d;

	init("");
	shape_linear();
	walks("first", 5, 5);
	h = history_open(perm, repo);
	ck_assert_int_eq(io_dir_open(repo, &d), 0);
	ck_assert(history_walk(h, folders, 1, d));
	ck_assert_uint_eq(h->n_read, 5);
	ck_assert_uint_eq(h->n_files, 1);
	history_close(h);
	io_dir_close(d);
	walks("others were asked for", 5, 5);
}
END_TEST

START_TEST(mistrusts_a_damaged_cache)
{
	struct str good;
	char *bad;

	init("");
	shape_merges();
	walks("first", 5, 5);
	good = read_top(cache_path);
	bad = arena_bytes(perm, good.n + 1);
	for (size_t i = 0; i < good.n; i += 1 + good.n / 40) {
		memcpy(bad, good.p, good.n);
		bad[i] = (char)(bad[i] ^ 1);
		write_cache((struct str){ bad, good.n });
		walks("a bit", 5, 5);
		write_cache(str_sub(good, 0, i));
		walks("cut", 5, 5);
	}
	write_cache(str_cat(perm, good, S("\n")));
	walks("longer", 5, 5);
	write_cache(good);
	walks("as it was", 0, 5);
	/* A folder in its place can neither be read nor replaced. */
	ck_assert_int_eq(io_remove(top_dir, str_z(cache_path)), 0);
	ck_assert_int_eq(io_mkdirs(top_dir, S("repo/.hansho/cache/history/x")),
	    0);
	walks("a folder", 5, 5);
}
END_TEST

/* With a digest that fits, nonsense is refused or harmless. */
START_TEST(survives_a_false_cache)
{
	struct str good, key;
	uint8_t digest[DIGEST_BYTES_MAX];
	size_t n_fine = 0;
	char *bad;

	init("");
	shape_merges();
	walks("first", 5, 5);
	good = read_top(cache_path);
	ck_assert_uint_gt(good.n, 64);
	key = S("\ncases/\ncontent/\nproducts/\n\n");
	bad = arena_bytes(perm, good.n);
	seed = 4711;
	for (int i = 0; i < 5000; i++) {
		struct arena *a = arena_open();
		struct history_table t;
		struct history_lost lost;

		memcpy(bad, good.p, good.n);
		for (unsigned k = draw(4) + 1; k > 0; k--)
			bad[draw((unsigned)good.n)] = (char)draw(256);
		digest_bytes(DIGEST_SHA256, (struct str){ bad, good.n - 32 },
		    digest);
		memcpy(bad + good.n - 32, digest, 32);
		history_table_init(&t, a);
		n_fine += history_cache_read((struct str){ bad, good.n }, key,
		    &t, &lost);
		if (i % 50 == 0) {
			struct history *h;

			write_cache((struct str){ bad, good.n });
			h = walk(repo, true);
			ck_assert_uint_le(h->n_commits, 10);
			history_close(h);
		}
		arena_close(a);
	}
	ck_assert_uint_gt(n_fine, 0);
}
END_TEST

/* ---- kinds of repositories ------------------------------------ */

static void
make_nothing(void)
{
	ck_assert_int_eq(io_mkdirs(top_dir, S("repo")), 0);
}

static void
make_bare(void)
{
	init("--bare");
}

static void
make_empty(void)
{
	init("");
}

static void
make_sha256(void)
{
	init("--object-format=sha256");
}

static void
make_unknown(void)
{
	init("");
	git("config core.repositoryFormatVersion 1");
	git("config extensions.ofTomorrow true");
}

static void
make_newer(void)
{
	init("");
	git("config core.repositoryFormatVersion 9");
}

static void
make_without_head(void)
{
	init("");
	shape_linear();
	ck_assert_int_eq(io_write_replace(top_dir, S("repo/.git/HEAD"),
			     S("nonsense\n")),
	    0);
}

/* The tip's objects are there, its parent's are not. */
static void
make_without_objects(void)
{
	struct str id;

	init("");
	shape_linear();
	id = str_trim(git("rev-parse HEAD~2"));
	ck_assert_int_eq(io_remove(top_dir,
			     str_fmt(perm, "repo/.git/objects/%.*s/%.*s", 2,
				 id.p, (int)id.n - 2, id.p + 2)),
	    0);
}

static const struct {
	const char *name, *dir;
	void (*make)(void);
	enum history_state state;
	const char *says;
} kinds[] = {
	{ "nothing", "repo", make_nothing, HISTORY_NONE, "not in git" },
	{ "no folder", "none", make_nothing, HISTORY_NONE, "not in git" },
	{ "git's own folder", "repo/.git", make_empty, HISTORY_NONE,
	    "not in git's work tree" },
	{ "bare", "repo", make_bare, HISTORY_BARE, "is bare" },
	{ "empty", "repo", make_empty, HISTORY_EMPTY,
	    "nothing was committed" },
	{ "SHA-256", "repo", make_sha256, HISTORY_SHA256, "SHA-256" },
	{ "an unknown extension", "repo", make_unknown, HISTORY_UNSUPPORTED,
	    "oftomorrow" },
	{ "a newer format", "repo", make_newer, HISTORY_UNSUPPORTED, "9" },
	{ "no head", "repo", make_without_head, HISTORY_DAMAGED, ": " },
	{ "no objects", "repo", make_without_objects, HISTORY_DAMAGED,
	    "cannot be read: object not found" },
};

START_TEST(tells_what_it_cannot_read)
{
	struct history *h;
	char dir[128];

	kinds[_i].make();
	snprintf(dir, sizeof(dir), "%s/%s", top, kinds[_i].dir);
	h = history_open(perm, dir);
	ck_assert(!history_walk(h, folders, 3, NULL));
	ck_assert_msg(h->state == kinds[_i].state, "%s: %d: %.*s",
	    kinds[_i].name, (int)h->state, STR_ARG(h->why));
	ck_assert_msg(str_find(h->why, str_z(kinds[_i].says), 0) != SIZE_MAX,
	    "%s: %.*s", kinds[_i].name, STR_ARG(h->why));
	ck_assert_uint_eq(h->n_commits, 0);
	history_close(h);
}
END_TEST

START_TEST(reads_a_subfolder)
{
	struct history *h;
	char dir[128];

	init("");
	commit(1, 1000, "");
	put("psirt/cases/a", "a");
	put("psirt2/cases/a", "a");
	put("cases/a", "a");
	commit(2, 2000, "1");
	put("cases/a", "b");
	import(2);
	git("reset -q --hard");
	snprintf(dir, sizeof(dir), "%s/psirt", repo);
	for (int i = 0; i < 2; i++) {
		h = walk(dir, true);
		ck_assert_uint_eq(h->n_files, 1);
		ck_assert(str_eq(h->files[0]->path, S("cases/a")));
		ck_assert_uint_eq(h->files[0]->n_changes, 1);
		history_close(h);
	}
}
END_TEST

/* HEAD on no branch, a second work tree, extensions that change nothing. */
START_TEST(reads_unusual_places)
{
	struct history *h;
	char tree[128], line[192];

	init("");
	shape_merges();
	git("checkout -q --detach");
	snprintf(tree, sizeof(tree), "%s/tree", top);
	snprintf(line, sizeof(line), "worktree add -q --detach %s HEAD~1",
	    tree);
	git(line);
	git("config core.repositoryFormatVersion 1");
	git("config extensions.worktreeConfig true");
	h = walk(repo, false);
	ck_assert(h->is_detached);
	ck_assert(!h->is_shallow);
	ck_assert_uint_eq(h->n_commits, 5);
	history_close(h);
	h = walk(tree, true);
	ck_assert_uint_eq(h->n_commits, 4);
	history_close(h);
	same_as_git("detached");
}
END_TEST

START_TEST(reads_somebody_elses)
{
	struct history *h;

	init("");
	shape_linear();
	if (geteuid() != 0) {
		test_skip("reads_somebody_elses", "only root can give away");
		return;
	}
	ck_assert_int_eq(chown(repo, 12345, 12345), 0);
	snprintf(repo + strlen(repo), 8, "/.git");
	ck_assert_int_eq(chown(repo, 12345, 12345), 0);
	repo[strlen(repo) - 5] = '\0';
	h = walk(repo, false);
	ck_assert_uint_eq(h->n_commits, 5);
	history_close(h);
}
END_TEST

/* What a shallow copy begins with was there earlier, and it is not known
 * since when; the copy made whole is read anew. */
START_TEST(knows_where_a_shallow_copy_begins)
{
	struct history *h;
	char line[256], origin[96];

	init("");
	shape_linear();
	git("checkout -q -B main");
	snprintf(origin, sizeof(origin), "%s", repo);
	snprintf(repo, sizeof(repo), "%s/copy", top);
	snprintf(line, sizeof(line), "clone -q --depth 3 file://%s %s", origin,
	    repo);
	ck_assert_int_eq(git_in(top, line), 0);
	same_as_git("shallow");
	h = walk(repo, true);
	ck_assert(h->is_shallow);
	ck_assert_uint_eq(h->n_commits, 3);
	ck_assert(h->commits[2]->is_cut);
	ck_assert_uint_eq(h->commits[2]->n_changes, 1);
	ck_assert_int_eq(h->commits[2]->changes[0].kind, HISTORY_EARLIER);
	history_close(h);
	git("fetch -q --unshallow");
	walks("made whole", 5, 5);
}
END_TEST

/* ---- hostile trees ------------------------------------ */

/* Each entry of the folder cases/ is "MODE NAME" and an empty blob's id. */
static const struct {
	const char *entries[4];
	size_t n_files;
	enum history_state state;
	size_t cut;	/* bytes that are missing at the end */
} trees[] = {
	{ { "100644 a", "100755 b", "120000 c", "160000 d" }, 4, HISTORY_FINE,
	    0 },
	{ { "100644 a", "100644 a/b", "100644 /c" }, 1, HISTORY_FINE, 0 },
	{ { "100644 .", "100644 ..", "100644 " }, 0, HISTORY_FINE, 0 },
	{ { "100644 \x1b[31m", "100644 a\nb", "100644 \xff" }, 0, HISTORY_FINE,
	    0 },
	{ { "100644 b", "100644 a", "100644 b" }, 2, HISTORY_FINE, 0 },
	{ { "7777777777 a" }, 0, HISTORY_DAMAGED, 0 },
	{ { "100944 a" }, 0, HISTORY_DAMAGED, 0 },
	{ { "100644" }, 0, HISTORY_DAMAGED, 0 },
	{ { "100644 a" }, 0, HISTORY_DAMAGED, 1 },
	{ { "100644 a" }, 0, HISTORY_DAMAGED, 21 },
	{ { "40000 a" }, 0, HISTORY_DAMAGED, 0 },
};

/* Write an object as it is; its id. */
static struct str
write_object(const char *type, struct str bytes)
{
	struct str line = str_fmt(perm,
	    "hash-object -t %s -w --literally --stdin", type);

	ck_assert_int_eq(io_write_replace(top_dir, S("in"), bytes), 0);
	return str_trim(git(str_to_z(perm, line)));
}

static void
put_entry(struct buf *b, const char *entry, struct str id_hex)
{
	uint8_t id[HISTORY_ID_BYTES];

	ck_assert(history_commit_id(id_hex, id));
	buf_put(b, str_z(entry));
	buf_putc(b, '\0');
	buf_put(b, (struct str){ (const char *)id, sizeof(id) });
}

START_TEST(survives_hostile_trees)
{
	struct history *h;
	struct str id;

	init("");
	id = write_object("blob", S(""));
	for (size_t i = 0; i < 4 && trees[_i].entries[i] != NULL; i++)
		put_entry(&stream, trees[_i].entries[i], id);
	stream.n -= trees[_i].cut;
	id = write_object("tree", buf_str(&stream));
	buf_clear(&stream);
	put_entry(&stream, "40000 cases", id);
	id = write_object("tree", buf_str(&stream));
	id = write_object("commit",
	    str_fmt(perm, "tree %.*s\nauthor A <a> 1 +0000\n\nx",
		STR_ARG(id)));
	git(str_to_z(perm,
	    str_fmt(perm, "update-ref refs/heads/main %.*s", STR_ARG(id))));
	h = history_open(perm, repo);
	ck_assert_int_eq(history_walk(h, folders, 3, NULL),
	    trees[_i].state == HISTORY_FINE);
	ck_assert_int_eq(h->state, trees[_i].state);
	ck_assert_uint_eq(h->n_files, trees[_i].n_files);
	history_close(h);
}
END_TEST

/* What is deeper or longer than anybody loads is left out. */
START_TEST(leaves_out_deep_and_long_paths)
{
	struct buf path;
	struct history *h;

	init("");
	buf_init(&path, 4096);
	commit(1, 1000, "");
	buf_put(&path, S("cases"));
	for (int i = 0; i < 200; i++)
		buf_put(&path, S("/a"));
	put(str_to_z(perm, buf_str(&path)), "deep");
	buf_clear(&path);
	buf_put(&path, S("cases"));
	for (int i = 0; i < 6; i++) {
		buf_putc(&path, '/');
		buf_fill(&path, 'b', 200);
	}
	put(str_to_z(perm, buf_str(&path)), "long");
	put("cases/c", "neither");
	buf_fini(&path);
	import(1);
	h = walk(repo, true);
	ck_assert_uint_eq(h->n_files, 1);
	history_close(h);
}
END_TEST

/* ---- commit objects ------------------------------------ */

#define TREE	"tree 0123456789012345678901234567890123456789\n"
#define PARENT	"parent 1123456789012345678901234567890123456789\n"

static const struct {
	const char *object;
	bool fine;
	const char *name, *mail, *at;	/* of the author */
} objects[] = {
	{ TREE PARENT PARENT
	    "author A B <a@example.com> 1700000000 +0900\n"
	    "committer C <c@example.com> 1700000000 +0000\n\ntext",
	    true, "A B", "a@example.com", "2023-11-15T07:13:20+09:00" },
	{ TREE "author  Blank  <> 0 -0330\n\n", true, "Blank", "",
	    "1969-12-31T20:30:00-03:30" },
	{ TREE "author No brackets 1700000000 +0000\n\n", true,
	    "No brackets 1700000000 +0000", "", "1970-01-01T00:00:00Z" },
	{ TREE "author A <a> b> 1700000000 +0000\n\n", true, "A", "a",
	    "2023-11-14T22:13:20Z" },
	{ TREE "author A <a> 99999999999999999999 +9999\n\n", true, "A", "a",
	    "1970-01-01T00:00:00Z" },
	{ TREE "author A <a> 9999999999999 +2500\n\n", true, "A", "a",
	    "2199-12-31T00:00:00Z" },
	{ TREE "author A <a> -5 +0000\n\n", true, "A", "a",
	    "1970-01-01T00:00:00Z" },
	{ TREE "author \xe5\x8d\x8a\xff\x1b[31m <a\xc0@x> 1 +0000\n\n", true,
	    "\xe5\x8d\x8a\xef\xbf\xbd\xef\xbf\xbd[31m", "a\xef\xbf\xbd@x",
	    "1970-01-01T00:00:01Z" },
	{ TREE "\ntext", true, "", "", "1970-01-01T00:00:00Z" },
	{ TREE, true, "", "", "1970-01-01T00:00:00Z" },
	{ TREE "parent 12\n", false, NULL, NULL, NULL },
	{ "tree 01234567890123456789012345678901234567\n", false, NULL, NULL,
	    NULL },
	{ "tree 012345678901234567890123456789012345678g\n", false, NULL, NULL,
	    NULL },
	{ "parent " TREE, false, NULL, NULL, NULL },
	{ "", false, NULL, NULL, NULL },
};

START_TEST(reads_odd_commits)
{
	struct history_commit_parts p;
	bool fine = history_commit_read(str_z(objects[_i].object), perm, &p);

	ck_assert_int_eq(fine, objects[_i].fine);
	if (!fine)
		return;
	ck_assert_msg(str_eq_z(p.author.person.name, objects[_i].name), "%.*s",
	    STR_ARG(p.author.person.name));
	ck_assert_msg(str_eq_z(p.author.person.mail, objects[_i].mail), "%.*s",
	    STR_ARG(p.author.person.mail));
	ck_assert_msg(str_eq_z(instant_format(perm, p.author.at),
			  objects[_i].at),
	    "%.*s", STR_ARG(instant_format(perm, p.author.at)));
	ck_assert_uint_eq(p.n_parents, _i == 0 ? 2 : 0);
}
END_TEST

Suite *
suite_history_walk(void)
{
	Suite *s = suite_create("history_walk");
	TCase *tc = tcase_create("git");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 120);
	tcase_add_loop_test(tc, agrees_with_git_log, 0, ARRAY_LEN(shapes));
	tcase_add_test(tc, prefixes_are_folders);
	tcase_add_loop_test(tc, agrees_on_random_histories, 0, 4);
	tcase_add_loop_test(tc, renames_are_found, 0, ARRAY_LEN(renames));
	tcase_add_test(tc, follows_names);
	tcase_add_test(tc, answers_questions);
	tcase_add_test(tc, reads_new_commits_alone);
	tcase_add_test(tc, keeps_for_what_was_asked);
	tcase_add_test(tc, mistrusts_a_damaged_cache);
	tcase_add_test(tc, survives_a_false_cache);
	tcase_add_loop_test(tc, tells_what_it_cannot_read, 0,
	    ARRAY_LEN(kinds));
	tcase_add_test(tc, reads_a_subfolder);
	tcase_add_test(tc, reads_unusual_places);
	tcase_add_test(tc, reads_somebody_elses);
	tcase_add_test(tc, knows_where_a_shallow_copy_begins);
	tcase_add_loop_test(tc, survives_hostile_trees, 0, ARRAY_LEN(trees));
	tcase_add_test(tc, leaves_out_deep_and_long_paths);
	tcase_add_loop_test(tc, reads_odd_commits, 0, ARRAY_LEN(objects));
	suite_add_tcase(s, tc);
	return s;
}
