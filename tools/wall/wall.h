/*
 * The wall: the only code that turns the model into what an audience may see.
 *
 * An edition shows a record when its label is at most the audience's ceiling
 * and the audience's filter holds, and a field of it when the field's audience
 * is at most that of the ceiling.  References to what is not shown vanish with
 * their ids.  Exporters get what is returned here and nothing else.
 */
#ifndef WALL_WALL_H
#define WALL_WALL_H

#include <stdbool.h>

#include "base/time.h"

struct arena;
struct audience;
struct catalog;
struct diags;
struct io_dir;
struct model;
struct pool;
struct public_view;

/* Inputs that both views share. */
struct wall {
	const struct model *model;	/* everything */
	struct instant now;		/* --now */
	struct io_dir *root;		/* for released documents; may be NULL */
	struct pool *pool;
	const struct catalog *words;	/* words.yaml of the view: view.* */
	struct arena *perm;		/* the view lives here */
	struct diags *d;		/* faults of texts (markdown-*) */
};

/*
 * The view for everybody: advisories whose newest revision was released at or
 * before now and whose case is not above CLEAR once published, the
 * organisation, public pages and policies.  Returns NULL when a text of a
 * published advisory cannot be shown: public is all or nothing.
 */
struct public_view *wall_public(const struct wall *w);

/*
 * The model as an inside audience may see it: same types, own copies, linked
 * among themselves.  view->sources holds paths and Markdown bodies only.
 * Records that could not be read are counted in n_unreadable.
 */
struct model *wall_inside(const struct wall *w, const struct audience *a);

#endif
