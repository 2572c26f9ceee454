/*
 * What the cases of a model say of a version of a product and a vulnerability.
 * A view has only the cases that its readers may see, so none can show through.
 */
#ifndef FINDING_MATCHED_CASE_H
#define FINDING_MATCHED_CASE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/time.h"
#include "model/matched.h"

struct arena;
struct case_states;
struct model;

/* All rows of all cases.  Lives in a. */
struct case_states *matched_case_open(struct arena *a, const struct model *m,
    struct instant now);

/*
 * The case that speaks of a vulnerability (ids: its names) in a product: one
 * that says how the version stands before one that does not say, ours before an
 * import, then the last by id.  NULL when there is none.  *decided: it says how
 * the version stands, which is *state then: affected, investigated,
 * not affected or fixed.
 */
const struct case_entry *matched_case_find(const struct case_states *k,
    const struct finding *f, const struct str *ids, size_t n,
    enum finding_state *state, bool *decided);

#endif
