/*
 * Where conditions stand, and what there is to ask about there.  A name that is
 * not there would be missing, and the condition false in silence.
 *
 * Who evaluates the conditions of a place hands over the roots that its row
 * names: assess/, deadline/, stage/, wall/, export/.
 */
#ifndef MODEL_PREDICATE_PLACE_H
#define MODEL_PREDICATE_PLACE_H

#include "model/predicate.h"

struct predicate_place;

/*
 * The place of a condition: a field of a record, which is item; of clock rules
 * it depends on what has the clock.  NULL for a field of no row.
 */
const struct predicate_place *predicate_place_find(const struct record *of,
    const char *field, const void *item);

/* Its roots, without values; returns how many. */
size_t predicate_place_roots(const struct predicate_place *place,
    struct predicate_root roots[PREDICATE_ROOTS]);

/*
 * As predicate_check(), with the roots of a place; what is computed only later
 * is a predicate-field too.
 */
bool predicate_place_check(const struct predicate_place *place,
    const struct predicate *p, struct diags *d);

#endif
