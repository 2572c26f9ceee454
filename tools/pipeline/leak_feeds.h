/*
 * What an edition knows of mirrored feeds (model/matched.h): others published
 * it, so a hidden note that quotes it does not make it a secret.
 */
#ifndef PIPELINE_LEAK_FEEDS_H
#define PIPELINE_LEAK_FEEDS_H

#include <stddef.h>

#include "base/str.h"

struct arena;
struct catalog;
struct model;

/*
 * The texts of all records that the view knows, with their ids, addresses and
 * digests, the paths of the mirror's files, and what letters say of all that
 * in words (NULL: they say nothing); the array lives in perm.  None without
 * m->matched.
 */
size_t leak_feeds(struct arena *perm, const struct model *view,
    const struct catalog *words, struct str **out);

#endif
