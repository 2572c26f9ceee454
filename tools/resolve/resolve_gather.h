/*
 * Names of a dictionary, and of records in the index, that share words with a
 * part of a line.
 */
#ifndef RESOLVE_RESOLVE_GATHER_H
#define RESOLVE_RESOLVE_GATHER_H

#include <stddef.h>

#include "base/str.h"

struct arena;
struct dictionary;
struct dictionary_name;
struct resolve_part;

/* Weigh the words of a part: a word that few names have says most. */
void resolve_gather_weigh(const struct dictionary *x, struct resolve_part *p);

/* The weight of a word of a name, by the same measure. */
unsigned resolve_gather_weight(const struct dictionary *x, struct str word);

/* Those names, at most LIMIT_RESOLVE_SCORED, those with most in common. */
size_t resolve_gather(struct arena *a, const struct dictionary *x,
    const struct resolve_part *p, const struct dictionary_name ***out);

/* In how many records of the index a maker's product stands. */
size_t resolve_gather_seen(struct arena *a, const struct dictionary *x,
    struct str maker, struct str product);

#endif
