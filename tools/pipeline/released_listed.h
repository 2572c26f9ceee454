/*
 * Versions that documents enumerate in the place of ranges.  The inventory may
 * learn of one after they went out: an old version that nobody had registered,
 * or that all versions are listed.  Documents stay as they are then, and are
 * held against their case without it.
 */
#ifndef PIPELINE_RELEASED_LISTED_H
#define PIPELINE_RELEASED_LISTED_H

#include <stddef.h>

#include "base/str.h"

struct arena;
struct public_view;

/*
 * Take out of a view the versions that only the inventory names: those that
 * ranges list and those of products, where none of the documents has their id,
 * package URL or IRI.  Gives one of them ("ExaGate 500 4.6.0"), empty when all
 * are told.  The view must be of nobody else.
 */
struct str released_listed_cut(struct arena *a, struct public_view *view,
    const struct str *documents, size_t n);

#endif
