#include "command/match_open.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/pool.h"
#include "command/command.h"
#include "feed/feed_beside.h"
#include "feed/feed_read.h"
#include "feed/sidecar.h"
#include "finding/mirror.h"
#include "index/index.h"
#include "index/index_makers.h"
#include "resolve/dictionary.h"

/* Reports that are shown; the rest is counted. */
#define SHOWN	5

/* Where the index of a folder of feeds is made. */
#define TEMP	"/tmp"

struct listing {
	struct arena *a;
	struct io_dir *dir;
	struct index_source *v;
	size_t n, cap;
	struct str *beside;	/* files without records */
	size_t n_beside, cap_beside;
};

static void
print_reports(const struct diags *d)
{
	size_t n = diags_len(d), all = n + diags_dropped(d);

	for (size_t i = 0; i < n && i < SHOWN; i++)
		fprintf(stderr, "hansho: %.*s [%.*s]\n",
		    STR_ARG(diags_at(d, i)->message),
		    STR_ARG(diags_at(d, i)->rule));
	if (all > SHOWN)
		fprintf(stderr, "hansho: and %zu more\n", all - SHOWN);
}

/* Whether a file has no records and need not be told of. */
static bool
stands_beside(struct listing *l, struct str path)
{
	struct arena *a = arena_open();
	struct feed_head head = feed_beside_head(a, l->dir, path);
	bool is = feed_format_of(head.text) == FEED_FORMATS &&
	    feed_beside(l->dir, path, &head) != NULL;

	arena_close(a);
	return is;
}

/* All files, sorted; a feed is what stands before the first slash. */
static void
walk(struct listing *l, struct str dir, unsigned depth)
{
	struct io_entry *v;
	size_t n;

	if (depth > LIMIT_PATH_DEPTH ||
	    io_list(l->dir, dir, l->a, &v, &n) != 0)
		return;
	for (size_t i = 0; i < n; i++) {
		struct str path = dir.n == 0 ?
		    v[i].name :
		    str_fmt(l->a, "%.*s/%.*s", STR_ARG(dir),
			STR_ARG(v[i].name));
		struct str feed, rest;

		if (str_starts(v[i].name, S(".")))
			continue;
		if (v[i].kind == IO_DIR)
			walk(l, path, depth + 1);
		if (v[i].kind != IO_FILE || sidecar_is(path))
			continue;
		if (stands_beside(l, path)) {
			l->beside = arena_grow(l->a, l->beside, l->n_beside,
			    &l->cap_beside, sizeof(*l->beside));
			l->beside[l->n_beside++] = path;
			continue;
		}
		(void)str_cut(path, '/', &feed, &rest);
		l->v = arena_grow(l->a, l->v, l->n, &l->cap, sizeof(*l->v));
		l->v[l->n++] = (struct index_source){ feed, path };
	}
}

static bool
open_folder(struct invocation *v, struct diags *d, struct match_feeds *out)
{
	struct listing l = { .a = v->perm };
	struct index_request q = { .pool = out->pool };
	struct index_report report;
	int err = io_dir_open(v->feeds, &l.dir);

	if (err != 0) {
		fprintf(stderr, "hansho: %s: %s\n", v->feeds, strerror(err));
		return false;
	}
	err = io_mkdir_temp(S(TEMP), v->perm, &out->temp);
	if (err == 0)
		err = io_dir_open(out->temp, &q.hansho);
	if (err != 0)
		die_env(err, "cannot make a folder below " TEMP);
	walk(&l, S(""), 0);
	q.mirror = l.dir;
	q.sources = l.v;
	q.n = l.n;
	out->x = index_open(v->perm, &q, d, &report);
	if (out->x != NULL)
		index_makers_set(out->x,
		    dictionary_makers(v->perm,
			out->has_world ? out->world.root : NULL, l.dir,
			l.beside, l.n_beside));
	io_dir_close(q.hansho);
	io_dir_close(l.dir);
	return out->x != NULL;
}

static bool
open_mirror(struct invocation *v, struct diags *d, struct match_feeds *out)
{
	struct index_report report;
	struct mirror mirror;

	mirror_read(v->perm, out->world.own, out->world.model, v->now,
	    &mirror);
	out->x = mirror_index(v->perm, out->world.own, &mirror,
	    out->world.pool, d, &report);
	if (out->x != NULL)
		mirror_makers(v->perm, out->world.root, out->world.own,
		    &mirror, out->x);
	return out->x != NULL;
}

/* An empty answer out of nothing would read as an all-clear. */
static void
tell_empty(const struct invocation *v, const struct index *x)
{
	if (index_len(x) > 0)
		return;
	if (v->feeds != NULL)
		fprintf(stderr, "hansho: %s: no records of feeds to look in\n",
		    v->feeds);
	else
		fputs("hansho: no feed is mirrored, so there are no records "
		      "to look in; `hansho fetch` mirrors those of "
		      "content/feeds.yaml\n",
		    stderr);
}

bool
match_open(struct invocation *v, bool with_world, struct match_feeds *out,
    int *status)
{
	struct diags *d = diags_open(v->perm);
	bool fine;

	*out = (struct match_feeds){ .x = NULL };
	*status = STATUS_USAGE;
	if (v->feeds == NULL || with_world) {
		out->has_world = repository_open(v, &out->world);
		if (!out->has_world)
			return false;
	}
	*status = STATUS_ENVIRONMENT;
	if (v->feeds != NULL) {
		out->pool = pool_open(v->jobs);
		fine = open_folder(v, d, out);
	} else {
		fine = open_mirror(v, d, out);
	}
	print_reports(d);
	if (fine)
		tell_empty(v, out->x);
	return fine;
}

void
match_close(struct match_feeds *f)
{
	struct io_dir *above;

	index_close(f->x);
	if (f->temp != NULL && io_dir_open(TEMP, &above) == 0) {
		(void)!io_remove_tree(above, str_base_name(str_z(f->temp)));
		io_dir_close(above);
	}
	if (f->pool != NULL)
		pool_close(f->pool);
	if (f->has_world)
		repository_close(&f->world);
}
