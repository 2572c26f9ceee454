/*
 * A repository with all that is known of it: files, model, history, audit,
 * derived facts.  Commands have one; `diff` has two.
 */
#ifndef PIPELINE_WORLD_H
#define PIPELINE_WORLD_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/str.h"
#include "base/time.h"
#include "pipeline/derive.h"

struct arena;
struct catalog;
struct diags;
struct history;
struct index;
struct io_dir;
struct io_view_file;
struct matching;
struct mirror;
struct model;
struct pool;
struct sources;
struct wall;
struct world_layers;

/* What to load. */
struct world_request {
	struct arena *perm;
	struct pool *pool;
	struct instant now;
	struct str path;	/* the repository's folder */
	struct str commit;	/* a revision: from git's objects; empty: the
				 * files as they stand */
	const struct str *with;	/* repositories below it, nearest first, as
				 * they stand */
	size_t n_with;
	const struct io_view_file *files;	/* these, as of a merge; with
						 * commit: only the history is
						 * of that */
	size_t n_files;
};

struct world {
	struct arena *perm;
	struct pool *pool;
	struct instant now;
	struct str path;
	struct io_dir *own;	/* the folder itself: .hansho/, what is
				 * written */
	struct io_dir *root;	/* what the model was read of; own, or a view
				 * of a revision or of layers */
	struct world_layers *layers;	/* NULL: one repository */
	struct sources *sources;
	struct diags *diags;
	struct model *model;
	struct history *history;	/* of path, walked from commit, else
					 * HEAD; its state may not be fine */
	const struct history *roster;	/* walked; set before world_derive():
					 * what commits that it has not did to
					 * content/people is not looked at.
					 * NULL: nothing is left out */
	const struct mirror *mirror;	/* NULL before world_feeds() */
	struct mirror_lists feeds;
	const struct catalog *words;
	bool words_faulty;	/* and said so in diags */
};

/*
 * Open and load; the model is not derived yet.  False, with *why for people,
 * when the folder is no repository, a revision is unknown, or git cannot be
 * read where it is needed.  world_close() in any case.
 */
MUST_USE bool world_load(const struct world_request *q, struct world *out,
    struct str *why);

/* What was mirrored: mirror, feeds; only once. */
void world_feeds(struct world *w);

/* Feeds, audit, derived facts: model->audit, model->derived. */
void world_derive(struct world *w);

/* The same as a request, for derive_one(). */
struct derive world_run(const struct world *w);

/*
 * For findings (finding/matched.h), of what is mirrored, as by world_feeds(); x
 * as in struct matching_request.
 */
struct matching *world_matching(struct world *w, struct index *x);

/* For the wall's views of it, as of now; faults of texts go to d. */
struct wall world_wall(const struct world *w, struct diags *d);

void world_close(struct world *w);

#endif
