/*
 * How old the mirrored feeds are: told on every page that shows findings, for
 * "nothing found" is worth what the feeds are worth.
 */
#ifndef EXPORT_INTERNAL_FINDING_MIRROR_H
#define EXPORT_INTERNAL_FINDING_MIRROR_H

#include <stdbool.h>

struct feed_state;
struct frame;
struct value;

/*
 * Set f->data.mirror for partials/in_mirror: is_there, n (feeds' files),
 * n_undated (of these: nobody knows how old), n_late, late (rows of some,
 * stale), n_more, missing (texts: feeds that are on, but were never fetched),
 * oldest (none or one time).
 */
void finding_mirror_show(const struct frame *f);

/* Fill o with a file: feed, path, state, is_late, why, fetched, checked, age,
 * format, licence, reliability, ceiling (none or one {tlp}), records,
 * faulty. */
void finding_mirror_row(const struct frame *f, struct value *o,
    const struct feed_state *s);

#endif
