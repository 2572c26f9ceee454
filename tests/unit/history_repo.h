/*
 * Repositories for tests: made through git fast-import, asked through git log.
 */
#ifndef HISTORY_REPO_H
#define HISTORY_REPO_H

#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/io.h"
#include "history/history.h"
#include "test.h"

/* Not every suite needs all of it. */
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wunused-variable"

#define TEXT_MAX	(64u << 20)

extern char **environ;

const char *__lsan_default_suppressions(void) __attribute__((weak));
const char *__lsan_default_options(void) __attribute__((weak));

/* libgit2 1.5 forgets a regular expression's data when it does not match, once
 * for each repository of format 1 that is opened. */
const char *
__lsan_default_suppressions(void)
{
	return "leak:libpcre2";
}

const char *
__lsan_default_options(void)
{
	return "print_suppressions=0";
}

static const struct str folders[] = { STR_INIT("cases/"), STR_INIT("content/"),
	STR_INIT("products/") };

static const char *home;	/* where test folders are made */
static char top[64];		/* the folder of this test */
static char repo[96];		/* the repository */
static struct io_dir *top_dir;
static struct arena *perm;
static struct buf stream;	/* for git fast-import */

static void
setup(void)
{
	home = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
	snprintf(top, sizeof(top), "%s/hansho-history-XXXXXX", home);
	ck_assert_ptr_nonnull(mkdtemp(top));
	snprintf(repo, sizeof(repo), "%s/repo", top);
	ck_assert_int_eq(io_dir_open(top, &top_dir), 0);
	perm = arena_open();
	buf_init(&stream, TEXT_MAX);
}

static void
teardown(void)
{
	struct io_dir *parent;

	buf_fini(&stream);
	arena_close(perm);
	io_dir_close(top_dir);
	ck_assert_int_eq(io_dir_open(home, &parent), 0);
	ck_assert_int_eq(io_remove_tree(parent, str_z(strrchr(top, '/') + 1)),
	    0);
	io_dir_close(parent);
}

/* A copy that may be changed, as exec wants it. */
static char *
copy(struct arena *a, const char *z)
{
	size_t n = strlen(z) + 1;

	return memcpy(arena_bytes(a, n), z, n);
}

/*
 * Run git in dir with the words of line, which are separated by blanks; input
 * from the file in, output to the file out of the test's folder.  The exit
 * status.
 */
