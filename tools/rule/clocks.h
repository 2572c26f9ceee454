/*
 * The table of clocks, for rules that ask which ids are there.
 */
#ifndef RULE_CLOCKS_H
#define RULE_CLOCKS_H

#include <stddef.h>

#include "model/model.h"

/* Rows of all files, in order; i below clocks_len(). */
size_t clocks_len(const struct model *m);
const struct deadline *clocks_at(const struct model *m, size_t i);

/* The first row with this id, or NULL; n rows at most are looked at. */
const struct deadline *clocks_find(const struct model *m, struct str id);

/* The id most like one, or the empty str. */
struct str clocks_nearest(struct arena *a, const struct model *m,
    struct str id);

#endif
