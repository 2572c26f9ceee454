/*
 * The member names of the objects that a reader is in, to find the one that
 * stands twice.  Few names are compared one by one, many through a hash table;
 * memory is used again for the next object.  Private to text/json_read.c.
 */
#ifndef TEXT_JSON_NAMES_H
#define TEXT_JSON_NAMES_H

#include "base/str.h"
#include "text/json_scan.h"

struct arena;
struct json_names;

struct json_names *json_names_open(struct arena *a);

/* An object begins or ends; at most LIMIT_JSON_DEPTH are open at once. */
void json_names_push(struct json_names *s);
void json_names_pop(struct json_names *s);

/*
 * Add a name, which must live until the pop, to the innermost object.
 * Returns JSON_WRONG_TWICE when it is there, JSON_WRONG_ALIKE when hash
 * collisions exceed LIMIT_JSON_PROBES, else JSON_WRONG_NOTHING.
 */
enum json_wrong json_names_add(struct json_names *s, struct str name);

#endif
