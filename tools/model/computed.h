/*
 * The vocabularies of computed.def: an enum of each, and a table of its words.
 */
#ifndef MODEL_COMPUTED_H
#define MODEL_COMPUTED_H

#include "model/field.h"

/* enum clock_state { CLOCK_STATE_NONE, ... }; unlike those of files, from 0. */
#define ENUM(name, doc)				enum name {
#define VALUE(name, constant, word, doc)	constant,
#define ENUM_END(name)				};
#include "model/computed.def"

/* extern const struct enum_table enum_clock_state; ... */
#define ENUM(name, doc)							\
	extern const struct enum_table enum_##name;
#define VALUE(name, constant, word, doc)
#define ENUM_END(name)
#include "model/computed.def"

/* What a value means, in English: for messages; "" for no value. */
const char *computed_doc(const struct enum_table *t, int v);

#endif
