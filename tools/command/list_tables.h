/*
 * The lists of what is built in.
 */
#ifndef COMMAND_LIST_TABLES_H
#define COMMAND_LIST_TABLES_H

#include "command/list.h"

#define LIST_TABLES(name, fn, columns, help)				\
	void fn(const struct listing *l);
#include "command/lists.def"

#endif
