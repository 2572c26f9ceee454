#include "release/release_files.h"

#include <errno.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/io.h"
#include "base/limits.h"

#define HOME		".hansho/publish"
#define HEAD		"hansho publish 1"
#define ABSENT		"-"

/* One line of the journal, and a file on its way. */
struct step {
	struct str path;
	struct str now;		/* digest that it is to have */
	struct str before;	/* digest that it had, ABSENT: none */
};

struct job {
	struct io_dir *own;
	struct arena *a;
	struct str home;	/* .hansho/publish/NAME */
	struct step *v;
	size_t n;
};

static struct str
place(const struct job *j, const char *what, size_t i)
{
	return str_fmt(j->a, "%.*s/%s.%zu", STR_ARG(j->home), what, i);
}

static struct str
journal_path(const struct job *j)
{
	return str_cat(j->a, j->home, S("/journal"));
}

/* The digest of a file, ABSENT when there is none. */
static int
digest_of(const struct job *j, struct str path, struct str *out)
{
	struct str content;
	int err = io_read(j->own, path, LIMIT_RELEASE_FILE, j->a, &content);

	*out = S(ABSENT);
	if (err == ENOENT)
		return 0;
	if (err == 0)
		*out = digest_hex(j->a, DIGEST_SHA256, content);
	return err;
}

/* ---- back --------------------------------------------------------------- */

/* Folders that were made for a file and hold nothing: released/1.0.0. */
static void
remove_folders(const struct job *j, struct str path)
{
	for (int i = 0; i < 2; i++) {
		while (path.n > 0 && path.p[path.n - 1] != '/')
			path.n--;
		if (path.n == 0)
			return;
		path.n--;
		if (io_remove(j->own, path) != 0)
			return;
	}
}

/* *is_strange: the file is neither old nor new; it stays. */
static int
undo(const struct job *j, size_t i, bool *is_strange)
{
	const struct step *s = &j->v[i];
	struct str found;
	int err = digest_of(j, s->path, &found);

	*is_strange = err == 0 && !str_eq(found, s->now) &&
	    !str_eq(found, s->before);
	if (err != 0 || *is_strange)
		return err;
	if (str_eq_z(s->before, ABSENT)) {
		if (!str_eq_z(found, ABSENT))
			err = io_remove(j->own, s->path);
		remove_folders(j, s->path);
		return err;
	}
	/* The old one was moved back if its copy is gone. */
	return str_eq(found, s->before) ?
	    0 :
	    io_rename(j->own, place(j, "old", i), s->path);
}

/* Undo all; *strange gets the path of a file that stays, or is empty. */
static int
undo_all(const struct job *j, struct str *strange)
{
	int err = 0;

	*strange = S("");
	for (size_t i = j->n; err == 0 && i-- > 0;) {
		bool is_strange;

		err = undo(j, i, &is_strange);
		if (is_strange)
			*strange = j->v[i].path;
	}
	return err == 0 && strange->n == 0 ? io_remove_tree(j->own, j->home) :
					     err;
}

/* What cannot be taken away is by the next repair. */
static void
drop_home(struct job *j)
{
	if (io_remove_tree(j->own, j->home) != 0)
		j->home = S("");
}

/* ---- forth -------------------------------------------------------------- */

/* Put a file and what it replaces aside. */
static int
stage(struct job *j, size_t i, const struct release_file *f)
{
	struct step *s = &j->v[i];
	struct str old;
	int err = io_read(j->own, f->path, LIMIT_RELEASE_FILE, j->a, &old);

	s->path = f->path;
	s->now = digest_hex(j->a, DIGEST_SHA256, f->content);
	s->before = S(ABSENT);
	if (err == 0 && f->is_new)
		return EEXIST;
	if (err == 0) {
		s->before = digest_hex(j->a, DIGEST_SHA256, old);
		err = io_write_new(j->own, place(j, "old", i), old);
	} else if (err == ENOENT) {
		err = 0;
	}
	return err == 0 ?
	    io_write_new(j->own, place(j, "new", i), f->content) :
	    err;
}

static struct str
folder_of(struct str path)
{
	while (path.n > 0 && path.p[path.n - 1] != '/')
		path.n--;
	return path.n > 0 ? str_sub(path, 0, path.n - 1) : path;
}

static int
write_journal(const struct job *j)
{
	struct buf b;
	int err;

	buf_init(&b, LIMIT_PAGE_BYTES);
	buf_put(&b, S(HEAD "\n"));
	for (size_t i = 0; i < j->n; i++)
		buf_printf(&b, "%.*s %.*s %.*s\n", STR_ARG(j->v[i].path),
		    STR_ARG(j->v[i].now), STR_ARG(j->v[i].before));
	/* In one step: half of it would be no journal. */
	err = io_write_replace(j->own, journal_path(j), buf_str(&b));
	buf_fini(&b);
	return err;
}

