#include "pipeline/world.h"

#include <errno.h>
#include <string.h>

#include "audit/audit.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/io_view.h"
#include "base/map.h"
#include "base/span.h"
#include "finding/matching.h"
#include "finding/mirror.h"
#include "history/history_snapshot.h"
#include "model/model.h"
#include "pipeline/theme.h"
#include "pipeline/world_layers.h"
#include "wall/wall.h"

/* What a repository is read from; the rest of it is made. */
static const struct str folders[] = { STR_INIT("content/"), STR_INIT("cases/"),
	STR_INIT("products/"), STR_INIT("templates/") };

/* What git calls the mode of a submodule. */
#define MODE_MODULE	0160000u

static void
open_history(struct world *w)
{
	if (w->history == NULL)
		w->history = history_open(w->perm, str_to_z(w->perm, w->path));
}

/* Files in memory; the list is sorted, so it is ours. */
static void
view_memory(struct world *w, const struct io_view_file *files, size_t n)
{
	struct io_view_file *v = arena_array(w->perm, struct io_view_file,
	    n + 1);

	if (n > 0)
		memcpy(v, files, n * sizeof(*v));
	w->root = io_view_memory(w->perm, v, n);
}

/* The files of a revision; history is walked from there. */
static bool
view_commit(const struct world_request *q, struct world *w, struct str *why)
{
	struct history_snapshot s = {
		.prefixes = folders,
		.n_prefixes = ARRAY_LEN(folders),
		.arena = w->perm,
	};
	uint8_t id[HISTORY_ID_BYTES];
	struct io_stat st;

	open_history(w);
	if (!history_snapshot_find(w->history, q->commit, id, why))
		return false;
	history_snapshot_from(w->history, id);
	/* Of a merge only the history comes from here. */
	if (q->n_files > 0)
		return true;
	if (!history_snapshot_files(w->history, id, &s)) {
		*why = s.why;
		return false;
	}
	view_memory(w, s.files, s.n_files);
	if (io_stat(w->root, S("content/organisation.yaml"), &st) == 0)
		return true;
	*why = str_fmt(w->perm,
	    "there is no repository in '%.*s': content/organisation.yaml is "
	    "missing",
	    STR_ARG(q->commit));
	return false;
}

static bool
view_layers(const struct world_request *q, struct world *w, struct str *why)
{
	bool ok;

	w->layers = arena_new(w->perm, struct world_layers);
	*w->layers = (struct world_layers){
		.perm = w->perm,
		.pool = w->pool,
	};
	w->layers->own = w->own;
	ok = world_layers_open(w->layers, w->root, q->with, q->n_with, why);
	/* A view of a revision is closed with the layers from here on. */
	w->root = w->own;
	if (!ok)
		return false;
	w->root = io_view_layers(w->perm, w->layers->dirs, w->layers->n);
	return true;
}

/* Open what the model is read of. */
static bool
open_root(const struct world_request *q, struct world *w, struct str *why)
{
	w->root = w->own;
	if (q->commit.n > 0 && !view_commit(q, w, why))
		return false;
	if (q->n_files > 0)
		view_memory(w, q->files, q->n_files);
	if (q->n_with > 0)
		return view_layers(q, w, why);
	return true;
}

bool
world_load(const struct world_request *q, struct world *out, struct str *why)
{
	int err;

	*out = (struct world){
		.perm = q->perm,
		.pool = q->pool,
		.now = q->now,
		.path = q->path,
	};
	err = io_dir_open(str_to_z(q->perm, q->path), &out->own);
	if (err != 0)
		die_env(err, "cannot open %.*s", STR_ARG(q->path));
	if (!open_root(q, out, why))
		return false;
	out->sources = sources_open(q->perm);
	out->diags = diags_open(q->perm);
	out->model = model_load(q->perm, out->root, out->sources, out->pool,
	    out->diags);
	if (out->layers != NULL) {
		world_layers_name(out->layers, out->root, out->sources);
		world_layers_ledger(out->layers, out->root, out->model,
		    out->sources, out->diags);
		world_layers_check(out->layers, out->model, out->diags);
	}
	return true;
}

struct derive
world_run(const struct world *w)
{
	return (struct derive){
		.places = w->sources,
		.feeds = w->feeds,
		.now = w->now,
		.pool = w->pool,
		.perm = w->perm,
		.with_cases = true,
	};
}

