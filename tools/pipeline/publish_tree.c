#include "pipeline/publish_tree.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/pool.h"
#include "base/progress.h"
#include "pipeline/publish_stage.h"

/* Files that a thread takes at a time: many enough to share a directory. */
#define CHUNK_FILES	64

#define MARKER_TEXT							\
	"hansho made this folder.  Every build replaces the editions in it;\n" \
	"entries that are no editions stay as they are.\n"

enum outcome {
	OUTCOME_KEPT,
	OUTCOME_LINKED,
	OUTCOME_WRITTEN,
};

/* A file of the plan. */
struct item {
	const struct publish_entry *hidden;	/* NULL: not known */
	const struct publish_entry *current;	/* NULL: not known */
	bool is_present;	/* the hidden tree has a file there */
	enum outcome outcome;
	int err;		/* 0, or why it failed */
	const char *verb;	/* what failed: "write" */
	struct publish_entry now;	/* what the new index says */
};

/* Files lo..hi-1 of the plan, all of one directory. */
struct chunk {
	size_t lo;
	size_t hi;
};

/* An entry that a directory of the hidden tree shall have. */
struct want {
	struct str name;	/* first member: sorted by str_cmp_qsort */
	enum io_kind kind;
	bool is_kept;		/* from OUT, not from the plan */
	bool is_present;	/* it is there, with this kind */
	size_t lo, hi;		/* the plan's files in it */
};

struct wants {
	struct want *v;
	size_t n;
	size_t cap;
};

struct update {
	const struct publish_tree *t;
	const struct publish_file *files;
	struct item *items;	/* one per file */
	struct chunk *chunks;
	size_t n_chunks;
	struct arena *tmp;	/* for the directories */
	struct arena **arenas;	/* one per thread */
};

/* A directory in both trees. */
struct both {
	struct io_dir *hidden;
	struct io_dir *current;	/* NULL when OUT has none */
	struct str path;	/* below the root, "" or with "/" at its end */
};

static void
check(int err, const struct update *u, const char *verb,
    const struct both *dir, struct str name)
{
	if (err == EXDEV)
		die_env(0,
		    "cannot %s %s/%.*s%.*s: it lies on another file "
		    "system (a mount point?)",
		    verb, u->t->hidden_path, STR_ARG(dir->path),
		    STR_ARG(name));
	if (err != 0)
		die_env(err, "cannot %s %s/%.*s%.*s", verb, u->t->hidden_path,
		    STR_ARG(dir->path), STR_ARG(name));
}

static struct want *
wants_add(struct update *u, struct wants *w, struct str name,
    enum io_kind kind)
{
	w->v = arena_grow(u->tmp, w->v, w->n, &w->cap, sizeof(*w->v));
	w->v[w->n] = (struct want){ .name = name, .kind = kind };
	return &w->v[w->n++];
}

/* Sort; the plan has no file and directory of one name. */
static void
wants_sort(struct wants *w)
{
	if (w->n > 1)
		qsort(w->v, w->n, sizeof(*w->v), str_cmp_qsort);
	for (size_t i = 1; i < w->n; i++)
		ASSERT(str_cmp(w->v[i - 1].name, w->v[i].name) < 0);
}

/* Take away what is not wanted, and note what is there already. */
static void
drop_others(struct update *u, const struct both *dir, struct wants *w)
{
	struct io_entry *v;
	size_t n, at = 0;

	check(io_list(dir->hidden, S(""), u->tmp, &v, &n), u, "list", dir,
	    S(""));
	for (size_t i = 0; i < n; i++) {
		while (at < w->n && str_cmp(w->v[at].name, v[i].name) < 0)
			at++;
		if (at < w->n && w->v[at].kind == v[i].kind &&
		    str_eq(w->v[at].name, v[i].name)) {
			w->v[at].is_present = true;
			continue;
		}
		check(io_remove_tree(dir->hidden, v[i].name), u, "remove", dir,
		    v[i].name);
	}
}

