#include "pipeline/publish.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/io.h"
#include "base/pool.h"
#include "pipeline/publish_index.h"
#include "pipeline/publish_stage.h"
#include "pipeline/publish_tree.h"

/* The work folder's entries. */
#define WORK_MARKER	".hansho-work"
#define WORK_IGNORE	".gitignore"
#define WORK_LOCK	"lock"
#define WORK_TREE	"tree"

struct publish {
	struct arena *perm;
	const char *out;		/* as given, for messages */
	const char *work_path;		/* of the work folder, for messages */
	struct io_dir *parent;		/* holds OUT and the work folder */
	struct str name;		/* OUT's, below parent */
	struct str work_name;		/* below parent */
	struct io_dir *work;
	int lock;
	struct publish_stage *stage;
	struct io_dir *current;		/* OUT; NULL when there is none */
	uint64_t current_inode;		/* 0: none */
	struct publish_index current_index;
	uint64_t hidden_inode;		/* of the hidden tree; 0: none */
	struct publish_index hidden_index;
};

/* A step within the work folder that must succeed. */
static void
check(int err, const struct publish *p, const char *verb, const char *what)
{
	if (err != 0)
		die_env(err, "cannot %s %s/%s", verb, p->work_path, what);
}

/* Cut OUT into its parent, which is opened, and its name. */
static void
split_path(struct publish *p)
{
	struct str path = str_z(p->out);
	struct str dir;
	size_t at;
	int err;

	while (path.n > 0 && path.p[path.n - 1] == '/')
		path.n--;
	for (at = path.n; at > 0 && path.p[at - 1] != '/'; at--)
		continue;
	p->name = str_from(path, at);
	if (p->name.n == 0 || str_eq_z(p->name, ".") ||
	    str_eq_z(p->name, ".."))
		die_env(0, "cannot publish to '%s': give a folder by its name",
		    p->out);
	dir = at == 0 ? S(".") : str_sub(path, 0, at > 1 ? at - 1 : 1);
	p->work_name = str_fmt(p->perm, ".%.*s.work", STR_ARG(p->name));
	p->work_path = str_to_z(p->perm,
	    str_fmt(p->perm, "%.*s%.*s", (int)at, path.p,
		STR_ARG(p->work_name)));
	err = io_dir_open(str_to_z(p->perm, dir), &p->parent);
	if (err != 0)
		die_env(err, "cannot publish to %s: folder %.*s", p->out,
		    STR_ARG(dir));
}

/* Whether every entry may be there before the first publication. */
static bool
is_fresh(const struct io_entry *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (v[i].kind != IO_FILE ||
		    (!str_eq_z(v[i].name, "README.md") &&
			!str_eq_z(v[i].name, ".gitignore")))
			return false;
	}
	return true;
}

static bool
has_marker(const struct io_entry *v, size_t n, const char *marker)
{
	for (size_t i = 0; i < n; i++) {
		if (v[i].kind == IO_FILE && str_eq_z(v[i].name, marker))
			return true;
	}
	return false;
}

/* Refuse an OUT that is not ours to replace. */
static void
guard_out(struct publish *p)
{
	struct scratch tmp = scratch_begin(p->perm);
	struct io_entry *v;
	struct io_stat st;
	size_t n;
	int err = io_stat(p->parent, p->name, &st);

	if (err == ENOENT)
		return;
	if (err == 0 && st.kind == IO_LINK)
		die_env(0,
		    "cannot publish to %s: it is a symbolic link; give "
		    "the folder that it points to",
		    p->out);
	if (err == 0 && st.kind != IO_DIR)
		die_env(0, "cannot publish to %s: it is not a folder", p->out);
	if (err == 0)
		err = io_list(p->parent, p->name, p->perm, &v, &n);
	if (err != 0)
		die_env(err, "cannot publish to %s", p->out);
	if (!has_marker(v, n, PUBLISH_MARKER) && !is_fresh(v, n))
		die_env(0,
		    "cannot publish to %s: it holds files that hansho "
		    "did not make (there is no " PUBLISH_MARKER " in it); "
		    "give a new or empty folder",
		    p->out);
	scratch_end(tmp);
}