void
release_files_write(struct io_dir *own, struct arena *a, struct str name,
    const struct release_file *v, size_t n)
{
	struct job j = {
		.own = own,
		.a = a,
		.home = str_cat(a, S(HOME "/"), name),
		.v = arena_array(a, struct step, n + 1),
		.n = n,
	};
	struct str strange;
	int err = io_mkdir_private(own, j.home);

	for (size_t i = 0; err == 0 && i < n; i++)
		err = stage(&j, i, &v[i]);
	if (err == 0)
		err = write_journal(&j);
	if (err != 0) {
		drop_home(&j);
		die_env(err, "cannot write for %.*s", STR_ARG(name));
	}
	for (size_t i = 0; err == 0 && i < n; i++) {
		err = io_mkdirs(own, folder_of(v[i].path));
		if (err == 0)
			err = io_rename(own, place(&j, "new", i), v[i].path);
	}
	if (err != 0) {
		/* What cannot be put back now is by the next repair. */
		if (undo_all(&j, &strange) != 0)
			strange = j.home;
		die_env(err, "cannot write for %.*s", STR_ARG(name));
	}
	drop_home(&j);
}

/* ---- after an interruption ---------------------------------------------- */

bool
release_files_lock(struct io_dir *own)
{
	int token, err = io_mkdirs(own, S(HOME));

	if (err == 0)
		err = io_lock(own, S(HOME ".lock"), &token);
	if (err != 0 && err != EWOULDBLOCK)
		die_env(err, "cannot write to .hansho");
	return err == 0;
}

static bool
read_step(struct str line, struct step *out)
{
	return str_cut(line, ' ', &out->path, &line) &&
	    str_cut(line, ' ', &out->now, &out->before) && out->path.n > 0 &&
	    out->now.n == 64 &&
	    (out->before.n == 64 || str_eq_z(out->before, ABSENT)) &&
	    str_starts(out->path, S("cases/")) &&
	    str_find(out->path, S(".."), 0) == SIZE_MAX;
}

static bool
read_journal(struct job *j, struct str text)
{
	struct str line;

	if (!str_cut(text, '\n', &line, &text) || !str_eq_z(line, HEAD))
		return false;
	j->v = arena_array(j->a, struct step, LIMIT_RELEASE_FILES);
	while (str_cut(text, '\n', &line, &text)) {
		if (j->n == LIMIT_RELEASE_FILES ||
		    !read_step(line, &j->v[j->n++]))
			return false;
	}
	return j->n > 0 && text.n == 0;
}

/* Whether the last file, which decides, is in its place. */
static bool
is_done(const struct job *j)
{
	struct str found;

	return digest_of(j, j->v[j->n - 1].path, &found) == 0 &&
	    str_eq(found, j->v[j->n - 1].now);
}

/* What became of one name; empty when there was nothing to do. */
static bool
repair(struct job *j, struct str name, struct str *said)
{
	struct str text, strange = S("");
	int err = io_read(j->own, journal_path(j), LIMIT_PAGE_BYTES, j->a,
	    &text);

	*said = S("");
	if (err == ENOENT)
		err = io_remove_tree(j->own, j->home);
	else if (err == 0 && !read_journal(j, text))
		strange = journal_path(j);
	else if (err == 0 && is_done(j))
		err = io_remove_tree(j->own, j->home);
	else if (err == 0)
		err = undo_all(j, &strange);
	if (err != 0)
		die_env(err, "cannot repair %.*s", STR_ARG(j->home));
	if (strange.n > 0)
		*said = str_fmt(j->a,
		    "writing for %.*s was interrupted, and %.*s has been "
		    "changed since: bring the case's folder back with git, "
		    "then remove %.*s\n",
		    STR_ARG(name), STR_ARG(strange), STR_ARG(j->home));
	else if (j->n > 0 && !is_done(j))
		*said = str_fmt(j->a,
		    "writing for %.*s was interrupted: put back what was "
		    "there\n",
		    STR_ARG(name));
	return strange.n == 0;
}

bool
release_files_repair(struct io_dir *own, struct arena *a, struct str *said)
{
	struct io_entry *v;
	bool ok = true;
	size_t n;
	int err = io_list(own, S(HOME), a, &v, &n);

	*said = S("");
	if (err == ENOENT)
		return true;
	if (err != 0)
		die_env(err, "cannot read " HOME);
	for (size_t i = 0; i < n; i++) {
		struct job j = { .own = own, .a = a };
		struct str one;

		j.home = str_cat(a, S(HOME "/"), v[i].name);
		ok = repair(&j, v[i].name, &one) && ok;
		*said = str_cat(a, *said, one);
	}
	return ok;
}
