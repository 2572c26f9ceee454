#include "command/repository.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/pool.h"
#include "base/span.h"
#include "command/command.h"
#include "model/model.h"

static bool
has_organisation(const char *path)
{
	struct io_dir *d;
	struct io_stat st;
	bool has;

	if (io_dir_open(path, &d) != 0)
		return false;
	has = io_stat(d, S("content/organisation.yaml"), &st) == 0;
	io_dir_close(d);
	return has;
}

struct str
repository_find(struct invocation *v)
{
	struct str up = S(".");

	if (v->dir != NULL)
		return has_organisation(v->dir) ? str_z(v->dir) : S("");
	/* The root of the file system is its own parent: stop by depth. */
	for (int i = 0; i < 64; i++) {
		if (has_organisation(str_to_z(v->perm, up)))
			return up;
		up = i == 0 ? S("..") : str_cat(v->perm, up, S("/.."));
	}
	return S("");
}

bool
repository_open(struct invocation *v, struct repository *out)
{
	int err;

	*out = (struct repository){ .path = repository_find(v) };
	if (out->path.n == 0) {
		fprintf(stderr,
		    "hansho: there is no repository here: %s%s"
		    "content/organisation.yaml is missing\n"
		    "`hansho init DIR` makes one, -C DIR names one.\n",
		    v->dir != NULL ? v->dir : "",
		    v->dir != NULL ? "/" : "here and in the folders above, ");
		return false;
	}
	err = io_dir_open(str_to_z(v->perm, out->path), &out->root);
	if (err != 0)
		die_env(err, "cannot open %.*s", STR_ARG(out->path));
	out->sources = sources_open(v->perm);
	out->diags = diags_open(v->perm);
	out->pool = pool_open(v->jobs);
	out->model = model_load(v->perm, out->root, out->sources, out->pool,
	    out->diags);
	return true;
}

struct derive
repository_run(const struct invocation *v, const struct repository *r)
{
	return (struct derive){
		.places = r->sources,
		.feeds = r->feeds,
		.now = v->now,
		.pool = r->pool,
		.perm = v->perm,
		.with_cases = true,
	};
}

void
repository_derive(const struct invocation *v, struct repository *r)
{
	struct derive d;

	derive_feeds_load(v->perm, r->root, r->sources, r->diags, &r->feeds);
	d = repository_run(v, r);
	derive_run(&d, r->model);
}

void
repository_close(struct repository *r)
{
	pool_close(r->pool);
	io_dir_close(r->root);
}

int
repository_unreadable(const struct repository *r)
{
	size_t n = r->model->n_unreadable;

	if (n == 0)
		return STATUS_FINE;
	fprintf(stderr,
	    "hansho: %zu file%s could not be read; `hansho check` says why\n",
	    n, n == 1 ? "" : "s");
	return STATUS_FINDINGS;
}
