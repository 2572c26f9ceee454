#include "base/io_view.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/io_impl.h"
#include "base/limits.h"

/* A folder of files in memory. */
struct memory {
	struct io_dir dir;
	const struct io_view_file *files;	/* by path */
	size_t n;
	struct str base;	/* the folder in their paths: "", "cases/" */
	bool is_own;		/* of io_dir_open_at(): freed when closed */
};

/* Folders seen as one. */
struct layers {
	struct io_dir dir;
	struct io_dir **dirs;	/* NULL: the folder is not in that one */
	size_t n;
	bool is_own;		/* they are closed with it, and freed */
};

static struct str
put_path(char *p, struct str base, struct str path)
{
	if (base.n > 0)
		memcpy(p, base.p, base.n);
	if (path.n > 0)
		memcpy(p + base.n, path.p, path.n);
	return (struct str){ p, base.n + path.n };
}

static void *
allocate(size_t n)
{
	void *p = calloc(1, n);

	if (p == NULL)
		die_env(ENOMEM, "cannot open a directory");
	return p;
}

/* ---- files in memory ----------------------------------------------------- */

static struct memory *
memory_of(struct io_dir *d)
{
	return (struct memory *)(void *)d;
}

/* The first file whose path is not before this one. */
static size_t
lower_bound(const struct memory *m, struct str path)
{
	size_t low = 0, high = m->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (str_cmp(m->files[mid].path, path) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static const struct io_view_file *
file_at(const struct memory *m, struct str path)
{
	size_t i = lower_bound(m, path);

	return i < m->n && str_eq(m->files[i].path, path) ? &m->files[i] :
							    NULL;
}

/*
 * Look a path up that is below the base: 0 with *file, or NULL for a folder.
 * *from is then the first file of the folder.
 */
static int
find(struct memory *m, struct str path, const struct io_view_file **file,
    size_t *from)
{
	char buf[2 * LIMIT_PATH_BYTES + 2];
	struct str all;
	int err = io_impl_path(path);

	if (err != 0 || m->base.n + path.n > 2 * LIMIT_PATH_BYTES)
		return ENAMETOOLONG;
	all = put_path(buf, m->base, path);
	/* A file has nothing below it, whatever else is in the list. */
	for (size_t i = m->base.n; i < all.n; i++) {
		const struct io_view_file *above = all.p[i] == '/' ?
		    file_at(m, str_sub(all, 0, i)) :
		    NULL;

		if (above != NULL)
			return above->is_link ? ELOOP : ENOTDIR;
	}
	*file = path.n > 0 ? file_at(m, all) : NULL;
	if (*file != NULL)
		return 0;
	if (path.n > 0)
		buf[all.n++] = '/';
	*from = lower_bound(m, all);
	if (all.n == 0 ||
	    (*from < m->n && str_starts(m->files[*from].path, all)))
		return 0;
	return path.n == 0 ? 0 : ENOENT;
}

static const struct io_impl memory_impl;

static int
memory_open_at(struct io_dir *d, struct str path, struct io_dir **out)
{
	struct memory *m = memory_of(d), *sub;
	const struct io_view_file *file;
	size_t from;
	char *base;
	int err = find(m, path, &file, &from);

	if (err == 0 && file != NULL)
		err = file->is_link ? ELOOP : ENOTDIR;
	if (err != 0)
		return err;
	sub = allocate(sizeof(*sub) + m->base.n + path.n + 1);
	*sub = *m;
	sub->is_own = true;
	base = (char *)(sub + 1);
	sub->base = put_path(base, m->base, path);
	if (path.n > 0)
		base[sub->base.n++] = '/';
	*out = &sub->dir;
	return 0;
}

static enum io_kind
kind_of(const struct io_view_file *file)
{
	return file->is_link ? IO_LINK : IO_FILE;
}

static int
memory_stat(struct io_dir *d, struct str path, struct io_stat *out)
{
	const struct io_view_file *file;
	size_t from;
	int err = find(memory_of(d), path, &file, &from);

	if (err != 0)
		return err;
	*out = (struct io_stat){ .kind = file != NULL ? kind_of(file) :
							IO_DIR };
	if (file != NULL)
		out->size = file->content.n;
	return 0;
}

static int
memory_readlink(struct io_dir *d, struct str path, struct arena *a,
    struct str *out)
{
	const struct io_view_file *file;
	size_t from;
	int err = find(memory_of(d), path, &file, &from);

	if (err == 0 && (file == NULL || !file->is_link))
		err = EINVAL;
	if (err == 0)
		*out = str_dup(a, file->content);
	return err;
}

/* By name; a file before the folder of its name, which it hides. */
static int
entry_cmp(const void *a, const void *b)
{
	const struct io_entry *x = a, *y = b;
	int cmp = str_cmp(x->name, y->name);

	return cmp != 0 ? cmp : (x->kind == IO_DIR) - (y->kind == IO_DIR);
}

/* Sort, and keep the first of each name. */
static size_t
order_entries(struct io_entry *v, size_t n)
{
	size_t kept = 0;

	if (n > 1)
		qsort(v, n, sizeof(*v), entry_cmp);
	for (size_t i = 0; i < n; i++) {
		if (kept == 0 || !str_eq(v[kept - 1].name, v[i].name))
			v[kept++] = v[i];
	}
	return kept;
}

static int
memory_list(struct io_dir *d, struct str path, struct arena *a,
    struct io_entry **out, size_t *n)
{
	struct memory *m = memory_of(d);
	const struct io_view_file *file;
	struct io_entry *v = NULL;
	size_t cap = 0, from, skip;
	int err = find(m, path, &file, &from);

	if (err == 0 && file != NULL)
		err = file->is_link ? ELOOP : ENOTDIR;
	if (err != 0)
		return err;
	skip = m->base.n + path.n + (path.n > 0);
	*n = 0;
	for (size_t i = from; i < m->n; i++) {
		struct str all = m->files[i].path, name;
		size_t slash;

		if (i > from &&
		    (all.n < skip ||
			memcmp(all.p, m->files[from].path.p, skip) != 0))
			break;
		name = str_from(all, skip);
		slash = str_find_byte(name, '/', 0);
		if (slash != SIZE_MAX)
			name = str_sub(name, 0, slash);
		/* The files of a folder follow each other. */
		if (*n > 0 && str_eq(v[*n - 1].name, name))
			continue;
		v = arena_grow(a, v, *n, &cap, sizeof(*v));
		v[*n] = (struct io_entry){ str_dup(a, name),
			slash == SIZE_MAX ? kind_of(&m->files[i]) : IO_DIR };
		(*n)++;
	}
	*n = order_entries(v, *n);
	*out = v;
	return 0;
}

static int
memory_read(struct io_dir *d, struct str path, size_t max, struct arena *a,
    struct str *out)
{
	const struct io_view_file *file;
	size_t from;
	int err = find(memory_of(d), path, &file, &from);

	if (err == 0 && file == NULL)
		err = EISDIR;
	if (err == 0 && file->is_link)
		err = ELOOP;
	if (err == 0 && file->content.n > max)
		err = EFBIG;
	if (err == 0)
		*out = str_dup(a, file->content);
	return err;
}

static void
memory_close(struct io_dir *d)
{
	struct memory *m = memory_of(d);

	if (m->is_own)
		free(m);
}

static struct io_dir *
memory_written(struct io_dir *d)
{
	(void)d;
	return NULL;
}

static const struct io_impl memory_impl = {
	.open_at = memory_open_at,
	.stat = memory_stat,
	.readlink = memory_readlink,
	.list = memory_list,
	.read = memory_read,
	.close = memory_close,
	.written = memory_written,
};

struct io_dir *
io_view_memory(struct arena *perm, struct io_view_file *v, size_t n)
{
	struct memory *m = arena_new(perm, struct memory);

	/* The path is the first member, so the order of str is theirs. */
	if (n > 1)
		qsort(v, n, sizeof(*v), str_cmp_qsort);
	*m = (struct memory){
		.dir.impl = &memory_impl,
		.files = v,
		.n = n,
	};
	return &m->dir;
}

/* ---- layers -------------------------------------------------------------- */

static struct layers *
layers_of(struct io_dir *d)
{
	return (struct layers *)(void *)d;
}

static const struct io_impl layers_impl;

/*
 * Which layer has the path, from first on: its place, or the error of none.
 * What is no folder in a layer hides all below it in those after.
 */
static int
layer_of(struct layers *l, struct str path, size_t first, size_t *place,
    struct io_stat *st)
{
	for (size_t i = first; i < l->n; i++) {
		int err = ENOENT;

		if (l->dirs[i] != NULL)
			err = io_stat(l->dirs[i], path, st);
		if (err == 0)
			*place = i;
		if (err != ENOENT)
			return err;
	}
	return ENOENT;
}

/* The next layer whose folder is joined; l->n when there is none. */
static size_t
next_folder(struct layers *l, struct str path, size_t first)
{
	struct io_stat st;
	size_t place;

	if (layer_of(l, path, first, &place, &st) != 0 || st.kind != IO_DIR)
		return l->n;
	return place;
}

/* The layer of a path that must be a folder. */
static int
folder_of(struct layers *l, struct str path, size_t *place)
{
	struct io_stat st;
	int err = layer_of(l, path, 0, place, &st);

	if (err == 0 && st.kind == IO_LINK)
		err = ELOOP;
	if (err == 0 && st.kind != IO_DIR)
		err = ENOTDIR;
	return err;
}

static void
layers_close(struct io_dir *d)
{
	struct layers *l = layers_of(d);

	if (!l->is_own)
		return;
	for (size_t i = 0; i < l->n; i++)
		io_dir_close(l->dirs[i]);
	free(l->dirs);
	free(l);
}

static int
layers_open_at(struct io_dir *d, struct str path, struct io_dir **out)
{
	struct layers *l = layers_of(d), *sub;
	size_t place;
	int err = folder_of(l, path, &place);

	if (err != 0)
		return err;
	sub = allocate(sizeof(*sub));
	sub->dir.impl = &layers_impl;
	sub->dirs = allocate(l->n * sizeof(struct io_dir *));
	sub->n = l->n;
	sub->is_own = true;
	for (; err == 0 && place < l->n;
	     place = next_folder(l, path, place + 1))
		err = io_dir_open_at(l->dirs[place], path, &sub->dirs[place]);
	if (err != 0)
		layers_close(&sub->dir);
	else
		*out = &sub->dir;
	return err;
}

static int
layers_stat(struct io_dir *d, struct str path, struct io_stat *out)
{
	size_t place;

	return layer_of(layers_of(d), path, 0, &place, out);
}

static int
layers_readlink(struct io_dir *d, struct str path, struct arena *a,
    struct str *out)
{
	struct layers *l = layers_of(d);
	struct io_stat st;
	size_t place;
	int err = layer_of(l, path, 0, &place, &st);

	return err != 0 ? err : io_readlink(l->dirs[place], path, a, out);
}

/* Add the entries whose names no layer before had. */
static int
add_entries(struct io_dir *d, struct str path, struct arena *a,
    struct io_entry **v, size_t *n)
{
	struct io_entry *more, *all;
	size_t n_more, i = 0, k = 0, total = 0;
	int err = io_list(d, path, a, &more, &n_more);

	if (err != 0)
		return err;
	all = arena_array(a, struct io_entry, *n + n_more);
	while (i < *n || k < n_more) {
		int cmp = i == *n ? 1 :
		    k == n_more   ? -1 :
				    str_cmp((*v)[i].name, more[k].name);

		all[total++] = cmp <= 0 ? (*v)[i] : more[k];
		i += cmp <= 0;
		k += cmp >= 0;
	}
	*v = all;
	*n = total;
	return 0;
}

static int
layers_list(struct io_dir *d, struct str path, struct arena *a,
    struct io_entry **out, size_t *n)
{
	struct layers *l = layers_of(d);
	size_t place;
	int err = folder_of(l, path, &place);

	*out = NULL;
	*n = 0;
	for (; err == 0 && place < l->n;
	     place = next_folder(l, path, place + 1))
		err = add_entries(l->dirs[place], path, a, out, n);
	return err;
}

static int
layers_read(struct io_dir *d, struct str path, size_t max, struct arena *a,
    struct str *out)
{
	struct layers *l = layers_of(d);
	struct io_stat st;
	size_t place;
	int err = layer_of(l, path, 0, &place, &st);

	return err != 0 ? err : io_read(l->dirs[place], path, max, a, out);
}

static struct io_dir *
layers_written(struct io_dir *d)
{
	return layers_of(d)->dirs[0];
}

static const struct io_impl layers_impl = {
	.open_at = layers_open_at,
	.stat = layers_stat,
	.readlink = layers_readlink,
	.list = layers_list,
	.read = layers_read,
	.close = layers_close,
	.written = layers_written,
};

struct io_dir *
io_view_layers(struct arena *perm, struct io_dir *const *dirs, size_t n)
{
	struct layers *l = arena_new(perm, struct layers);

	ASSERT(n > 0);
	*l = (struct layers){
		.dir.impl = &layers_impl,
		.dirs = arena_array(perm, struct io_dir *, n),
		.n = n,
	};
	memcpy(l->dirs, dirs, n * sizeof(struct io_dir *));
	return &l->dir;
}

size_t
io_view_layer(struct io_dir *d, struct str path)
{
	struct io_stat st;
	size_t place;

	if (d->impl != &layers_impl)
		return 0;
	if (layer_of(layers_of(d), path, 0, &place, &st) != 0)
		return layers_of(d)->n;
	return place;
}
