#include "command/repository.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/pool.h"
#include "command/command.h"
#include "model/model.h"

static bool
has(const char *folder, const char *path)
{
	struct io_dir *d;
	struct io_stat st;
	bool is_there;

	if (io_dir_open(folder, &d) != 0)
		return false;
	is_there = io_stat(d, str_z(path), &st) == 0;
	io_dir_close(d);
	return is_there;
}

/* Whether a repository is there, or git has one at some revision. */
static bool
is_repository(const struct invocation *v, const char *path)
{
	return has(path, "content/organisation.yaml") ||
	    (v->commit.n > 0 && has(path, ".git"));
}

struct str
repository_find(struct invocation *v)
{
	struct str up = S(".");

	/* What a revision has, git tells. */
	if (v->dir != NULL && v->commit.n > 0)
		return str_z(v->dir);
	if (v->dir != NULL)
		return is_repository(v, v->dir) ? str_z(v->dir) : S("");
	/* The root of the file system is its own parent: stop by depth. */
	for (int i = 0; i < LIMIT_PARENTS; i++) {
		if (is_repository(v, str_to_z(v->perm, up)))
			return up;
		up = i == 0 ? S("..") : str_cat(v->perm, up, S("/.."));
	}
	return S("");
}

int
repository_missing(struct invocation *v)
{
	return command_usage(v,
	    "there is no repository here: content/organisation.yaml is "
	    "missing");
}

bool
repository_open(struct invocation *v, struct world *out)
{
	struct str path = repository_find(v), why = S("");
	struct world_request q = {
		.perm = v->perm,
		.now = v->now,
		.path = path,
		.commit = v->commit,
		.with = v->with,
		.n_with = v->n_with,
	};

	if (path.n == 0) {
		fprintf(stderr,
		    "hansho: there is no repository here: %s%s"
		    "content/organisation.yaml is missing\n"
		    "`hansho init DIR` makes one, -C DIR names one.\n",
		    v->dir != NULL ? v->dir : "",
		    v->dir != NULL ? "/" : "here and in the folders above, ");
		return false;
	}
	q.pool = pool_open(v->jobs);
	if (world_load(&q, out, &why))
		return true;
	fprintf(stderr, "hansho: %.*s: %.*s\n", STR_ARG(path), STR_ARG(why));
	repository_close(out);
	return false;
}

void
repository_derive(struct world *r)
{
	world_derive(r);
}

void
repository_close(struct world *r)
{
	world_close(r);
	pool_close(r->pool);
}

int
repository_unreadable(const struct world *r)
{
	size_t n = r->model->n_unreadable;

	if (n == 0)
		return STATUS_FINE;
	fprintf(stderr,
	    "hansho: %zu file%s could not be read; `hansho check` says why\n",
	    n, n == 1 ? "" : "s");
	return STATUS_FINDINGS;
}
