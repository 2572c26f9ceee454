/*
 * The tables of tests/rule/: for each rule inputs that it must report, with
 * the place, and inputs that nothing may be reported for.
 *
 * Format.  `== bad NAME` and `== good NAME` begin a test.  It starts from the
 * repository of base.repo, at 2026-11-22T12:00+09:00 (or `@ INSTANT`), and
 * changes it:
 *
 *	--- path	the lines that follow are the file's new content
 *	--! path	the file is taken away
 *	--~ path	hunks: lines with '-' must stand there once and are
 *			replaced by those with '+'; ' ' lines stay; an empty
 *			line begins another hunk
 *
 * After these there may be lines `+++ WHAT`, each with changes of its own, and
 * the repository is one of git's, in which these were made one by one:
 *
 *	+++ commit Name <mail> INSTANT	the changes are committed
 *	+++ side Name <mail> INSTANT	on a branch from before the newest one
 *	+++ merge Name <mail> INSTANT	that branch comes in
 *	+++ now		they are not
 *	+++ drop	the newest commit is taken from the branch, after the
 *			history was read with it
 *	+++ shallow	the copy begins with the newest commit
 *
 * `> path:line:col: class [rule]` is an expected diagnostic, in order; text
 * behind it must be part of the message or the help.  Bad tests report the
 * table's rule only, good ones nothing.  Lines with '#' before the first test
 * are remarks.
 */
#include "rule/rule.h"

#include <stdlib.h>
#include <string.h>

#include "audit/audit.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/io.h"
#include "base/map.h"
#include "base/pool.h"
#include "finding/matched_ruling.h"
#include "history_repo.h"
#include "model/matched.h"
#include "model/model.h"
#include "pipeline/derive.h"
#include "pipeline/theme.h"
#include "test.h"

#define NOW	S("2026-11-22T12:00+09:00")
#define FOLDER	"tests/rule"

/* One test on its way. */
struct table {
	struct arena *a;
	struct str rule;	/* the only one that may report */
	struct str name;
	bool is_bad;
	struct instant now;
	struct map *files;	/* path -> struct str * */
	struct str expected[16];
	size_t n_expected;
	size_t n_commits;	/* in the stream for git */
	size_t tip, before;	/* the newest of the branch, and its parent */
	size_t side;		/* of the side branch */
	bool has_git;
};

static struct str
read_table(struct arena *a, struct str path)
{
	struct io_dir *dir;
	struct str text;

	ck_assert_int_eq(io_dir_open(FOLDER, &dir), 0);
	if (io_read(dir, path, 1u << 20, a, &text) != 0)
		ck_abort_msg(FOLDER "/%.*s cannot be read", STR_ARG(path));
	io_dir_close(dir);
	return text;
}

static void
put_file(struct table *t, struct str path, struct str text)
{
	struct str *copy = arena_new(t->a, struct str);

	*copy = str_dup(t->a, text);
	map_put(t->files, str_dup(t->a, path), copy);
}

static struct str
get_file(const struct table *t, struct str path)
{
	const struct str *text = map_get(t->files, path);

	if (text == NULL)
		ck_abort_msg("%.*s: %.*s: no file %.*s", STR_ARG(t->rule),
		    STR_ARG(t->name), STR_ARG(path));
	return *text;
}

/* Replace what a hunk takes away by what it puts in. */
static void
apply_hunk(struct table *t, struct str path, const struct buf *from,
    const struct buf *to)
{
	struct str text = get_file(t, path);
	size_t at = str_find(text, buf_str(from), 0);
	struct buf out;

	if (from->n + to->n == 0)
		return;
	if (at == SIZE_MAX ||
	    str_find(text, buf_str(from), at + 1) != SIZE_MAX)
		ck_abort_msg("%.*s: %.*s: not once in %.*s: %.*s",
		    STR_ARG(t->rule), STR_ARG(t->name), STR_ARG(path),
		    STR_ARG(buf_str(from)));
	buf_init(&out, 1u << 20);
	buf_put(&out, str_sub(text, 0, at));
	buf_put(&out, buf_str(to));
	buf_put(&out, str_from(text, at + from->n));
	put_file(t, path, buf_str(&out));
	buf_fini(&out);
}

static void
apply_hunks(struct table *t, struct str path, struct str body)
{
	struct buf from, to;
	struct str line;
	bool more = true;

	buf_init(&from, 1u << 20);
	buf_init(&to, 1u << 20);
	while (more) {
		more = str_cut(body, '\n', &line, &body);
		if (line.n == 0) {
			apply_hunk(t, path, &from, &to);
			buf_clear(&from);
			buf_clear(&to);
			continue;
		}
		if (line.p[0] != '+') {
			buf_put(&from, str_from(line, 1));
			buf_putc(&from, '\n');
		}
		if (line.p[0] != '-') {
			buf_put(&to, str_from(line, 1));
			buf_putc(&to, '\n');
		}
	}
	buf_fini(&from);
	buf_fini(&to);
}

