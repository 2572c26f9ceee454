/*
 * Dated statements of a record, in one list by time: facts, and the fields and
 * feeds that clocks take for facts.
 *
 * A field that carries a date and does not say when it was written (embargo,
 * targets) makes a fact without at: it holds since the first dated statement
 * of the record, or since the date itself when that was earlier.
 */
#ifndef DEADLINE_OCCURRENCE_H
#define DEADLINE_OCCURRENCE_H

#include "model/derived.h"

struct arena;
struct kev;
struct sources;

/* Those of a case; kev may be NULL.  Facts without time are left out. */
void occurrences_of_case(struct arena *perm, const struct model *m,
    const struct sources *places, const struct kev *kev, struct case_state *s);

#endif
