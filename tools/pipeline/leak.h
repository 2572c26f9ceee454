/*
 * The leak scan of an edition, or of messages: every byte of their files, and
 * their names, are searched for what their readers may not see (wall/secret.h,
 * scan/scan.h).
 */
#ifndef PIPELINE_LEAK_H
#define PIPELINE_LEAK_H

#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

struct audience;
struct leak;
struct model;
struct sources;
struct wall;

/*
 * Begin with an edition of n files.
 *
 *   w	as for the edition's view: model, now, pool, perm are used
 *   view	wall_inside() of the audience, NULL for everybody
 */
struct leak *leak_open(const struct wall *w, const struct audience *a,
    const struct model *view, size_t n);

/* The same where readers know some texts besides, as the id of a case. */
struct leak *leak_open_known(const struct wall *w, const struct audience *a,
    size_t n, const struct str *known, size_t n_known);

/*
 * For messages to people who may read each of n_views (1..) inside editions:
 * a secret is what none of them shows.  Found is told of audience a.
 */
struct leak *leak_open_any(const struct wall *w, const struct audience *a,
    const struct model *const *views, size_t n_views, size_t n);

/* What the reader of file i knows, as their own address, is no secret there.
 * Before leak_file() of that file, by the same worker. */
void leak_allow(struct leak *l, size_t i, struct str text, unsigned worker);

/* Terms that are searched for. */
size_t leak_terms(const struct leak *l);

/*
 * Search file i and its path, which need not stay.  For several threads at
 * once, each with a worker number of its own below the pool's jobs, and once
 * for each i.  At most LIMIT_SCAN_FILE bytes.
 */
void leak_file(struct leak *l, size_t i, struct str path, struct str content,
    unsigned worker);

/*
 * End: report each secret once a file to w->d as leak-found, at a source of ss
 * named "FOLDER/PATH".  Returns whether nothing was found.
 */
MUST_USE bool leak_close(struct leak *l, struct str folder,
    struct sources *ss);

#endif