/* Open a directory in both trees, making it in the hidden one. */
static struct both
both_open(struct update *u, const struct both *dir, const struct want *w)
{
	struct both sub = { .hidden = NULL };
	int err = 0;

	sub.path = str_fmt(u->tmp, "%.*s%.*s/", STR_ARG(dir->path),
	    STR_ARG(w->name));
	if (!w->is_present)
		err = io_mkdirs(dir->hidden, w->name);
	if (err == 0)
		err = io_dir_open_at(dir->hidden, w->name, &sub.hidden);
	check(err, u, "make", dir, w->name);
	if (dir->current == NULL)
		return sub;
	err = io_dir_open_at(dir->current, w->name, &sub.current);
	if (err == ENOENT || err == ENOTDIR || err == ELOOP) {
		sub.current = NULL;
		return sub;
	}
	check(err, u, "compare", dir, w->name);
	check(io_copy_mode(sub.current, S(""), sub.hidden, S("")), u,
	    "set the mode and group of", dir, w->name);
	return sub;
}

static void
both_close(struct both *dir)
{
	io_dir_close(dir->hidden);
	io_dir_close(dir->current);
}

/* Give an entry of OUT that is no directory a second name. */
static void
keep_file(struct update *u, const struct both *dir, const struct want *w)
{
	struct io_stat ours, theirs;

	check(io_stat(dir->current, w->name, &theirs), u, "keep", dir,
	    w->name);
	if (w->is_present) {
		check(io_stat(dir->hidden, w->name, &ours), u, "keep", dir,
		    w->name);
		if (ours.inode == theirs.inode && ours.device == theirs.device)
			return;
		check(io_remove(dir->hidden, w->name), u, "remove", dir,
		    w->name);
	}
	check(io_link(dir->current, w->name, dir->hidden, w->name), u, "link",
	    dir, w->name);
}

/* Make an entry of OUT, with all below it, appear in the hidden tree. */
static void
keep_entry(struct update *u, const struct both *dir, const struct want *w,
    unsigned depth)
{
	struct wants inner = { .v = NULL };
	struct io_entry *v;
	struct scratch tmp;
	struct both sub;
	size_t n;

	if (w->kind != IO_DIR) {
		keep_file(u, dir, w);
		return;
	}
	if (depth == 0)
		die_env(ENAMETOOLONG, "cannot keep %.*s%.*s",
		    STR_ARG(dir->path), STR_ARG(w->name));
	tmp = scratch_begin(u->tmp);
	sub = both_open(u, dir, w);
	ASSERT(sub.current != NULL);
	check(io_list(sub.current, S(""), u->tmp, &v, &n), u, "keep", &sub,
	    S(""));
	for (size_t i = 0; i < n; i++)
		wants_add(u, &inner, v[i].name, v[i].kind)->is_kept = true;
	drop_others(u, &sub, &inner);
	for (size_t i = 0; i < inner.n; i++)
		keep_entry(u, &sub, &inner.v[i], depth - 1);
	both_close(&sub);
	scratch_end(tmp);
}

/* The end of the run of files that share the first len bytes of file lo. */
static size_t
run_end(const struct update *u, size_t lo, size_t hi, size_t len)
{
	struct str prefix = str_sub(u->files[lo].path, 0, len);
	size_t i = lo + 1;

	while (i < hi && str_starts(u->files[i].path, prefix))
		i++;
	return i;
}

/* What files lo..hi-1 put into the directory that takes skip bytes of them. */
static void
wants_from_plan(struct update *u, size_t lo, size_t hi, size_t skip,
    struct wants *w)
{
	while (lo < hi) {
		struct str path = u->files[lo].path;
		size_t slash = str_find_byte(path, '/', skip);
		size_t end = lo + 1;
		struct want *x;

		if (slash == SIZE_MAX) {
			x = wants_add(u, w, str_from(path, skip), IO_FILE);
		} else {
			end = run_end(u, lo, hi, slash + 1);
			x = wants_add(u, w, str_sub(path, skip, slash - skip),
			    IO_DIR);
		}
		x->lo = lo;
		x->hi = end;
		lo = end;
	}
}

