/*
 * A whole case as JSON: stage, requirements, axes, parties, regimes, promises,
 * flaws, clocks, occurrences.
 */
#ifndef COMMAND_STATE_JSON_CASE_H
#define COMMAND_STATE_JSON_CASE_H

#include "command/state_json.h"

/* As an object. */
void state_json_case(const struct state_json *j, const struct case_state *s);

#endif
