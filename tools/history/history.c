/* realpath() is POSIX.1-2008, but glibc shows it as XSI only. */
#define _XOPEN_SOURCE	700

#include "history/history.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <git2.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/map.h"
#include "history/history_cache.h"
#include "history/history_commit.h"
#include "history/history_impl.h"
#include "history/history_order.h"
#include "history/history_table.h"
#include "history/history_walk.h"

#define CACHE_PATH	".hansho/cache/history"

/* ---- opening ------------------------------------------------------------- */

/*
 * What libgit2 keeps for the whole process.  Nobody's configuration is read,
 * so nobody's can matter; owners are of no concern to who runs nothing.  The
 * cache is to hold the folders of a repository of 10,000 cases, which are
 * larger than libgit2 expects; hashing what is read costs more than reading.
 */
static void
set_options(void)
{
	static const int levels[] = { GIT_CONFIG_LEVEL_PROGRAMDATA,
		GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG,
		GIT_CONFIG_LEVEL_GLOBAL };
	static const char *extensions[] = { "worktreeconfig", "partialclone",
		"preciousobjects" };
	int err = 0;

	for (size_t i = 0; i < ARRAY_LEN(levels); i++)
		err |= git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i],
		    "");
	err |= git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
	err |= git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions,
	    ARRAY_LEN(extensions));
	err |= git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT,
	    GIT_OBJECT_TREE, (size_t)LIMIT_HISTORY_TREE_BYTES);
	err |= git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE,
	    (ssize_t)LIMIT_HISTORY_MEMORY);
	err |= git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	ASSERT(err == 0);
}

static bool
stop(struct history *h, enum history_state state, const char *why)
{
	const git_error *e = git_error_last();
	bool tell = e != NULL && e->message != NULL &&
	    (state == HISTORY_DAMAGED || state == HISTORY_UNSUPPORTED);

	h->state = state;
	h->why = tell ? str_fmt(h->git->perm, "%s: %s", why, e->message) :
			str_z(why);
	return false;
}

/* Why the repository cannot be opened, by libgit2's words. */
static bool
stop_open(struct history *h, int err)
{
	const git_error *e = git_error_last();
	struct str text = str_lower(h->git->perm,
	    str_z(e != NULL ? e->message : NULL));

	if (err == GIT_ENOTFOUND)
		return stop(h, HISTORY_NONE, "the folder is not in git");
	if (str_find(text, S("objectformat"), 0) != SIZE_MAX)
		return stop(h, HISTORY_SHA256,
		    "git's SHA-256 repositories cannot be read; "
		    "`git init --object-format=sha1` makes another");
	if (str_find(text, S("extension"), 0) != SIZE_MAX ||
	    str_find(text, S("repository version"), 0) != SIZE_MAX)
		return stop(h, HISTORY_UNSUPPORTED,
		    "this kind of git repository cannot be read");
	return stop(h, HISTORY_DAMAGED, "git's repository cannot be read");
}

/* Where the folder lies in the work tree. */
static bool
find_base(struct history *h, const char *dir)
{
	const char *top = git_repository_workdir(h->git->repo);
	char path[PATH_MAX], real[PATH_MAX];
	struct str here, work;

	if (top == NULL)
		return stop(h, HISTORY_BARE,
		    "git's repository is bare: it has no files");
	if (realpath(dir, path) == NULL || realpath(top, real) == NULL)
		return stop(h, HISTORY_NONE, "the folder cannot be found");
	here = str_cat(h->git->perm, str_z(path), S("/"));
	work = str_cat(h->git->perm, str_z(real), S("/"));
	if (!str_starts(here, work) ||
	    str_starts(str_from(here, work.n), S(".git/")))
		return stop(h, HISTORY_NONE,
		    "the folder is not in git's work tree");
	h->git->base = str_from(here, work.n);
	return true;
}

static bool
find_head(struct history *h)
{
	struct history_git *g = h->git;
	git_oid oid;
	int err;

	if (git_repository_head_unborn(g->repo) == 1)
		return stop(h, HISTORY_EMPTY, "nothing was committed yet");
	git_error_clear();
	err = git_reference_name_to_id(&oid, g->repo, "HEAD");
	if (err != 0 || git_repository_odb(&g->odb, g->repo) != 0)
		return stop(h, HISTORY_DAMAGED, "git's HEAD cannot be read");
	memcpy(g->head, oid.id, sizeof(g->head));
	memcpy(g->from, oid.id, sizeof(g->from));
	h->is_detached = git_repository_head_detached(g->repo) == 1;
	return true;
}