static int
git_in(const char *dir, const char *line)
{
	static const char quote[] = "core.quotePath=false";
	struct arena *a = arena_open();
	const char *settings[] = { "GIT_CONFIG_NOSYSTEM=1", "LC_ALL=C",
		"GIT_AUTHOR_NAME=A U Thor", "GIT_COMMITTER_NAME=C O Mitter",
		"GIT_AUTHOR_EMAIL=author@example.com",
		"GIT_COMMITTER_EMAIL=committer@example.com",
		str_to_z(a, str_fmt(a, "HOME=%s", top)),
		str_to_z(a, str_fmt(a, "PATH=%s", getenv("PATH"))) };
	char *argv[40] = { copy(a, "git"), copy(a, "-c"), copy(a, quote) };
	char *env[ARRAY_LEN(settings) + 1] = { NULL };
	struct str rest = str_z(line), word;
	size_t n = 3;
	int status = -1;
	pid_t child;

	for (size_t i = 0; i < ARRAY_LEN(settings); i++)
		env[i] = copy(a, settings[i]);
	while (str_cut(rest, ' ', &word, &rest) || word.n > 0) {
		ck_assert_uint_lt(n + 1, ARRAY_LEN(argv));
		if (word.n == 0)
			continue;
		argv[n++] = copy(a, str_to_z(a, word));
	}
	child = fork();
	ck_assert_int_ge(child, 0);
	if (child == 0) {
		int in, out, err;

		if (chdir(top) != 0)
			_exit(99);
		in = open("in", O_RDONLY | O_CREAT, 0600);
		out = open("out", O_WRONLY | O_CREAT | O_TRUNC, 0600);
		err = open("err", O_WRONLY | O_CREAT | O_TRUNC, 0600);
		if (in < 0 || out < 0 || err < 0 || dup2(in, 0) < 0 ||
		    dup2(out, 1) < 0 || dup2(err, 2) < 0 || chdir(dir) != 0)
			_exit(99);
		environ = env;
		execvp("git", argv);
		_exit(98);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	arena_close(a);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static struct str
read_top(const char *name)
{
	struct str text;

	ck_assert_int_eq(io_read(top_dir, str_z(name), TEXT_MAX, perm, &text),
	    0);
	return text;
}

/* What git prints; it must succeed. */
static struct str
git(const char *line)
{
	int status = git_in(repo, line);

	if (status != 0)
		ck_abort_msg("git %s: status %d: %.*s", line, status,
		    STR_ARG(read_top("err")));
	return read_top("out");
}

static void
init(const char *options)
{
	char line[128];

	snprintf(line, sizeof(line), "init -q -b main %s %s", options, repo);
	ck_assert_int_eq(git_in(top, line), 0);
}

/* ---- streams ------------------------------------ */

/*
 * Begin a commit of mark on a branch of its own name; parents are marks,
 * separated by blanks.
 */
static void
commit(int mark, long date, const char *parents)
{
	struct str rest = str_z(parents), word;
	const char *how = "from";

	buf_printf(&stream,
	    "commit refs/heads/b%d\nmark :%d\n"
	    "author A U Thor <author@example.com> %ld +0900\n"
	    "committer C O Mitter <committer@example.com> %ld +0000\n"
	    "data 1\nx\n",
	    mark, mark, date > 60 ? date - 60 : date, date);
	while (str_cut(rest, ' ', &word, &rest) || word.n > 0) {
		buf_printf(&stream, "%s :%.*s\n", how, STR_ARG(word));
		how = "merge";
	}
}

static void
put(const char *path, const char *text)
{
	buf_printf(&stream, "M 100644 inline %s\ndata %zu\n%s\n", path,
	    strlen(text), text);
}

static UNUSED void
delete(const char *path)
{
	buf_printf(&stream, "D %s\n", path);
}

/* Import what was put into the stream, and go to branch b<mark>. */
static void
import(int mark)
{
	char line[64];

	ck_assert(buf_ok(&stream));
	ck_assert_int_eq(io_write_replace(top_dir, S("in"), buf_str(&stream)),
	    0);
	buf_clear(&stream);
	git("fast-import --quiet --export-marks=.git/m "
	    "--import-marks-if-exists=.git/m");
	ck_assert_int_eq(io_write_replace(top_dir, S("in"), S("")), 0);
	snprintf(line, sizeof(line), "symbolic-ref HEAD refs/heads/b%d", mark);
	git(line);
}

/* ---- comparing ------------------------------------ */

static const char log_line[] =
    "log --date-order --full-history -c --raw --no-renames --no-abbrev "
    "--format=C%H|%at|%ct|%an|%ae|%cn|%ce|%P "
    "-- cases content products";

/* ":m0 mn id0 idn S\tpath", of merges with more of all, as "m0 mn ..." */
static void
put_raw(struct buf *b, struct str line)
{
	struct str f[300], rest, path;
	size_t n = 0, at = 0;

	while (line.n > n && line.p[n] == ':')
		n++;
	ck_assert(str_cut(str_from(line, n), '\t', &rest, &path));
	while (at < 300 && (str_cut(rest, ' ', &f[at], &rest) || f[at].n > 0))
		at++;
	ck_assert_uint_eq(at, 2 * (n + 1) + 1);
	buf_printf(b, "%.*s %.*s %.*s %.*s %c %.*s\n", STR_ARG(f[0]),
	    STR_ARG(f[n]), STR_ARG(f[n + 1]), STR_ARG(f[2 * n + 1]),
	    f[at - 1].p[0] == 'T' ? 'M' : f[at - 1].p[0], STR_ARG(path));
}

static UNUSED struct str
git_text(void)
{
	struct str rest = git(log_line), line, head = S("");
	struct buf b;
	struct str text;

	buf_init(&b, TEXT_MAX);
	while (rest.n > 0) {
		(void)str_cut(rest, '\n', &line, &rest);
		if (line.n == 0)
			continue;
		if (line.p[0] == 'C') {
			head = line;
			continue;
		}
		/* Merges that took sides as they were have no lines. */
		if (head.n > 0)
			buf_printf(&b, "%.*s\n", STR_ARG(head));
		head = S("");
		put_raw(&b, line);
	}
	ck_assert(buf_ok(&b));
	text = str_dup(perm, buf_str(&b));
	buf_fini(&b);
	return text;
}

static struct str
hex(const uint8_t *id)
{
	return digest_hex_of(perm, id, HISTORY_ID_BYTES);
}

static char
letter(enum history_kind kind)
{
	return kind == HISTORY_DELETED ? 'D' :
	    kind == HISTORY_MODIFIED   ? 'M' :
					 'A';
}

static void
put_ours(struct buf *b, const struct history_commit *c)
{
	static const uint8_t none[HISTORY_ID_BYTES];

	buf_printf(b, "C%.*s|%lld|%lld|%.*s|%.*s|%.*s|%.*s|",
	    STR_ARG(hex(c->id)), (long long)c->author_at.s,
	    (long long)c->committer_at.s, STR_ARG(c->author->name),
	    STR_ARG(c->author->mail), STR_ARG(c->committer->name),
	    STR_ARG(c->committer->mail));
	for (size_t i = 0; i < c->n_parents; i++)
		buf_printf(b, "%s%.*s", i > 0 ? " " : "",
		    STR_ARG(hex(c->parents[i]->id)));
	buf_putc(b, '\n');
	for (size_t i = 0; i < c->n_changes; i++) {
		const struct history_change *x = &c->changes[i];
		bool is_new = letter(x->kind) == 'A';

		buf_printf(b, "%06o %06o %.*s %.*s %c %.*s\n",
		    is_new ? 0 : x->mode_before, x->mode_after,
		    STR_ARG(hex(is_new ? none : x->before)),
		    STR_ARG(hex(x->after)), letter(x->kind),
		    STR_ARG(x->file->path));
	}
}

/* A history as git_text() writes it. */
static UNUSED struct str
our_text(const struct history *h)
{
	struct buf b;
	struct str text;

	buf_init(&b, TEXT_MAX);
	for (size_t i = 0; i < h->n_commits; i++) {
		if (h->commits[i]->n_changes > 0)
			put_ours(&b, h->commits[i]);
	}
	ck_assert(buf_ok(&b));
	text = str_dup(perm, buf_str(&b));
	buf_fini(&b);
	return text;
}

/* Both are the same; else the first line that is not. */
static UNUSED void
same_text(const char *what, struct str ours, struct str theirs)
{
	struct str a, b;

	while (ours.n > 0 || theirs.n > 0) {
		(void)str_cut(ours, '\n', &a, &ours);
		(void)str_cut(theirs, '\n', &b, &theirs);
		if (!str_eq(a, b))
			ck_abort_msg("%s:\nours %.*s\ngit  %.*s", what,
			    STR_ARG(a), STR_ARG(b));
	}
}

/* Walk dir, which must succeed; with_cache: keep and use what was read. */
static UNUSED struct history *
walk(const char *dir, bool with_cache)
{
	struct history *h = history_open(perm, dir);
	struct io_dir *d = NULL;

	if (with_cache)
		ck_assert_int_eq(io_dir_open(dir, &d), 0);
	if (!history_walk(h, folders, 3, d))
		ck_abort_msg("%s: %.*s", dir, STR_ARG(h->why));
	io_dir_close(d);
	return h;
}

#endif
