#include "fetch/fetch_local.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/io.h"
#include "base/io_file.h"
#include "base/limits.h"
#include "fetch/fetch.h"
#include "fetch/fetch_admit.h"
#include "fetch/fetch_name.h"
#include "model/records.h"

#define PIECE	((size_t)256 << 10)

struct finding {
	struct fetch *f;
	struct fetch_feed *feed;
	struct fetch_job *v;
	size_t n, cap;
};

/* name: below the feed's folder of the mirror. */
static void
add(struct finding *k, struct str path, struct str name)
{
	k->v = arena_grow(k->f->perm, k->v, k->n, &k->cap, sizeof(*k->v));
	k->v[k->n++] = (struct fetch_job){ .feed = k->feed,
		.name = str_fmt(k->f->perm, "%.*s/%.*s", STR_ARG(k->feed->id),
		    STR_ARG(name)),
		.path = path,
		.page = -1 };
}

static struct str
below(struct finding *k, struct str folder, struct str name)
{
	if (folder.n == 0)
		return name;
	return str_fmt(k->f->perm, "%.*s/%.*s", STR_ARG(folder),
	    STR_ARG(name));
}

/* What a folder holds beside data (README.md) is passed over. */
static bool
is_data(struct finding *k, struct str name)
{
	return fetch_name_is_safe(below(k, k->feed->id, name)) &&
	    fetch_name_shape(name) != FETCH_SHAPES;
}

/* Links are not followed, and no entry leads out of the folder. */
static int
walk(struct finding *k, struct str folder, struct str name, int depth)
{
	struct io_entry *v;
	size_t n;
	int err = io_list(k->f->root, folder, k->f->perm, &v, &n);

	for (size_t i = 0; err == 0 && i < n; i++) {
		struct str path = below(k, folder, v[i].name);
		struct str in_feed = below(k, name, v[i].name);

		if (v[i].kind == IO_DIR)
			err = depth == LIMIT_PATH_DEPTH ?
			    ENAMETOOLONG :
			    walk(k, path, in_feed, depth + 1);
		else if (v[i].kind == IO_FILE && is_data(k, in_feed))
			add(k, path, in_feed);
		if (k->n > LIMIT_FETCH_JOBS)
			return EFBIG;
	}
	return err;
}

bool
fetch_local_find(struct fetch *f, struct fetch_feed *feed,
    struct fetch_job **jobs, size_t *n, struct str *why)
{
	const struct feed *row = feed->row;
	struct finding k = { .f = f, .feed = feed };
	struct str path = str_from(row->url.s, sizeof("file:") - 1);
	int err = 0;

	if (!str_ends(path, S("/"))) {
		add(&k, path,
		    row->file.s.n > 0 ? row->file.s : str_base_name(path));
	} else {
		path = str_sub(path, 0, path.n - 1);
		for (size_t i = 0; i < row->paths.n; i++)
			add(&k, below(&k, path, row->paths.v[i].s),
			    row->paths.v[i].s);
		if (row->paths.n == 0)
			err = walk(&k, path, S(""), 0);
	}
	*jobs = k.v;
	*n = k.n;
	if (err != 0)
		*why = str_fmt(f->perm, "%.*s: %s", STR_ARG(path),
		    strerror(err));
	return err == 0;
}

static void
must(int err, const struct fetch_job *job)
{
	if (err != 0)
		die_env(err, ".hansho/feeds/%.*s", STR_ARG(job->name));
}

/* A fault of reading is the source's, one of writing ends the program. */
static int
copy(const struct fetch_job *job, struct io_file *from, struct io_file *to)
{
	struct arena *a = arena_open();
	char *p = arena_bytes(a, PIECE);
	uint64_t all = 0;
	size_t got = 1;
	int err = 0;

	while (err == 0 && got > 0) {
		err = io_file_read(from, p, PIECE, &got);
		if (err != 0)
			break;
		all += got;
		if (all > (uint64_t)job->feed->bytes_max)
			err = EFBIG;
		else
			must(io_file_write(to, (struct str){ p, got }), job);
	}
	arena_close(a);
	return err;
}

void
fetch_local_run(struct fetch *f, struct fetch_job *job)
{
	static const struct fetch_got nothing;
	struct io_file *from, *to;
	int err = io_file_open(f->root, job->path, IO_FILE_READ, &from);

	if (err == 0) {
		must(io_file_open(f->mirror, fetch_admit_part(f->perm, job),
			 IO_FILE_NEW, &to),
		    job);
		err = copy(job, from, to);
		must(io_file_close(to), job);
		if (io_file_close(from) != 0 && err == 0)
			err = EIO;
	}
	if (err == 0) {
		fetch_admit(f, job, &nothing);
		return;
	}
	fetch_admit_fail(f, job,
	    str_fmt(f->perm, "file:%.*s: %s", STR_ARG(job->path),
		err == EFBIG ? "it is larger than max_bytes" : strerror(err)));
}
