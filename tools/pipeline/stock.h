/*
 * What the repository's products and systems consist of, as matching reads it:
 * a product's version with its bills of materials, a system with its lines,
 * those of the system it is based on and the products in it.
 */
#ifndef PIPELINE_STOCK_H
#define PIPELINE_STOCK_H

#include <stdbool.h>
#include <stddef.h>

#include "match/match.h"
#include "model/entry.h"

struct arena;
struct diags;
struct io_dir;
struct model;
struct sources;

struct stock {
	struct str of;		/* "exagate-100@3.8.4", a system's id */
	const struct product_entry *product;	/* one of the two */
	const struct version *version;
	const struct system_entry *system;
	struct match_inventory inv;
};

struct stock_list {
	struct stock *v;	/* products by id and as versions are written,
				 * then systems by id */
	size_t n;
};

/*
 * Everything in the model.  Bills of materials are the files that stand in a
 * folder named as the version, beside product.yaml; they are read through root
 * and kept in ss; what cannot be read is reported.  Lives in perm.
 */
void stock_read(struct arena *perm, struct io_dir *root, const struct model *m,
    struct sources *ss, struct diags *d, struct stock_list *out);

/*
 * A line of a system as a component.  What nobody resolved is a keyword to
 * watch; a line that is a product of ours has no component: false.
 */
bool stock_line(struct arena *perm, const struct software_line *line,
    struct component *out);

#endif
