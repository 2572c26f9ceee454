#include "finding/stock_file.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/span.h"
#include "inventory/inventory.h"

void
stock_file_open(struct stock_files *r, const struct model *m)
{
	shelf_read(r->perm, m, &r->shelf);
	r->read = arena_array(r->perm, struct inventory *, r->shelf.n + 1);
}

static void
read_file(struct stock_files *r, uint32_t file, struct inventory *out)
{
	struct str path = source_get(r->ss, file)->path, text;
	int err = io_read(r->root, path, LIMIT_INVENTORY_BYTES, r->perm,
	    &text);

	if (err != 0) {
		diag_error(r->d, "inventory-unread",
		    (struct span){ file, 0, 0 },
		    "the inventory cannot be read: %s", strerror(err));
		diag_help(r->d, "it is left out of matching");
		return;
	}
	source_set_text(r->ss, file, text);
	if (!inventory_read(r->perm, r->ss, file, r->d, out))
		*out = (struct inventory){ .n = 0 };
}

const struct inventory *
stock_file_read(struct stock_files *r, size_t i)
{
	if (r->read[i] == NULL) {
		r->read[i] = arena_new(r->perm, struct inventory);
		read_file(r, r->shelf.v[i].file, r->read[i]);
	}
	return r->read[i];
}
