/*
 * Who stands in for a person who is away.
 */
#ifndef MODEL_AT_WORK_H
#define MODEL_AT_WORK_H

#include <stdbool.h>

#include "base/time.h"

struct person_entry;

/* Whether the person is away on a day. */
bool at_work_is_away(const struct person_entry *p, struct day today);

/*
 * The person, or on a day of absence the deputy of that absence, else the
 * person's deputy; deputies may be away too, LIMIT_STAGE_DEPUTIES deep.  The
 * person again where nobody stands in.
 */
const struct person_entry *at_work(const struct person_entry *p,
    struct day today);

#endif
