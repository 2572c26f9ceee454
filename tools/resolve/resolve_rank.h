/*
 * The candidates of one part of a line, the best first, and the verdict.
 */
#ifndef RESOLVE_RESOLVE_RANK_H
#define RESOLVE_RESOLVE_RANK_H

#include "resolve/resolve.h"

struct resolve_part;

/* Lives in a; p's words get their weights. */
void resolve_rank(struct arena *a, const struct dictionary *x,
    struct resolve_part *p, struct resolved *out);

#endif
