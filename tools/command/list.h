/*
 * What `hansho list WHAT` fills tables with: a row of lists.def each.
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

#define LIST(name, fn, needs, columns, help)	void fn(const struct listing *l);
#include "command/lists.def"

#endif