/* A line that says what becomes of the changes after it. */
static bool
is_step(struct str line)
{
	return str_starts(line, S("+++ commit ")) ||
	    str_starts(line, S("+++ side ")) ||
	    str_starts(line, S("+++ merge ")) ||
	    str_starts(line, S("+++ now\n")) ||
	    str_starts(line, S("+++ drop\n")) ||
	    str_starts(line, S("+++ shallow\n"));
}

static bool
is_mark(struct str line)
{
	return str_starts(line, S("--- ")) || str_starts(line, S("--! ")) ||
	    str_starts(line, S("--~ ")) || is_step(line);
}

/* Cut the lines up to the next mark off *rest. */
static struct str
block(struct str *rest)
{
	struct str all = *rest, line;
	size_t n = 0;

	while (rest->n > 0 && !is_mark(*rest)) {
		(void)str_cut(*rest, '\n', &line, rest);
		n = all.n - rest->n;
	}
	return str_sub(all, 0, n);
}

/* The changes up to the next step; what is left. */
static struct str
read_files(struct table *t, struct str text)
{
	while (text.n > 0 && !is_step(text)) {
		struct str line, path, body;

		(void)str_cut(text, '\n', &line, &text);
		if (line.n == 0)
			continue;
		path = str_from(line, 4);
		body = block(&text);
		if (str_starts(line, S("--! ")))
			map_put(t->files, path, NULL);
		else if (str_starts(line, S("--~ ")))
			apply_hunks(t, path, body);
		else
			put_file(t, path, body);
	}
	return text;
}

static int
path_cmp(const void *a, const void *b)
{
	return str_cmp(((const struct map_entry *)a)->key,
	    ((const struct map_entry *)b)->key);
}

static struct sources *
sources_of(const struct table *t)
{
	struct sources *ss = sources_open(t->a);
	size_t n = map_len(t->files);
	struct map_entry *files = arena_array(t->a, struct map_entry, n);

	for (size_t i = 0; i < n; i++)
		files[i] = *map_at(t->files, i);
	qsort(files, n, sizeof(*files), path_cmp);
	for (size_t i = 0; i < n; i++) {
		const struct str *text = files[i].value;

		if (text != NULL)
			source_set_text(ss, source_add(ss, files[i].key),
			    *text);
	}
	return ss;
}

static struct str
place_of(const struct table *t, const struct sources *ss, const struct diag *g)
{
	struct pos pos = source_pos(ss, g->at);

	return str_fmt(t->a, "%.*s:%u:%u: %s [%.*s]",
	    STR_ARG(source_get(ss, g->at.file)->path), pos.line, pos.column,
	    diag_class_name(g->class), STR_ARG(g->rule));
}

static void
compare(const struct table *t, const struct sources *ss, const struct diags *d)
{
	size_t n = 0;

	for (size_t i = 0; i < diags_len(d); i++) {
		const struct diag *g = diags_at(d, i);
		struct str have = place_of(t, ss, g);
		struct str want = n < t->n_expected ? t->expected[n] : S("");
		struct str text = str_trim(str_from(want, have.n));

		if (g->is_waived)
			continue;
		n++;
		if (!str_starts(want, have) ||
		    (text.n > 0 && str_find(g->message, text, 0) == SIZE_MAX &&
			str_find(g->help, text, 0) == SIZE_MAX))
			ck_abort_msg("%.*s: %s %.*s: reported\n  %.*s %.*s\n"
				     "  = %.*s\nwhere expected was\n  %.*s",
			    STR_ARG(t->rule), t->is_bad ? "bad" : "good",
			    STR_ARG(t->name), STR_ARG(have),
			    STR_ARG(g->message), STR_ARG(g->help),
			    STR_ARG(want));
		if (!str_eq(g->rule, t->rule))
			ck_abort_msg("%.*s: %.*s: reports %.*s as well",
			    STR_ARG(t->rule), STR_ARG(t->name),
			    STR_ARG(g->rule));
	}
	if (n < t->n_expected)
		ck_abort_msg("%.*s: bad %.*s: not reported: %.*s",
		    STR_ARG(t->rule), STR_ARG(t->name),
		    STR_ARG(t->expected[n]));
	if (t->is_bad != (n > 0))
		ck_abort_msg("%.*s: %.*s: a bad test expects something, a "
			     "good one nothing",
		    STR_ARG(t->rule), STR_ARG(t->name));
}

/* ---- steps in git ------------------------------------ */

