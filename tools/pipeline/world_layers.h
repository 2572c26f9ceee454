/*
 * Several repositories as one: which may lie below which, and files that
 * stand in two of them.
 */
#ifndef PIPELINE_WORLD_LAYERS_H
#define PIPELINE_WORLD_LAYERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;
struct diags;
struct io_dir;
struct model;
struct organisation;
struct pool;
struct sources;

struct world_layers {
	struct arena *perm;
	struct pool *pool;
	struct io_dir *own;	/* the folder of the repository at work */
	struct io_dir **dirs;	/* what is read of it: the folder, or a view
				 * of a revision; then those below */
	struct str *names;	/* of each, as people call it: "../internal" */
	size_t n;
};

/*
 * Open the repositories below first, which is closed with them when it is not
 * own; perm, pool and own are set.  False, with *why for people, when one is
 * none, is given twice, or may not lie below it: what is read there would be
 * seen by people whom it does not concern.
 */
MUST_USE bool world_layers_open(struct world_layers *l, struct io_dir *first,
    const struct str *with, size_t n_with, struct str *why);

/*
 * What a layer says of the organisation in its own file; NULL when that cannot
 * be read, which opening refuses.
 */
const struct organisation *
world_layers_organisation(const struct world_layers *l, size_t layer);

/* Close all but own.  What was made of them comes before. */
void world_layers_close(struct world_layers *l);

/* Name the files that root, a view of these layers, has of those below. */
void world_layers_name(const struct world_layers *l, struct io_dir *root,
    struct sources *ss);

/*
 * The lines of the ledger (model/delivery.h) that files of the same name hide:
 * what was told there was told, whoever reads both.
 */
void world_layers_ledger(const struct world_layers *l, struct io_dir *root,
    struct model *m, struct sources *ss, struct diags *d);

/*
 * Report files that stand in two layers and should not: with-case and
 * with-shadow.
 */
void world_layers_check(const struct world_layers *l, const struct model *m,
    struct diags *d);

#endif
