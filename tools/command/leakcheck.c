#include "command/command.h"

#include <errno.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/pool.h"
#include "base/progress.h"
#include "command/message.h"
#include "finding/matched.h"
#include "finding/matching.h"
#include "model/model.h"
#include "pipeline/leak.h"
#include "wall/wall.h"

int command_leakcheck(struct invocation *v);

/* The files below DIR, and what became of them. */
struct folder {
	struct invocation *v;
	struct world *r;
	struct io_dir *dir;
	struct str name;	/* DIR as given */
	struct str *paths;
	size_t n, cap;
	int *errors;		/* 0 or errno of each */
	struct leak *leak;
	struct arena **scratch;	/* one a worker */
};

static void
unsearched(struct folder *t, struct str path, const char *why)
{
	uint32_t file = source_add(t->r->sources,
	    str_fmt(t->v->perm, "%.*s/%.*s", STR_ARG(t->name), STR_ARG(path)));

	diag_error(t->r->diags, "leak-unsearched", (struct span){ file, 0, 0 },
	    "%s: it was not searched", why);
	diag_help(t->r->diags, "take it out, or search it by hand");
}

/* Lists files, depth first; folders deeper than any edition has are not. */
static void
list(struct folder *t, struct str path, unsigned depth)
{
	struct io_entry *entries;
	size_t n;
	int err = io_list(t->dir, path, t->v->perm, &entries, &n);

	if (err != 0)
		die_env(err, "cannot read %.*s/%.*s", STR_ARG(t->name),
		    STR_ARG(path));
	for (size_t i = 0; i < n; i++) {
		struct str at = entries[i].name;

		if (path.n > 0)
			at = str_fmt(t->v->perm, "%.*s/%.*s", STR_ARG(path),
			    STR_ARG(at));
		if (entries[i].kind == IO_DIR && depth < LIMIT_SCAN_FOLDERS) {
			list(t, at, depth + 1);
		} else if (entries[i].kind == IO_FILE) {
			t->paths = arena_grow(t->v->perm, t->paths, t->n,
			    &t->cap, sizeof(*t->paths));
			t->paths[t->n++] = at;
		} else {
			unsearched(t, at,
			    entries[i].kind == IO_DIR ?
				"folders are nested too deep" :
				"neither a file nor a folder");
		}
	}
}

static void
search_one(void *ctx, size_t i, unsigned worker)
{
	struct folder *t = ctx;
	struct scratch tmp = scratch_begin(t->scratch[worker]);
	struct str content;

	progress_add(1);
	t->errors[i] = io_read(t->dir, t->paths[i], LIMIT_SCAN_FILE, tmp.a,
	    &content);
	if (t->errors[i] == 0)
		leak_file(t->leak, i, t->paths[i], content, worker);
	scratch_end(tmp);
}

static void
search(struct folder *t)
{
	unsigned jobs = pool_jobs(t->r->pool);

	t->errors = arena_array(t->v->perm, int, t->n + 1);
	t->scratch = arena_array(t->v->perm, struct arena *, jobs);
	for (unsigned i = 0; i < jobs; i++)
		t->scratch[i] = arena_open();
	progress_begin("searching files", t->n);
	pool_run(t->r->pool, t->n, search_one, t);
	progress_end();
	for (unsigned i = 0; i < jobs; i++)
		arena_close(t->scratch[i]);
	for (size_t i = 0; i < t->n; i++) {
		if (t->errors[i] == EFBIG)
			unsearched(t, t->paths[i], "over 1 GiB");
		else if (t->errors[i] != 0)
			die_env(t->errors[i], "cannot read %.*s/%.*s",
			    STR_ARG(t->name), STR_ARG(t->paths[i]));
	}
}

static void
check(struct folder *t, const struct audience *a)
{
	struct world *r = t->r;
	struct wall w;
	struct matching *x = NULL;
	struct model *view = NULL;

	/* Faults of the data are check's matter. */
	r->diags = diags_open(t->v->perm);
	w = world_wall(r, r->diags);
	if (a->view.v != (int)VIEW_PUBLIC) {
		view = wall_inside(&w, a);
		x = world_matching(r, NULL);
		matched_run(x, t->v->perm, view);
	}
	list(t, S(""), 0);
	t->leak = leak_open(&w, a, view, t->n);
	search(t);
	if (leak_close(t->leak, t->name, r->sources))
		fprintf(stderr, "hansho: %zu files searched\n", t->n);
	matching_close(x);
}

static int
search_message(struct invocation *v)
{
	struct world r;
	int status;

	if (v->n_args > 0 || v->n_audiences > 0)
		return command_usage(v,
		    "--message searches a message alone, and for everybody");
	if (!repository_open(v, &r))
		return STATUS_USAGE;
	status = message_search(v, &r);
	repository_close(&r);
	return status;
}

int
command_leakcheck(struct invocation *v)
{
	struct world r;
	struct folder t = { .v = v, .r = &r };
	const struct audience_entry *a;
	int err, status;

	if (v->message != NULL)
		return search_message(v);
	if (v->n_args == 0)
		return command_usage(v, "something is missing");
	t.name = v->args[0];
	if (v->n_audiences != 1)
		return command_usage(v,
		    "say with --audience whose edition the files are");
	if (!repository_open(v, &r))
		return STATUS_USAGE;
	a = (const struct audience_entry *)(const void *)model_find(r.model,
	    SPACE_AUDIENCE, v->audiences[0]);
	if (a == NULL || a->audience->view.v == (int)audience_view_unset) {
		repository_close(&r);
		return command_usage(v, "no audience '%.*s'",
		    STR_ARG(v->audiences[0]));
	}
	err = io_dir_open(str_to_z(v->perm, t.name), &t.dir);
	if (err != 0)
		die_env(err, "cannot open %.*s", STR_ARG(t.name));
	check(&t, a->audience);
	diags_sort(r.diags);
	command_diags(v, r.sources, r.diags);
	status = command_status(r.diags);
	io_dir_close(t.dir);
	repository_close(&r);
	return status;
}
