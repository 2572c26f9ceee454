/*
 * Version ranges in the words of the public documents (view.range.*).
 */
#ifndef EXPORT_INTERNAL_RANGE_H
#define EXPORT_INTERNAL_RANGE_H

#include "base/str.h"

struct frame;
struct product_version;

/* "4.0.0 以上 4.8.2 未満"; a version or prose as written. */
struct str range_words(const struct frame *f, const struct product_version *v);

#endif