/* Make the directories of the plan, and nothing else, stand below w. */
static void
build_dir(struct update *u, const struct both *dir, const struct want *w)
{
	struct scratch tmp = scratch_begin(u->tmp);
	struct both sub = both_open(u, dir, w);
	struct wants inner = { .v = NULL };

	wants_from_plan(u, w->lo, w->hi, sub.path.n, &inner);
	wants_sort(&inner);
	drop_others(u, &sub, &inner);
	for (size_t i = 0; i < inner.n; i++) {
		const struct want *x = &inner.v[i];

		if (x->kind == IO_DIR)
			build_dir(u, &sub, x);
		else
			u->items[x->lo].is_present = x->is_present;
	}
	both_close(&sub);
	scratch_end(tmp);
}

bool
publish_tree_is_edition(const struct publish_plan *plan, struct str name)
{
	for (size_t i = 0; i < plan->n_editions; i++) {
		if (str_eq(plan->editions[i], name))
			return true;
	}
	return false;
}

/* OUT's marker, or a new one. */
static void
add_marker(struct update *u, const struct both *root)
{
	struct str name = S(PUBLISH_MARKER);

	if (root->current == NULL ||
	    io_link(root->current, name, root->hidden, name) != 0)
		check(io_write_new(root->hidden, name, S(MARKER_TEXT)), u,
		    "write", root, name);
}

/* The top level: editions from the plan, all else from OUT. */
static void
build_root(struct update *u)
{
	struct both root = {
		.hidden = u->t->hidden,
		.current = u->t->current,
		.path = S(""),
	};
	struct wants w = { .v = NULL };
	struct io_entry *v = NULL;
	size_t n = 0;

	wants_add(u, &w, S(PUBLISH_MARKER), IO_FILE);
	wants_from_plan(u, 0, u->t->plan->n_files, 0, &w);
	if (root.current != NULL) {
		check(io_list(root.current, S(""), u->tmp, &v, &n), u, "list",
		    &root, S(""));
		check(io_copy_mode(root.current, S(""), root.hidden, S("")), u,
		    "set the mode and group of", &root, S(""));
	}
	for (size_t i = 0; i < n; i++) {
		if (!publish_tree_is_edition(u->t->plan, v[i].name) &&
		    !str_eq_z(v[i].name, PUBLISH_MARKER))
			wants_add(u, &w, v[i].name, v[i].kind)->is_kept = true;
	}
	wants_sort(&w);
	drop_others(u, &root, &w);
	for (size_t i = 0; i < w.n; i++) {
		if (w.v[i].is_kept)
			keep_entry(u, &root, &w.v[i], LIMIT_PATH_DEPTH);
		else if (w.v[i].kind == IO_DIR)
			build_dir(u, &root, &w.v[i]);
		else if (!w.v[i].is_present)
			add_marker(u, &root);
	}
}

static bool
is_same(const struct publish_entry *a, const struct publish_entry *b)
{
	return memcmp(a->sha256, b->sha256, sizeof(a->sha256)) == 0;
}

/* Whether the hidden tree's file can stay, being OUT's own if it has one. */
static bool
try_keep(struct item *it, struct io_dir *hidden, struct str name)
{
	const struct publish_entry *e = it->hidden;
	struct io_stat st;

	if (e == NULL || !it->is_present || !is_same(e, &it->now))
		return false;
	if (it->current != NULL && is_same(it->current, e) &&
	    it->current->inode != e->inode)
		return false;
	if (io_stat(hidden, name, &st) != 0 || !publish_index_matches(e, &st))
		return false;
	it->now = *e;
	return true;
}

/* Whether the plan has the bytes themselves. */
static bool
is_here(const struct publish_file *f)
{
	return !f->is_held && f->staged.number == 0;
}

/* Whether OUT's file, of which no index tells, has the wanted content. */
static bool
has_content(const struct publish_file *f, const struct item *it,
    struct io_dir *current, struct str name, struct arena *a)
{
	struct scratch tmp = scratch_begin(a);
	uint8_t digest[DIGEST_BYTES_MAX];
	struct str s;
	bool is_equal = false;

	if (io_read(current, name, LIMIT_PAGE_BYTES, a, &s) == 0) {
		if (is_here(f)) {
			is_equal = str_eq(s, f->content);
		} else {
			digest_bytes(DIGEST_SHA256, s, digest);
			is_equal = memcmp(digest, it->now.sha256,
				       PUBLISH_DIGEST_BYTES) == 0;
		}
	}
	scratch_end(tmp);
	return is_equal;
}

