/*
 * What a list is made from; each is a row of lists.def.
 */
#ifndef COMMAND_LIST_H
#define COMMAND_LIST_H

#include "base/time.h"
#include "command/table.h"
#include "model/kind.h"

struct model;

struct listing {
	struct table *t;
	const struct model *model;	/* NULL for built-in tables */
	struct instant now;
	struct str lang;
	bool has_kind;		/* fields: of one kind only */
	enum kind kind;
};

#endif