/* Of the roster's past only what w->roster has of it. */
static void
cut_roster(struct world *w)
{
	const struct history *h = w->roster;
	struct map *known = map_open(w->perm);

	for (size_t i = 0; i < h->n_commits; i++)
		map_put(known,
		    (struct str){ (const char *)h->commits[i]->id,
			HISTORY_ID_BYTES },
		    h->commits[i]);
	for (size_t i = 0; i < w->history->n_files; i++) {
		struct history_file *f = w->history->files[i];
		size_t n = 0;

		if (!str_starts(f->path, S("content/people/")))
			continue;
		for (size_t k = 0; k < f->n_changes; k++) {
			const struct history_change *c = f->changes[k];

			if (map_get(known,
				(struct str){ (const char *)c->commit->id,
				    HISTORY_ID_BYTES }) != NULL)
				f->changes[n++] = c;
		}
		f->n_changes = n;
	}
}

/*
 * Whether a submodule of git's is not there: in a clone its folder is empty, in
 * a revision it is missing.  One that is there was reported when loading.
 */
static bool
is_empty_module(const struct world *w, const struct history_file *f)
{
	struct io_entry *entries;
	size_t n;
	int err;

	if (f->n_changes == 0 || f->changes[0]->kind == HISTORY_DELETED ||
	    f->changes[0]->mode_after != MODE_MODULE)
		return false;
	err = io_list(w->root, f->path, w->perm, &entries, &n);
	if (err == ENOENT)
		return w->root != w->own && w->layers == NULL;
	return err == 0 && n == 0;
}

static void
see_modules(struct world *w)
{
	const struct history *h = w->history;

	for (size_t i = 0; h->state == HISTORY_FINE && i < h->n_files; i++) {
		const struct history_file *f = h->files[i];

		if (!is_empty_module(w, f))
			continue;
		diag_error(w->diags, "file-repository",
		    (struct span){ source_add(w->sources, f->path), 0, 0 },
		    "this is a submodule of git, and is not read");
		diag_help(w->diags,
		    "put its files here themselves, or keep it elsewhere and "
		    "name it: --with DIR");
	}
}

void
world_feeds(struct world *w)
{
	struct mirror *mirror;

	if (w->mirror != NULL)
		return;
	mirror = arena_new(w->perm, struct mirror);
	mirror_read(w->perm, w->own, w->model, w->now, mirror);
	w->mirror = mirror;
	mirror_lists_load(w->perm, w->own, mirror, w->sources, w->diags,
	    &w->feeds);
}

void
world_derive(struct world *w)
{
	struct audit_request audit = {
		.m = w->model,
		.root = w->root,
		.pool = w->pool,
		.now = w->now,
		.perm = w->perm,
	};
	struct derive d;
	size_t errors;

	world_feeds(w);
	errors = diags_count(w->diags, DIAG_ERROR);
	w->words = theme_words(w->perm, w->root, w->sources, w->diags);
	w->words_faulty = diags_count(w->diags, DIAG_ERROR) > errors;
	open_history(w);
	(void)history_walk(w->history, audit_folders, n_audit_folders, w->own);
	if (w->roster != NULL)
		cut_roster(w);
	audit.history = w->history;
	audit.words = w->words;
	audit_run(&audit, w->model);
	d = world_run(w);
	derive_run(&d, w->model);
	see_modules(w);
}

struct matching *
world_matching(struct world *w, struct index *x)
{
	struct matching_request q = {
		.perm = w->perm,
		.pool = w->pool,
		.now = w->now,
		.m = w->model,
		.places = w->sources,
		.root = w->root,
		.own = w->own,
		.index = x,
		.d = w->diags,
	};

	world_feeds(w);
	q.mirror = w->mirror;
	q.feeds = w->feeds;
	return matching_open(&q);
}

struct wall
world_wall(const struct world *w, struct diags *d)
{
	return (struct wall){
		.model = w->model,
		.now = w->now,
		.root = w->root,
		.pool = w->pool,
		.words = w->words,
		.perm = w->perm,
		.d = d,
	};
}

void
world_close(struct world *w)
{
	if (w->history != NULL)
		history_close(w->history);
	if (w->root != w->own)
		io_dir_close(w->root);
	if (w->layers != NULL)
		world_layers_close(w->layers);
	io_dir_close(w->own);
}
