/*
 * The repository that a command works on.
 */
#ifndef COMMAND_REPOSITORY_H
#define COMMAND_REPOSITORY_H

#include <stdbool.h>

#include "base/str.h"
#include "pipeline/derive.h"

struct diags;
struct invocation;
struct io_dir;
struct model;
struct pool;
struct sources;

/* An open repository. */
struct repository {
	struct str path;	/* as given or found */
	struct io_dir *root;
	struct sources *sources;
	struct diags *diags;
	struct pool *pool;
	struct model *model;
	struct derive_feeds feeds;	/* after repository_derive() */
};

/*
 * Open the repository of -C or of the current directory or one above it, and
 * load it.  Returns false, with a message printed, when there is none.
 */
bool repository_open(struct invocation *v, struct repository *out);
void repository_close(struct repository *r);

/* Read the mirrored feeds and compute everything: model->derived. */
void repository_derive(const struct invocation *v, struct repository *r);

/* The same as a request, for derive_one(). */
struct derive repository_run(const struct invocation *v,
    const struct repository *r);

/* The repository's path alone: "-C" or upwards; empty when there is none. */
struct str repository_find(struct invocation *v);

/* Says on standard error how many files cannot be read: STATUS_FINDINGS, else
 * STATUS_FINE. */
int repository_unreadable(const struct repository *r);

#endif
