/*
 * Walking through JSON whose members are rows of tables.  Functions of type
 * inventory_see get the value whose first event has been read and leave it
 * read to its end; values of another kind than expected are passed over.
 * Private to inventory/.
 */
#ifndef INVENTORY_INVENTORY_JSON_H
#define INVENTORY_INVENTORY_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "base/str.h"
#include "text/json_read.h"

struct inventory_make;

/* A text with its place. */
struct inventory_text {
	struct str s;
	struct span at;
};

struct inventory_json {
	struct json_reader *reader;
	enum json_event ev;	/* the event read last, with its text */
	struct str text;
	struct span at;
};

typedef void inventory_see(struct inventory_make *m, void *into);

/* A member: what sees its value, or else which text of *into it is. */
struct inventory_member {
	struct str name;
	inventory_see *see;	/* NULL: text is the offset of a
				 * struct inventory_text */
	size_t text;
};

/* The next event; JSON_FAULT for ever once a limit was exceeded. */
enum json_event inventory_json_next(struct inventory_make *m);

/*
 * The text of a string or number, "true" of true; else empty.  One over
 * LIMIT_INVENTORY_TEXT is reported as inventory-text and empty.
 */
struct inventory_text inventory_json_text(struct inventory_make *m);

/* The members of an object; others than the n of v are passed over. */
void inventory_json_members(struct inventory_make *m,
    const struct inventory_member *v, size_t n, void *into);

/* The items of an array. */
void inventory_json_items(struct inventory_make *m, inventory_see *see,
    void *into);

#endif