/* Whether OUT has this very content; *st describes its file then. */
static bool
is_in_current(const struct publish_file *f, const struct item *it,
    struct io_dir *current, struct str name, struct arena *a,
    struct io_stat *st)
{
	if (current == NULL)
		return false;
	if (it->current != NULL && !is_same(it->current, &it->now))
		return false;
	if (io_stat(current, name, st) != 0 || st->kind != IO_FILE)
		return false;
	if (it->current != NULL && publish_index_matches(it->current, st))
		return true;
	if (is_here(f) && st->size != f->content.n)
		return false;
	if (f->staged.number > 0 && st->size != f->staged.size)
		return false;
	return has_content(f, it, current, name, a);
}

static void
note_stat(struct item *it, const struct io_stat *st)
{
	it->now.size = st->size;
	it->now.mtime_ns = st->mtime_ns;
	it->now.inode = st->inode;
}

static int
write_file(struct publish_stage *stage, const struct publish_file *f,
    struct item *it, struct io_dir *hidden, struct str name)
{
	struct io_stat st;
	int err;

	it->verb = "write";
	/* It was there when publish_holds() looked. */
	if (f->is_held)
		return ESTALE;
	it->outcome = OUTCOME_WRITTEN;
	if (f->staged.number > 0) {
		it->now.size = f->staged.size;
		it->now.mtime_ns = f->staged.mtime_ns;
		it->now.inode = f->staged.inode;
		return publish_stage_take(stage, &f->staged, hidden, name);
	}
	err = io_write_new_stat(hidden, name, f->content, &st);
	if (err == 0)
		note_stat(it, &st);
	return err;
}

/* Put one file in its place; returns 0 or an errno value. */
static int
place_file(struct update *u, size_t i, const struct both *dir, struct str name,
    struct arena *a)
{
	const struct publish_file *f = &u->files[i];
	struct item *it = &u->items[i];
	uint8_t digest[DIGEST_BYTES_MAX];
	struct io_stat st;
	int err;

	it->now.path = f->path;
	if (f->sha256 == NULL)
		digest_bytes(DIGEST_SHA256, f->content, digest);
	memcpy(it->now.sha256, f->sha256 != NULL ? f->sha256 : digest,
	    sizeof(it->now.sha256));
	it->outcome = OUTCOME_KEPT;
	if (try_keep(it, dir->hidden, name))
		return 0;
	it->verb = "remove";
	err = it->is_present ? io_remove(dir->hidden, name) : 0;
	if (err != 0)
		return err;
	if (!is_in_current(f, it, dir->current, name, a, &st))
		return write_file(u->t->stage, f, it, dir->hidden, name);
	it->verb = "link";
	it->outcome = OUTCOME_LINKED;
	err = io_link(dir->current, name, dir->hidden, name);
	/* Too many links, or somebody else's file: a copy will do. */
	if (err == EMLINK || err == EPERM)
		return write_file(u->t->stage, f, it, dir->hidden, name);
	note_stat(it, &st);
	return err;
}

static size_t
dir_len(struct str path)
{
	size_t n = path.n;

	while (n > 0 && path.p[n - 1] != '/')
		n--;
	return n;
}

static void
place_chunk(void *ctx, size_t i, unsigned worker)
{
	struct update *u = ctx;
	struct chunk c = u->chunks[i];
	size_t len = dir_len(u->files[c.lo].path);
	struct str path = str_sub(u->files[c.lo].path, 0, len - 1);
	struct both dir = { .hidden = NULL };
	struct item *first = &u->items[c.lo];

	first->verb = "open the folder of";
	first->err = io_dir_open_at(u->t->hidden, path, &dir.hidden);
	if (first->err != 0)
		return;
	/* Where OUT has no such directory, all files are new. */
	if (u->t->current != NULL &&
	    io_dir_open_at(u->t->current, path, &dir.current) != 0)
		dir.current = NULL;
	for (size_t k = c.lo; k < c.hi; k++) {
		u->items[k].err = place_file(u, k, &dir,
		    str_from(u->files[k].path, len), u->arenas[worker]);
		if (u->items[k].err != 0)
			break;
	}
	both_close(&dir);
	progress_add(c.hi - c.lo);
}