/* Refuse a work folder that is somebody else's; make ours. */
static void
open_work(struct publish *p)
{
	struct scratch tmp = scratch_begin(p->perm);
	struct io_entry *v;
	size_t n;
	int err = io_mkdir_private(p->parent, p->work_name);

	if (err == 0)
		err = io_dir_open_at(p->parent, p->work_name, &p->work);
	if (err == 0)
		err = io_list(p->work, S(""), p->perm, &v, &n);
	if (err != 0)
		die_env(err, "cannot publish to %s: work folder %s", p->out,
		    p->work_path);
	if (n > 0 && !has_marker(v, n, WORK_MARKER))
		die_env(0,
		    "cannot publish to %s: its work folder %s holds "
		    "files that hansho did not make; move it away",
		    p->out, p->work_path);
	scratch_end(tmp);
	err = io_write_new(p->work, S(WORK_MARKER), S(""));
	check(err == EEXIST ? 0 : err, p, "write", WORK_MARKER);
	err = io_lock(p->work, S(WORK_LOCK), &p->lock);
	if (err == EWOULDBLOCK)
		die_env(0,
		    "cannot publish to %s: another build is doing so "
		    "now",
		    p->out);
	check(err, p, "lock", WORK_LOCK);
}

/* Open what is published and what is known of it. */
static void
open_current(struct publish *p)
{
	struct io_stat st, work;
	int err = io_dir_open_at(p->parent, p->name, &p->current);

	if (err == ENOENT) {
		p->current = NULL;
		return;
	}
	if (err == 0)
		err = io_stat(p->current, S(""), &st);
	if (err == 0)
		err = io_stat(p->work, S(""), &work);
	if (err != 0)
		die_env(err, "cannot publish to %s", p->out);
	if (st.device != work.device)
		die_env(0,
		    "cannot publish to %s: it is a mount point, which "
		    "cannot be replaced; give a folder inside it",
		    p->out);
	publish_index_read(p->work, st.inode, p->perm, &p->current_index);
	p->current_inode = st.inode;
}

/* What waits in the work folder and what is known of it. */
static void
look_at_hidden(struct publish *p)
{
	struct io_stat st;
	int err = io_stat(p->work, S(WORK_TREE), &st);

	if (err == ENOENT)
		return;
	check(err, p, "look at", WORK_TREE);
	if (st.kind != IO_DIR)
		return;
	p->hidden_inode = st.inode;
	publish_index_read(p->work, st.inode, p->perm, &p->hidden_index);
}

/* Take away what earlier builds left when they were stopped. */
static void
sweep_work(struct publish *p)
{
	struct scratch tmp = scratch_begin(p->perm);
	const struct str known[] = {
		S(WORK_MARKER),
		S(WORK_LOCK),
		S(WORK_TREE),
		publish_index_name(p->perm, p->current_inode),
		publish_index_name(p->perm, p->hidden_inode),
	};
	struct io_entry *v;
	size_t n;

	check(io_list(p->work, S(""), p->perm, &v, &n), p, "list", "");
	for (size_t i = 0; i < n; i++) {
		bool is_known = false;

		for (size_t k = 0; k < ARRAY_LEN(known); k++)
			is_known |= str_eq(v[i].name, known[k]);
		if (!is_known)
			check(io_remove_tree(p->work, v[i].name), p, "clean",
			    str_to_z(p->perm, v[i].name));
	}
	scratch_end(tmp);
	/* Nobody wants to see the work folder in `git status`. */
	check(io_write_new(p->work, S(WORK_IGNORE), S("*\n")), p, "write",
	    WORK_IGNORE);
}

struct publish *
publish_open(const char *out, struct arena *perm)
{
	struct publish *p = arena_new(perm, struct publish);

	p->perm = perm;
	p->out = out;
	split_path(p);
	guard_out(p);
	open_work(p);
	open_current(p);
	look_at_hidden(p);
	sweep_work(p);
	p->stage = publish_stage_open(p->work, perm);
	return p;
}

bool
publish_holds(const struct publish *p, struct str path,
    const uint8_t sha256[PUBLISH_DIGEST_BYTES])
{
	const struct publish_entry *e = publish_index_find(&p->current_index,
	    path);
	struct io_stat st;

	return e != NULL &&
	    memcmp(e->sha256, sha256, sizeof(e->sha256)) == 0 &&
	    io_stat(p->current, path, &st) == 0 &&
	    publish_index_matches(e, &st);
}

int
publish_put(struct publish *p, struct publish_file *f, unsigned worker)
{
	int err = 0;

	f->is_held = publish_holds(p, f->path, f->sha256);
	if (!f->is_held)
		err = publish_stage_put(p->stage, f->content, worker,
		    &f->staged);
	f->content = (struct str){ NULL, 0 };
	return err;
}

