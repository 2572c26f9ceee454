/*
 * The lists of what stands in the repository, in the order of the model.
 */
#ifndef COMMAND_LIST_MODEL_H
#define COMMAND_LIST_MODEL_H

#include "command/list.h"

#define LIST_MODEL(name, fn, columns, help)				\
	void fn(const struct listing *l);
#include "command/lists.def"

#endif
