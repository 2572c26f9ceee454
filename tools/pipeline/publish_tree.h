/*
 * Bringing the hidden tree of a publication up to date: entries that OUT keeps
 * are copied by second names, what does not belong is taken away, and every
 * file of the plan is kept, linked or written.
 *
 * Works on the hidden tree alone; publish.h decides what becomes of it.
 */
#ifndef PIPELINE_PUBLISH_TREE_H
#define PIPELINE_PUBLISH_TREE_H

#include "pipeline/publish.h"
#include "pipeline/publish_index.h"

struct arena;
struct io_dir;
struct pool;
struct publish_stage;

struct publish_tree {
	struct io_dir *hidden;		/* root of the tree to be changed */
	const char *hidden_path;	/* for messages */
	/* Not known: the hidden tree is empty. */
	const struct publish_index *hidden_index;
	struct io_dir *current;		/* root of OUT; NULL: there is none */
	const struct publish_index *current_index;
	struct publish_stage *stage;	/* holds the plan's staged files */
	const struct publish_plan *plan;
};

/* Whether the plan builds this edition. */
bool publish_tree_is_edition(const struct publish_plan *plan, struct str name);

/*
 * Make the hidden tree what the plan says.  A step that fails ends the
 * program, naming the path; OUT is not touched.
 *
 *   index	of the whole tree, in perm
 *   count	of the plan's files
 */
void publish_tree_update(const struct publish_tree *t, struct pool *pool,
    struct arena *perm, struct publish_index *index,
    struct publish_count *count);

#endif
