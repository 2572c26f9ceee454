/*
 * Linking: from documents to entries, and from ids to what they name.
 */
#ifndef MODEL_LINK_H
#define MODEL_LINK_H

#include "model/field.h"

struct arena;
struct diags;
struct model;

/*
 * Make the entries and the index of a model whose docs are there.  Reports
 * id-duplicate.
 */
void link_entries(struct arena *perm, struct model *m, struct diags *d);

/*
 * Set the target of every ref in every record.  Reports ref-unknown with a
 * suggestion when d is not NULL; a ref without a target keeps NULL.
 */
void link_refs(struct arena *perm, struct model *m, struct diags *d);

#endif
