/*
 * Versions in words for readers (view.range.* of the catalogue); public and
 * inside pages say the same.
 */
#ifndef MODEL_RANGE_H
#define MODEL_RANGE_H

#include "base/str.h"

struct arena;
struct catalog;
struct product_version;

/* "4.0.0 以上 4.8.2 未満"; a version or prose as written. */
struct str range_words(struct arena *a, const struct catalog *words,
    struct str lang, const struct product_version *v);

/* Two ranges in words as one text; either may be empty. */
struct str range_join(struct arena *a, const struct catalog *words,
    struct str lang, struct str one, struct str more);

#endif