/* What a commit builds on. */
static void
put_parents(struct table *t, char kind)
{
	size_t on = kind == 's' ? t->before : t->tip;

	if (on > 0)
		buf_printf(&stream, "from :%zu\n", on);
	if (kind == 'm')
		buf_printf(&stream, "merge :%zu\n", t->side);
	if (kind == 's') {
		t->side = t->n_commits;
	} else {
		t->before = t->tip;
		t->tip = t->n_commits;
	}
}

/* "Name <mail> INSTANT", with the files as they are now. */
static void
put_commit(struct table *t, char kind, struct str line)
{
	size_t end = str_find(line, S("> "), 0);
	struct instant at;

	if (end == SIZE_MAX ||
	    !instant_parse(str_trim(str_from(line, end + 2)), &at, NULL))
		ck_abort_msg("%.*s: %.*s: what commit is this: %.*s",
		    STR_ARG(t->rule), STR_ARG(t->name), STR_ARG(line));
	buf_printf(&stream,
	    "commit refs/heads/%s\nmark :%zu\nauthor %.*s> %lld +0900\n"
	    "committer %.*s> %lld +0900\ndata 1\nx\n",
	    kind == 's' ? "side" : "b1", ++t->n_commits,
	    STR_ARG(str_sub(line, 0, end)), (long long)at.s,
	    STR_ARG(str_sub(line, 0, end)), (long long)at.s);
	put_parents(t, kind);
	buf_put(&stream, S("deleteall\n"));
	for (size_t i = 0; i < map_len(t->files); i++) {
		const struct str *text = map_at(t->files, i)->value;

		if (text != NULL)
			buf_printf(&stream,
			    "M 100644 inline %.*s\ndata %zu\n%.*s\n",
			    STR_ARG(map_at(t->files, i)->key), text->n,
			    STR_ARG(*text));
	}
}

static void
drop_newest(void)
{
	import(1);
	history_close(walk(repo, true));
	git("update-ref refs/heads/b1 refs/heads/b1~1");
}

static void
cut_below_newest(void)
{
	struct io_dir *d;

	import(1);
	ck_assert_int_eq(io_dir_open(repo, &d), 0);
	ck_assert_int_eq(io_write_replace(d, S(".git/shallow"),
			     git("rev-parse HEAD")),
	    0);
	io_dir_close(d);
}

/* Make the repository of a test, and its files. */
static void
make_history(struct table *t, struct str text)
{
	struct io_dir *d;

	setup();
	init("");
	while (text.n > 0) {
		struct str line;

		(void)str_cut(text, '\n', &line, &text);
		text = read_files(t, text);
		if (str_starts(line, S("+++ commit ")))
			put_commit(t, 'c', str_from(line, 11));
		else if (str_starts(line, S("+++ side ")))
			put_commit(t, 's', str_from(line, 9));
		else if (str_starts(line, S("+++ merge ")))
			put_commit(t, 'm', str_from(line, 10));
		else if (str_starts(line, S("+++ drop")))
			drop_newest();
		else if (str_starts(line, S("+++ shallow")))
			cut_below_newest();
	}
	if (stream.n > 0)
		import(1);
	ck_assert_int_eq(io_dir_open(repo, &d), 0);
	for (size_t i = 0; i < map_len(t->files); i++) {
		const struct map_entry *e = map_at(t->files, i);

		if (e->value != NULL)
			ck_assert_int_eq(io_write_new(d, e->key,
					     *(const struct str *)e->value),
			    0);
	}
	io_dir_close(d);
}

/* What git says of the model. */
static void
audit(const struct table *t, struct pool *pool, struct model *m)
{
	struct history *h = history_open(t->a, repo);
	struct io_dir *root;

	ck_assert_int_eq(io_dir_open(repo, &root), 0);
	ck_assert(history_walk(h, audit_folders, n_audit_folders, root));
	audit_run(
	    &(struct audit_request){
		.m = m,
		.root = root,
		.history = h,
		.words = theme_words(t->a, root, sources_open(t->a),
		    diags_open(t->a)),
		.pool = pool,
		.now = t->now,
		.perm = t->a,
	    },
	    m);
	history_close(h);
	io_dir_close(root);
}

/* Rulings on decisions, as far as the files themselves tell. */
static void
rule_on_decisions(const struct table *t, struct model *m)
{
	struct matched *x = arena_new(t->a, struct matched);
	const struct ruling_ask q = { .m = m, .now = t->now };

	if (m->zone == NULL)
		return;
	x->n_rulings = matched_rulings(t->a, &q, &x->rulings);
	m->matched = x;
}