/* Commits whose parents were left out of this copy. */
static bool
find_cut(struct history *h)
{
	struct history_git *g = h->git;
	struct str path = str_cat(g->perm,
	    str_z(git_repository_commondir(g->repo)), S("shallow"));
	int err = io_read_path(str_to_z(g->perm, path),
	    LIMIT_HISTORY_CUT_BYTES, g->perm, &g->shallow);

	if (err == ENOENT) {
		g->shallow = S("");
		return true;
	}
	git_error_clear();
	if (err != 0)
		return stop(h, HISTORY_DAMAGED,
		    "git's file `shallow` cannot be read");
	h->is_shallow = g->shallow.n > 0;
	return true;
}

struct history *
history_open(struct arena *perm, const char *dir)
{
	struct history *h = arena_new(perm, struct history);
	int err;

	h->git = arena_new(perm, struct history_git);
	h->git->perm = perm;
	err = git_libgit2_init();
	if (err < 0)
		die_env(0, "libgit2 does not start");
	set_options();
	git_error_clear();
	err = git_repository_open_ext(&h->git->repo, dir, 0, NULL);
	if (err != 0) {
		(void)stop_open(h, err);
		return h;
	}
	if (find_base(h, dir) && find_head(h))
		(void)find_cut(h);
	return h;
}

void
history_close(struct history *h)
{
	git_odb_free(h->git->odb);
	git_repository_free(h->git->repo);
	(void)git_libgit2_shutdown();
	*h->git = (struct history_git){ .perm = h->git->perm };
}

/* ---- the walk ------------------------------------------------------------ */

/* What the changes of a commit depend on, beside the commit itself. */
static struct str
key_of(const struct history_git *g, const struct str *prefixes, size_t n)
{
	struct str key = str_cat(g->perm, g->base, S("\n"));

	for (size_t i = 0; i < n; i++)
		key = str_fmt(g->perm, "%.*s%.*s\n", STR_ARG(key),
		    STR_ARG(prefixes[i]));
	return str_fmt(g->perm, "%.*s\n%.*s", STR_ARG(key),
	    STR_ARG(g->shallow));
}

static const struct map *
cut_of(const struct history_git *g)
{
	struct map *m = map_open(g->perm);
	struct str rest = g->shallow, line;

	while (rest.n > 0) {
		uint8_t *id = arena_array(g->perm, uint8_t, HISTORY_ID_BYTES);

		(void)str_cut(rest, '\n', &line, &rest);
		if (history_commit_id(str_trim(line), id))
			map_put(m,
			    (struct str){ (char *)id, HISTORY_ID_BYTES }, id);
	}
	return m;
}

/* Fill a table with what was kept; false when it is empty. */
static bool
fill_table(struct history *h, struct str key, struct io_dir *root,
    struct history_table *t, struct history_lost *lost)
{
	struct arena *perm = h->git->perm;
	struct str bytes;

	history_table_init(t, perm);
	if (root == NULL ||
	    io_read(root, S(CACHE_PATH), LIMIT_HISTORY_CACHE, perm, &bytes) !=
		0)
		return false;
	if (history_cache_read(bytes, key, t, lost))
		return true;
	/* What was added of a cache that turns out to be bad is forgotten. */
	history_table_init(t, perm);
	*lost = (struct history_lost){ .n = 0 };
	return false;
}

/* A failed write costs the next walk its time, and nothing else. */
static void
keep(struct history *h, struct str key, struct io_dir *root)
{
	struct buf out;

	buf_init(&out, LIMIT_HISTORY_CACHE);
	h->cache_err = history_cache_write(h, key, &out) ?
	    io_write_replace(root, S(CACHE_PATH), buf_str(&out)) :
	    EFBIG;
	buf_fini(&out);
}

static int
order_files(const void *a, const void *b)
{
	const struct history_file *const *x = a, *const *y = b;

	return str_cmp((*x)->path, (*y)->path);
}

/* Number the people in the order of commits. */
static void
list_people(struct history *h, const struct history_table *t)
{
	size_t n = map_len(t->people);

	h->people = arena_array(t->perm, struct history_person *, n);
	for (size_t i = 0; i < n; i++) {
		struct history_person *p = map_at(t->people, i)->value;

		p->place = SIZE_MAX;
	}
	for (size_t i = 0; i < h->n_commits; i++) {
		struct history_person *two[] = { h->commits[i]->author,
			h->commits[i]->committer };

		for (size_t k = 0; k < ARRAY_LEN(two); k++) {
			if (two[k]->place != SIZE_MAX)
				continue;
			two[k]->place = h->n_people;
			h->people[h->n_people++] = two[k];
		}
	}
}

