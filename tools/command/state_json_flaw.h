/*
 * A flaw as JSON: scores, gaps between sources, products, SSVC, KEV, EPSS.
 */
#ifndef COMMAND_STATE_JSON_FLAW_H
#define COMMAND_STATE_JSON_FLAW_H

#include "command/state_json.h"

/* As an object. */
void state_json_flaw(const struct state_json *j, const struct flaw_state *f);

/* A member; null when nothing maps. */
void state_json_flaw_priority(const struct state_json *j, const char *name,
    const struct priority_state *p);

#endif
