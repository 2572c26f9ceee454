/*
 * From YAML trees to records, by the field tables.
 */
#ifndef MODEL_LOAD_H
#define MODEL_LOAD_H

#include "base/span.h"
#include "model/field.h"

struct arena;
struct diags;
struct yaml_node;

/*
 * Read a map as a record.  Unknown keys are reported with a suggestion, wrong
 * types and missing fields with their place and what is expected.  Returns the
 * record (its C struct) even when parts were faulty and left unset; NULL, with
 * a report, when node is no map.  where is the whole record's place, used
 * when node is NULL or empty.
 */
void *load_record(struct arena *perm, const struct record *r,
    const struct yaml_node *node, struct span where, struct diags *d);

#endif