/* Runs of files in one directory, cut into pieces. */
static void
make_chunks(struct update *u, struct arena *perm)
{
	size_t n = u->t->plan->n_files, cap = 0;

	for (size_t lo = 0; lo < n;) {
		size_t len = dir_len(u->files[lo].path);
		struct str dir = str_sub(u->files[lo].path, 0, len);
		size_t hi = lo + 1;

		while (hi < n && hi - lo < CHUNK_FILES &&
		    str_starts(u->files[hi].path, dir) &&
		    dir_len(u->files[hi].path) == len)
			hi++;
		u->chunks = arena_grow(perm, u->chunks, u->n_chunks, &cap,
		    sizeof(*u->chunks));
		u->chunks[u->n_chunks++] = (struct chunk){ lo, hi };
		lo = hi;
	}
}

static void
place_files(struct update *u, struct pool *pool, struct arena *perm)
{
	unsigned jobs = pool_jobs(pool);

	make_chunks(u, perm);
	u->arenas = arena_array(perm, struct arena *, jobs);
	for (unsigned i = 0; i < jobs; i++)
		u->arenas[i] = arena_open();
	pool_run(pool, u->n_chunks, place_chunk, u);
	for (unsigned i = 0; i < jobs; i++)
		arena_close(u->arenas[i]);
	for (size_t i = 0; i < u->t->plan->n_files; i++) {
		const struct item *it = &u->items[i];

		if (it->err != 0)
			die_env(it->err, "cannot %s %s/%.*s", it->verb,
			    u->t->hidden_path, STR_ARG(u->files[i].path));
	}
}

/*
 * What the indexes know of each file.  Without OUT's index nothing tells
 * which files of the hidden tree are OUT's own.
 */
static void
match_indexes(struct update *u)
{
	bool is_usable = u->t->current == NULL ||
	    u->t->current_index->is_known;
	size_t hidden = 0, current = 0;

	for (size_t i = 0; i < u->t->plan->n_files; i++) {
		struct str path = u->files[i].path;

		if (is_usable)
			u->items[i].hidden =
			    publish_index_next(u->t->hidden_index, &hidden,
				path);
		u->items[i].current = publish_index_next(u->t->current_index,
		    &current, path);
	}
}

/* What OUT's index knows of editions that are kept holds in the new tree. */
static bool
is_carried(const struct update *u, const struct publish_entry *e)
{
	struct str edition, rest;

	str_cut(e->path, '/', &edition, &rest);
	return !publish_tree_is_edition(u->t->plan, edition);
}

static void
make_index(const struct update *u, struct arena *perm,
    struct publish_index *out)
{
	const struct publish_index *old = u->t->current_index;
	size_t n = u->t->plan->n_files, at = 0;

	*out = (struct publish_index){ .is_known = true };
	out->v = arena_array(perm, struct publish_entry, n + old->n);
	for (size_t i = 0; i <= n; i++) {
		for (; at < old->n &&
		     (i == n ||
			 str_cmp(old->v[at].path, u->files[i].path) < 0);
		     at++) {
			if (is_carried(u, &old->v[at]))
				out->v[out->n++] = old->v[at];
		}
		if (i < n)
			out->v[out->n++] = u->items[i].now;
	}
}

void
publish_tree_update(const struct publish_tree *t, struct pool *pool,
    struct arena *perm, struct publish_index *index,
    struct publish_count *count)
{
	struct update u = { .t = t, .files = t->plan->files };

	u.items = arena_array(perm, struct item, t->plan->n_files);
	u.tmp = arena_open();
	build_root(&u);
	arena_close(u.tmp);
	match_indexes(&u);
	place_files(&u, pool, perm);
	make_index(&u, perm, index);
	*count = (struct publish_count){ .kept = 0 };
	for (size_t i = 0; i < t->plan->n_files; i++) {
		switch (u.items[i].outcome) {
		case OUTCOME_KEPT:
			count->kept++;
			break;
		case OUTCOME_LINKED:
			count->linked++;
			break;
		case OUTCOME_WRITTEN:
			count->written++;
			break;
		}
	}
}
