/*
 * The repository that a command works on.
 */
#ifndef COMMAND_REPOSITORY_H
#define COMMAND_REPOSITORY_H

#include <stdbool.h>

#include "pipeline/world.h"

struct invocation;

/*
 * Open the repository of -C or of the current directory or one above it, and
 * load it, as --commit and --with say.  Returns false, with a message printed,
 * when there is none.
 */
bool repository_open(struct invocation *v, struct world *out);
void repository_close(struct world *r);

/* Read the mirrored feeds and git, and compute everything. */
void repository_derive(struct world *r);

/* The repository's path alone: "-C" or upwards; empty when there is none. */
struct str repository_find(struct invocation *v);

/* The usage error of a command that found none; its status. */
int repository_missing(struct invocation *v);

/* Says on standard error how many files cannot be read: STATUS_FINDINGS, else
 * STATUS_FINE. */
int repository_unreadable(const struct world *r);

#endif