/* Load the repository as it now is, derive, run the rules, compare; twice. */
static void
run_test(const struct table *t)
{
	for (unsigned jobs = 1; jobs <= 2; jobs++) {
		struct pool *pool = pool_open(jobs);
		struct sources *ss = sources_of(t);
		struct diags *d = diags_open(t->a);
		struct model *m = model_from_sources(t->a, ss, pool, d);

		if (t->has_git)
			audit(t, pool, m);
		derive_run(
		    &(struct derive){
			.places = ss,
			.now = t->now,
			.pool = pool,
			.perm = t->a,
			.with_cases = true,
		    },
		    m);
		rule_on_decisions(t, m);
		rules_run(m, t->now, pool, t->a, d);
		compare(t, ss, d);
		pool_close(pool);
	}
}

/* The lines of a test before its files. */
static struct str
read_head(struct table *t, struct str text)
{
	while (text.n > 0 && !is_mark(text)) {
		struct str line;
		const char *why = "";

		(void)str_cut(text, '\n', &line, &text);
		if (str_starts(line, S("> "))) {
			ck_assert_uint_lt(t->n_expected, 16);
			t->expected[t->n_expected++] = str_from(line, 2);
		} else if (str_starts(line, S("@ "))) {
			ck_assert(
			    instant_parse(str_from(line, 2), &t->now, &why));
		} else if (line.n > 0 && line.p[0] != '#') {
			ck_abort_msg("%.*s: %.*s: what is this: %.*s",
			    STR_ARG(t->rule), STR_ARG(t->name), STR_ARG(line));
		}
	}
	return text;
}

static void
one_test(struct str base, struct str rule, bool is_bad, struct str text)
{
	struct table t = { .a = arena_open(), .rule = rule, .is_bad = is_bad };

	(void)str_cut(text, '\n', &t.name, &text);
	ck_assert(instant_parse(NOW, &t.now, NULL));
	t.files = map_open(t.a);
	(void)read_files(&t, base);
	text = read_files(&t, read_head(&t, text));
	t.has_git = text.n > 0;
	if (t.has_git)
		make_history(&t, text);
	run_test(&t);
	if (t.has_git)
		teardown();
	arena_close(t.a);
}

/* Where the next test begins in text, or its end. */
static size_t
next_test(struct str text, size_t from)
{
	size_t at = str_find(text, S("\n== "), from);

	return at == SIZE_MAX ? text.n : at + 1;
}

static void
run_table(struct str path, struct str rule)
{
	struct arena *a = arena_open();
	struct str base = read_table(a, S("base.repo"));
	struct str text = read_table(a, path);
	size_t at = str_starts(text, S("== ")) ? 0 : next_test(text, 0);
	size_t n_bad = 0, n_good = 0;

	while (at < text.n) {
		size_t end = next_test(text, at);
		struct str test = str_from(str_sub(text, 0, end), at + 3);
		bool is_bad = str_starts(test, S("bad "));

		if (!is_bad && !str_starts(test, S("good ")))
			ck_abort_msg("%.*s: neither bad nor good: %.*s",
			    STR_ARG(path), STR_ARG(str_sub(test, 0, 20)));
		*(is_bad ? &n_bad : &n_good) += 1;
		one_test(base, rule, is_bad, str_from(test, is_bad ? 4 : 5));
		at = end;
	}
	if (n_bad == 0 || n_good == 0)
		ck_abort_msg("%.*s: %zu bad tests, %zu good ones",
		    STR_ARG(path), n_bad, n_good);
	arena_close(a);
}

/* Of the faults, those that the rules' own floor reports have tables. */
static bool
has_table(struct str path)
{
	struct io_dir *dir;
	struct io_stat st;
	int err;

	ck_assert_int_eq(io_dir_open(FOLDER, &dir), 0);
	err = io_stat(dir, path, &st);
	io_dir_close(dir);
	return err == 0;
}

START_TEST(table)
{
	const struct rule *r = rule_at((size_t)_i);
	struct arena *a = arena_open();
	struct str path = str_fmt(a,
	    r->kind == RULE_OF_LOADING ? "faults/%s.txt" : "%s.txt", r->id);

	if (r->kind != RULE_OF_LOADING || has_table(path))
		run_table(path, str_z(r->id));
	arena_close(a);
}
END_TEST

/* The base fixture alone: nothing is reported. */
START_TEST(base)
{
	struct arena *a = arena_open();

	one_test(read_table(a, S("base.repo")), S("base"), false,
	    S("the base\n"));
	arena_close(a);
}
END_TEST

Suite *suite_rule_tables(void);

Suite *
suite_rule_tables(void)
{
	Suite *s = suite_create("rule_tables");
	TCase *tc = tcase_create("tables");

	tcase_add_test(tc, base);
	tcase_add_loop_test(tc, table, 0, (int)rules_len());
	suite_add_tcase(s, tc);
	return s;
}
