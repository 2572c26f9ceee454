/*
 * The wall: the only code that turns the model into what an audience may see.
 *
 * An inside edition shows a document when its label (model_label) is at most
 * the audience's ceiling, it is in the audience's share (wall/share.h: the
 * edition of one company) and the audience's filter holds for it, and a field
 * of it when the field's audience is at most that of the ceiling
 * (level_fields).  References to what is not shown vanish with their ids, and
 * what is said of nothing but products that are not shown vanishes as a whole.
 *
 * An edition of advisories knows no filter: it shows those that were released
 * up to its ceiling (model/reach.h; the public one CLEAR), and of all else only
 * what wall/public*.c names.
 *
 * Exporters get what is returned here and nothing else.
 */
#ifndef WALL_WALL_H
#define WALL_WALL_H

#include <stdbool.h>

#include "base/time.h"

struct arena;
struct audience;
struct case_entry;
struct catalog;
struct diags;
struct io_dir;
struct model;
struct pool;
struct public_advisory;
struct public_view;
struct revision;

/* Stands in a fact for the product that is not shown; no id has it. */
#define WALL_HIDDEN	"\xe2\x80\xa6"

/* Inputs that both views share. */
struct wall {
	const struct model *model;	/* everything */
	struct instant now;		/* --now */
	struct io_dir *root;	/* for released documents; may be NULL */
	struct pool *pool;
	const struct catalog *words;	/* words.yaml of the view: view.* */
	struct arena *perm;		/* the view lives here */
	struct diags *d;		/* faults of texts (markdown-*) */
};

/*
 * The view for everybody: the advisories for which model_public() finds a
 * revision, the organisation, pages, and policies with `publish`.  The label
 * that a revision went out with decides, not that of its case, which is for
 * notes that never come here; an import is shown only when its case is CLEAR.
 * Returns NULL when something of it cannot be shown: public is all or nothing.
 */
struct public_view *wall_public(const struct wall *w);

/*
 * The same for the readers of an edition of advisories: a restricted one
 * (model/reach.h) shows those up to its ceiling, at its own address.
 */
struct public_view *wall_public_to(const struct wall *w,
    const struct audience *a);

/*
 * The advisory that a case would be if its next revision went out now: what
 * approvers sign and publish writes.  The revision's version and summary are
 * those of `next`; it comes after those of the ledger, now when it has no
 * instant.  Whether it may go out is not asked.  Lives in w->perm; NULL,
 * reported to w->d, when a text cannot be shown.
 */
const struct public_advisory *wall_public_case(const struct wall *w,
    const struct case_entry *c, const struct revision *next);

/* The same as the only advisory of a view without pages: for exporters. */
const struct public_view *wall_public_view_case(const struct wall *w,
    const struct case_entry *c, const struct revision *next);

/*
 * The same without what the program makes of it: sections are checked but not
 * rendered (their source alone is set), and words of the catalogue are empty.
 */
const struct public_advisory *wall_public_source(const struct wall *w,
    const struct case_entry *c, const struct revision *next);

/*
 * The model as an inside audience may see it: same types, own copies, linked
 * among themselves.  view->sources holds paths and Markdown bodies only.
 * Records that could not be read are counted in n_unreadable.
 */
struct model *wall_inside(const struct wall *w, const struct audience *a);

#endif
