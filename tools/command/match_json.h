/*
 * Matches as JSON.
 */
#ifndef COMMAND_MATCH_JSON_H
#define COMMAND_MATCH_JSON_H

#include <stddef.h>

#include "match/match.h"

struct arena;
struct json_node;
struct json_writer;

/* A value as it was read. */
void match_json_copy(struct json_writer *w, const struct json_node *n);

/* {"cpe", "purl", "name", ...} of a component. */
void match_json_component(struct json_writer *w, const struct component *c);

/*
 * The members "matches" and, where a closer source says otherwise,
 * "suppressed" of an open object.
 */
void match_json_matches(struct json_writer *w, struct arena *a,
    const struct index *x, const struct match *v, size_t n);

/* One match, or miss, as an object. */
void match_json_one(struct json_writer *w, struct arena *a,
    const struct index *x, const struct match *m);

/* The word of a miss: "version", "platform". */
const char *match_json_miss(enum match_miss miss);

#endif
