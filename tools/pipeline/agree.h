/*
 * Do all published documents say the same?  Each one is read as a stranger
 * would read it (reading/reading.h) and held against what the pages say: where
 * every known version of every product stands, scores, dates, credits,
 * references and names; the pages are searched for the same.  Imports are shown
 * but not judged: they are what their publishers wrote.
 */
#ifndef PIPELINE_AGREE_H
#define PIPELINE_AGREE_H

#include <stddef.h>

#include "base/str.h"

struct agree;
struct agreement;
struct arena;
struct build;
struct model;
struct public_view;

/* Begin with a view; both live as long as the comparison and its result. */
struct agree *agree_open(const struct build *b, const struct public_view *v);

/*
 * Hold a file against the view; its content need not stay.  For several
 * threads at once, each with a worker number of its own below the pool's jobs,
 * and once for each path.
 */
void agree_file(struct agree *g, struct str path, struct str content,
    unsigned worker);

/*
 * End: the result in *out, and differences reported to b->d as
 * formats-disagree, at the case.  Returns whether there is none.
 */
bool agree_close(struct agree *g, const struct build *b,
    const struct agreement **out);

/*
 * What of a comparison an inside edition may show, counted anew: advisories of
 * the cases in its view (wall_inside()), rows of the products in it.  What
 * differs is told of advisories all of whose rows are shown.  That everybody
 * can read an advisory does not tell an edition whose case it is, nor what has
 * become of its text since it went out.
 */
const struct agreement *agree_seen(struct arena *a, const struct agreement *g,
    const struct model *view);

#endif
