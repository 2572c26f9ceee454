/*
 * One scalar of a field: what its type allows, and the value made of it.
 */
#ifndef MODEL_SCALAR_H
#define MODEL_SCALAR_H

#include <stdbool.h>

#include "model/field.h"

struct arena;
struct diags;
struct yaml_node;

/*
 * Check a scalar against a field's type and store the value (of the type's C
 * struct) in out.  Reports field-* diagnostics at the smallest place and
 * returns false.  List and record types are no scalars.
 */
bool scalar_load(struct arena *perm, const struct field *f,
    const struct yaml_node *node, struct diags *d, void *out);

/* Whether text is an id of ours: [A-Za-z0-9._+-], no leading dot or dash. */
bool scalar_is_id(struct str s);

#endif