/* Plans come from our own code. */
static void
check_plan(const struct publish_plan *plan)
{
	for (size_t i = 1; i < plan->n_editions; i++)
		ASSERT(str_cmp(plan->editions[i - 1], plan->editions[i]) < 0);
	for (size_t i = 0; i < plan->n_files; i++) {
		const struct publish_file *f = &plan->files[i];
		struct str edition, rest;

		ASSERT(str_cut(f->path, '/', &edition, &rest));
		ASSERT(publish_tree_is_edition(plan, edition));
		ASSERT(str_find_byte(rest, '\n', 0) == SIZE_MAX);
		ASSERT((!f->is_held && f->staged.number == 0) ||
		    f->sha256 != NULL);
		ASSERT(i == 0 || str_cmp(f[-1].path, f->path) < 0);
	}
}

/*
 * The hidden tree, ready to be altered: its index is gone, and so is a tree
 * of which nothing is known.
 */
static struct io_dir *
open_hidden(struct publish *p)
{
	struct io_dir *hidden;
	struct io_stat st;

	check(io_remove(p->work, publish_index_name(p->perm, p->hidden_inode)),
	    p, "remove the index of", WORK_TREE);
	if (!p->hidden_index.is_known) {
		check(io_remove_tree(p->work, S(WORK_TREE)), p, "remove",
		    WORK_TREE);
		check(io_mkdirs(p->work, S(WORK_TREE)), p, "make", WORK_TREE);
	}
	check(io_dir_open_at(p->work, S(WORK_TREE), &hidden), p, "open",
	    WORK_TREE);
	check(io_stat(hidden, S(""), &st), p, "look at", WORK_TREE);
	p->hidden_inode = st.inode;
	return hidden;
}

/* The one step that publishes. */
static void
swap(struct publish *p)
{
	struct str tree = str_fmt(p->perm, "%.*s/" WORK_TREE,
	    STR_ARG(p->work_name));
	int err = p->current != NULL ? io_exchange(p->parent, p->name, tree) :
				       io_rename(p->parent, tree, p->name);

	switch (err) {
	case 0:
		return;
	case EXDEV:
	case EBUSY:
		die_env(err,
		    "cannot publish to %s: it is a mount point or "
		    "part of an image, which cannot be replaced; give a "
		    "folder inside it",
		    p->out);
	case EINVAL:
	case ENOSYS:
		die_env(err,
		    "cannot publish to %s: its file system cannot "
		    "swap two folders in one step; give a folder on another",
		    p->out);
	default:
		die_env(err, "cannot publish to %s", p->out);
	}
}

static void
add_change(const struct publish *p, struct str path, size_t *cap,
    struct publish_count *count)
{
	count->changed = arena_grow(p->perm, count->changed, count->n_changed,
	    cap, sizeof(*count->changed));
	count->changed[count->n_changed++] = path;
}

/* What readers of OUT find changed: both lists are sorted. */
static void
list_changes(const struct publish *p, const struct publish_index *now,
    struct publish_count *count)
{
	const struct publish_index *was = &p->current_index;
	size_t cap = 0, n_was = p->current != NULL ? was->n : 0, j = 0;

	for (size_t i = 0; i < now->n || j < n_was;) {
		int cmp = i == now->n ? 1 :
		    j == n_was        ? -1 :
					str_cmp(now->v[i].path, was->v[j].path);

		if (cmp < 0 ||
		    (cmp == 0 &&
			memcmp(now->v[i].sha256, was->v[j].sha256,
			    PUBLISH_DIGEST_BYTES) != 0))
			add_change(p, now->v[i].path, &cap, count);
		else if (cmp > 0)
			add_change(p, was->v[j].path, &cap, count);
		i += cmp <= 0;
		j += cmp >= 0;
	}
}

void
publish_commit(struct publish *p, const struct publish_plan *plan,
    struct pool *pool, struct publish_count *count)
{
	struct publish_index index;
	struct publish_tree t = {
		.hidden_path = str_to_z(p->perm,
		    str_fmt(p->perm, "%s/" WORK_TREE, p->work_path)),
		.hidden_index = &p->hidden_index,
		.current = p->current,
		.current_index = &p->current_index,
		.stage = p->stage,
		.plan = plan,
	};

	check_plan(plan);
	t.hidden = open_hidden(p);
	publish_tree_update(&t, pool, p->perm, &index, count);
	list_changes(p, &index, count);
	io_dir_close(t.hidden);
	check(publish_index_write(p->work, p->hidden_inode, p->perm, &index),
	    p, "write the index of", WORK_TREE);
	swap(p);
}

void
publish_close(struct publish *p)
{
	publish_stage_close(p->stage);
	io_dir_close(p->current);
	io_dir_close(p->work);
	io_dir_close(p->parent);
	io_unlock(p->lock);
}