/* Give each file its changes, and sort the files. */
static void
list_files(struct history *h, const struct history_table *t)
{
	for (size_t i = 0; i < h->n_commits; i++) {
		for (size_t k = 0; k < h->commits[i]->n_changes; k++)
			h->commits[i]->changes[k].file->n_changes++;
	}
	h->files = arena_array(t->perm, struct history_file *,
	    map_len(t->files));
	for (size_t i = 0; i < map_len(t->files); i++) {
		struct history_file *f = map_at(t->files, i)->value;

		if (f->n_changes == 0)
			continue;
		f->changes = arena_array(t->perm,
		    const struct history_change *, f->n_changes);
		f->n_changes = 0;
		h->files[h->n_files++] = f;
	}
	if (h->n_files > 0)
		qsort(h->files, h->n_files, sizeof(*h->files), order_files);
	for (size_t i = 0; i < h->n_files; i++)
		h->files[i]->place = i;
	for (size_t i = 0; i < h->n_commits; i++) {
		const struct history_commit *c = h->commits[i];

		for (size_t k = 0; k < c->n_changes; k++) {
			struct history_file *f = c->changes[k].file;

			f->changes[f->n_changes++] = &c->changes[k];
		}
	}
}

static bool
read_history(struct history *h, struct history_walk *w)
{
	struct arena *tmp;
	bool fine;

	if (!history_walk_from(w, h->git->from)) {
		h->state = HISTORY_DAMAGED;
		h->why = w->why;
		return false;
	}
	tmp = arena_open();
	fine = history_order(w->commits, w->n_commits, w->commits[0], tmp);
	arena_close(tmp);
	if (!fine) {
		git_error_clear();
		return stop(h, HISTORY_DAMAGED, "commits go in circles");
	}
	h->state = HISTORY_FINE;
	h->why = S("");
	h->commits = w->commits;
	h->n_commits = w->n_commits;
	h->n_read = w->n_read;
	return true;
}

bool
history_walk(struct history *h, const struct str *prefixes, size_t n,
    struct io_dir *root)
{
	struct history_git *g = h->git;
	struct history_table t;
	struct str *full = arena_array(g->perm, struct str, n);
	struct history_walk w,
	    start = {
		    .odb = g->odb,
		    .table = &t,
		    .base = g->base,
		    .prefixes = full,
		    .n_prefixes = n,
	    };
	struct history_lost before = { .n = 0 };
	struct str key;
	bool kept;

	ASSERT(h->commits == NULL);
	if (h->state != HISTORY_FINE)
		return false;
	for (size_t i = 0; i < n; i++)
		full[i] = str_cat(g->perm, g->base, prefixes[i]);
	start.cut = cut_of(g);
	key = key_of(g, prefixes, n);
	kept = fill_table(h, key, root, &t, &before);
	w = start;
	if (!read_history(h, &w)) {
		if (!kept)
			return false;
		/* What was kept may tell of commits that never were. */
		history_table_init(&t, g->perm);
		w = start;
		if (!read_history(h, &w))
			return false;
	}
	list_people(h, &t);
	list_files(h, &t);
	/* An older revision tells nothing of what the newer ones are. */
	if (root == NULL || memcmp(g->from, g->head, sizeof(g->from)) != 0)
		return true;
	history_lost_find(h, &t, &before);
	/* Also when commits went away with a branch that was rewritten. */
	if (h->n_read > 0 || map_len(t.commits) > h->n_commits ||
	    memcmp(before.tip, h->lost.tip, sizeof(before.tip)) != 0 ||
	    !str_eq(before.branch, h->lost.branch))
		keep(h, key, root);
	return true;
}

/* ---- asking -------------------------------------------------------------- */

const struct history_file *
history_file(const struct history *h, struct str path)
{
	size_t low = 0, high = h->n_files;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int cmp = str_cmp(h->files[mid]->path, path);

		if (cmp == 0)
			return h->files[mid];
		if (cmp < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

const struct history_change **
history_follow(const struct history_file *f, struct arena *a, size_t *n)
{
	const struct history_change **v = NULL;
	size_t cap = 0, newest = 0;

	*n = 0;
	/* Each round goes on below the commit of the renaming: it ends. */
	while (f != NULL) {
		const struct history_file *from = NULL;

		for (size_t i = 0; from == NULL && i < f->n_changes; i++) {
			const struct history_change *c = f->changes[i];

			if (c->commit->place < newest)
				continue;
			v = arena_grow(a, v, *n, &cap,
			    sizeof(const struct history_change *));
			v[(*n)++] = c;
			from = c->from;
			newest = c->commit->place + 1;
		}
		f = from;
	}
	return v;
}

bool
history_blob(const struct history *h, const uint8_t id[HISTORY_ID_BYTES],
    size_t max, struct arena *a, struct str *out)
{
	git_odb_object *object;
	struct str bytes;
	git_oid oid;
	bool fine;

	memcpy(oid.id, id, sizeof(oid.id));
	if (h->git->odb == NULL ||
	    git_odb_read(&object, h->git->odb, &oid) != 0)
		return false;
	bytes = (struct str){ git_odb_object_data(object),
		git_odb_object_size(object) };
	fine = git_odb_object_type(object) == GIT_OBJECT_BLOB &&
	    bytes.n <= max;
	if (fine)
		*out = str_dup(a, bytes);
	git_odb_object_free(object);
	return fine;
}
