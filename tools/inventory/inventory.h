/*
 * Reading inventories of any format: hostile input, bounded by
 * LIMIT_INVENTORY_*.  Components without a name are reported and left out; a
 * purl or CPE that is wrong is reported, the component stays with its name.
 */
#ifndef INVENTORY_INVENTORY_H
#define INVENTORY_INVENTORY_H

#include <stdbool.h>
#include <stdint.h>

#include "inventory/component.h"

struct arena;
struct diags;
struct sources;

enum inventory_format {
#define INVENTORY(name, is, title)	INVENTORY_FORMAT_##name,
#include "inventory/formats.def"
	INVENTORY_FORMATS
};

const char *inventory_title(enum inventory_format f);

/* Which format a document is of; INVENTORY_FORMATS: none. */
enum inventory_format inventory_format_of(struct str text);

/*
 * Read a file that stands in ss.  Reports inventory-*; false when it cannot be
 * read at all.  Texts are views of the file or live in perm.
 */
bool inventory_read(struct arena *perm, const struct sources *ss,
    uint32_t file, struct diags *d, struct inventory *out);

#endif
