/*
 * Where a product stands in a vulnerability, in the words of enum row_state.
 * The public tables and the inside chips both show what is decided here.
 */
#ifndef MODEL_STATE_H
#define MODEL_STATE_H

#include <stdbool.h>

#include "base/time.h"
#include "model/records.h"

struct zone;

/* Whether a status (enum product_status) says that the flaw is there. */
bool status_is_affected(int status);

/* Whether it says that the flaw is gone. */
bool status_is_fixed(int status);

/*
 * The state of a product as of now, by its statuses and by the remedies that
 * are for it.  An affected product stands where the worst of its affected
 * versions stands: a remedy for some versions is none for the others.
 */
enum row_state state_product(const struct vulnerability *v,
    const struct case_product *p, const struct zone *zone, struct instant now);

/* The state that a campaign's answer (enum answer_status) speaks of. */
enum row_state state_answer(int status);

#endif
