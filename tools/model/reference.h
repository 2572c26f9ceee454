/*
 * The reference of the field tables: what may stand in each kind of file, for
 * `hansho list fields` and for pages of the handbook.
 */
#ifndef MODEL_REFERENCE_H
#define MODEL_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/kind.h"

struct arena;
struct value;

/*
 * The records of a kind: its own, then those within it, each once, in the
 * order of the tables.
 */
size_t reference_records(enum kind k, struct arena *a,
    const struct record ***out);

/* "optional", "required", "list", "list, not empty". */
const char *reference_card(enum field_card c);

/*
 * What a field's value is: its type, with what it refers to or consists of:
 * "person's id", "fact", "one of: publish, customers_only".
 */
struct str reference_type(struct arena *a, const struct field *f);

/*
 * Fill an object for a template:
 *
 *   name, doc, path       of the kind
 *   records               a list of
 *     name, doc, is_root
 *     fields              a list of
 *       name, type, card, audience, doc
 *       is_required, is_list
 *       record            the name of the record it consists of, or nothing
 *       words             a list of {name, doc}: the vocabulary, may be empty
 *
 * Returns false, changing nothing, when the kind has no fields.
 */
bool reference_kind(enum kind k, struct arena *a, struct value *out);

#endif
