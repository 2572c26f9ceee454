/*
 * JSON Schema (draft 2020-12) of the kinds of files, made from the field
 * tables, for editors.  It accepts what loading accepts, except that a key
 * with nothing behind it is left out; what needs the whole repository (does
 * this id exist?) and what a pattern cannot say (is there such a day?) is for
 * `hansho check`.
 *
 * Beside the standard's keywords it writes those that editors read: an enum's
 * enumDescriptions, markdownDescription, patternErrorMessage.
 */
#ifndef MODEL_SCHEMA_H
#define MODEL_SCHEMA_H

#include "model/kind.h"

struct arena;
struct json_writer;

/* Write the schema of a kind as one object; tmp is for names only. */
void schema_kind(enum kind k, struct arena *tmp, struct json_writer *w);

#endif
