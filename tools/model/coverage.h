/*
 * Which supported versions of a product a case says nothing of.
 */
#ifndef MODEL_COVERAGE_H
#define MODEL_COVERAGE_H

#include <stddef.h>

#include "model/entry.h"

struct arena;

/*
 * The product whose versions a row of a case names: the part of a combination;
 * NULL when it is unknown.
 */
const struct product_entry *coverage_product(const struct case_product *p);

/*
 * The next version that is supported, if only with security fixes, and that no
 * entry of p covers; NULL when there is none.  *i is 0 at first and stands
 * behind it afterwards.  A status of the whole, and a part that is named in
 * one version of its platform, leave no gap; nor does prose, whose extent only
 * people can tell, nor a version at or above a fixed one.
 *
 * Memory that is needed on the way comes from tmp.
 */
const struct version *coverage_gap(struct arena *tmp,
    const struct case_product *p, size_t *i);

#endif
